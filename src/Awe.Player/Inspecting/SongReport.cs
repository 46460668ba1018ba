using System.Text.Json;
using Awe.Midi;

namespace Awe.Player.Inspecting;

/// <summary>What a song holds.</summary>
internal sealed class SongReport(MidiFile song) : IReport
{
    private readonly List<SongNote> _notes = SongNotes.Of(song);

    /// <summary>Channels that play, each with its programs in the order of their first notes.</summary>
    private IEnumerable<ChannelLine> Channels => _notes
        .GroupBy(note => note.Channel)
        .OrderBy(notes => notes.Key)
        .Select(notes => new ChannelLine(
            notes.Key + 1,
            notes.Count(),
            notes.Min(note => note.Key),
            notes.Max(note => note.Key),
            [.. notes.Select(note => (note.Bank, note.Program)).Distinct()]));

    private double SlowestTempo => song.Tempo.Changes.Min(change => change.QuartersPerMinute);

    private double FastestTempo => song.Tempo.Changes.Max(change => change.QuartersPerMinute);

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("file", song.Name);
        json.WriteString("kind", "song");
        json.WriteNumber("format", song.Format);
        json.WriteNumber("tracks", song.TrackCount);
        json.WriteNumber("seconds", Math.Round(song.Seconds, 3));
        json.WriteNumber("tempoLowest", Math.Round(SlowestTempo, 3));
        json.WriteNumber("tempoHighest", Math.Round(FastestTempo, 3));
        json.WriteNumber("notes", _notes.Count);
        json.WriteNumber("messages", song.Messages.Length);
        json.WriteNumber("sysEx", song.SysExCount);
        WriteChannels(json);
        WriteTexts(json);
        json.WriteStrings("warnings", song.Warnings);
    }

    public void WriteText(TextWriter text)
    {
        Words.Field(text, "song", song.Name);
        Words.Field(text, "format", $"{song.Format}, {Words.Count(song.TrackCount, "track")}");
        Words.Field(text, "length", Words.Time(song.Seconds));
        Words.Field(text, "tempo", SlowestTempo == FastestTempo
            ? Words.Line($"{SlowestTempo:0.##} quarters a minute")
            : Words.Line($"{SlowestTempo:0.##} to {FastestTempo:0.##} quarters a minute"));
        Words.Field(text, "notes", Words.Line($"{_notes.Count}"));
        Words.Warnings(text, song.Warnings);
        foreach (var channel in Channels)
        {
            var programs = string.Join(", ", channel.Programs.Select(program => Words.Number(program.Bank, program.Program).Trim()));
            text.WriteLine($"channel {channel.Number,4}  {Words.Count(channel.Notes, "note"),-11}  keys {channel.LowestKey}-{channel.HighestKey}  programs {programs}");
        }

        foreach (var line in song.Texts.Where(line => line.Kind is not (MidiTextKind.Lyric or MidiTextKind.Text)))
        {
            text.WriteLine($"{Words.Time(line.Seconds),9}  {line.Kind,-14}  {Words.OneLine(line.Text)}");
        }
    }

    private void WriteChannels(Utf8JsonWriter json)
    {
        json.WriteStartArray("channels");
        foreach (var channel in Channels)
        {
            json.WriteStartObject();
            json.WriteNumber("channel", channel.Number);
            json.WriteNumber("notes", channel.Notes);
            json.WriteNumber("lowestKey", channel.LowestKey);
            json.WriteNumber("highestKey", channel.HighestKey);
            json.WriteStartArray("programs");
            foreach (var (bank, program) in channel.Programs)
            {
                json.WriteStartObject();
                json.WriteNumber("bank", bank);
                json.WriteNumber("program", program);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteTexts(Utf8JsonWriter json)
    {
        json.WriteStartArray("texts");
        foreach (var text in song.Texts)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(text.Kind.ToString()));
            json.WriteNumber("track", text.Track);
            json.WriteNumber("seconds", Math.Round(text.Seconds, 3));
            json.WriteString("text", text.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private sealed record ChannelLine(int Number, int Notes, int LowestKey, int HighestKey, (int Bank, int Program)[] Programs);
}
