using System.Text.Json;
using Awe.Midi;

namespace Awe.Player.Inspecting;

/// <summary>What a song holds.</summary>
internal sealed class SongReport(MidiFile song) : IReport
{
    private readonly List<SongNote> _notes = SongNotes.Of(song);
    private readonly SongWords _words = new(song);
    private readonly SongBankReport? _bank = SongBankReport.Of(song);

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

    /// <summary>XMI and MUS have ticks of a fixed length, and so have files that count SMPTE frames.</summary>
    private bool HasTempo => song.FileType == SongFileType.StandardMidi && !song.Division.IsSmpte;

    private double TicksPerSecond => 1 / song.Tempo.SecondsAt(1);

    private double SlowestTempo => song.Tempo.Changes.Min(change => change.QuartersPerMinute);

    private double FastestTempo => song.Tempo.Changes.Max(change => change.QuartersPerMinute);

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("file", song.Name);
        json.WriteString("kind", "song");
        json.WriteString("type", JsonNamingPolicy.CamelCase.ConvertName(song.FileType.ToString()));
        json.WriteNumber("songs", song.SongCount);
        json.WriteNumber("format", song.Format);
        json.WriteNumber("tracks", song.TrackCount);
        json.WriteNumber("seconds", Math.Round(song.Seconds, 3));
        WriteTempo(json);
        json.WriteNumber("notes", _notes.Count);
        json.WriteNumber("messages", song.Messages.Length);
        json.WriteNumber("sysEx", song.SysExCount);
        WriteLoop(json);
        _bank?.WriteJson(json);
        WriteChannels(json);
        _words.WriteJson(json);
        json.WriteStrings("warnings", [.. song.Warnings, .. _bank?.Warnings ?? []]);
    }

    public void WriteText(TextWriter text)
    {
        Words.Field(text, "song", song.Name);
        Words.Field(text, "format", FormatText());
        Words.Field(text, "length", Words.Time(song.Seconds) + (song.Loop is null ? "" : " once through"));
        Words.Field(text, "loop", LoopText());
        Words.Field(text, "tempo", TempoText());
        Words.Field(text, "notes", Words.Line($"{_notes.Count}"));
        _words.WriteFields(text);
        _bank?.WriteText(text);
        Words.Warnings(text, [.. song.Warnings, .. _bank?.Warnings ?? []]);
        foreach (var channel in Channels)
        {
            var programs = string.Join(", ", channel.Programs.Select(program => Words.Number(program.Bank, program.Program).Trim()));
            text.WriteLine($"channel {channel.Number,4}  {Words.Count(channel.Notes, "note"),-11}  keys {channel.LowestKey}-{channel.HighestKey}  programs {programs}");
        }

        _words.WriteLines(text);
    }

    private string FormatText() => song.FileType switch
    {
        SongFileType.Xmi => "XMI (Miles Sound System)" + (song.SongCount > 1 ? $", {song.SongCount} songs" : ""),
        SongFileType.Mus => "MUS (Doom)",
        _ => $"Standard MIDI File, format {song.Format}, {Words.Count(song.TrackCount, "track")}",
    };

    private string TempoText() => !HasTempo ? Words.Line($"none, {TicksPerSecond:0.##} ticks a second")
        : SlowestTempo == FastestTempo ? Words.Line($"{SlowestTempo:0.##} quarters a minute")
        : Words.Line($"{SlowestTempo:0.##} to {FastestTempo:0.##} quarters a minute");

    private void WriteTempo(Utf8JsonWriter json)
    {
        json.WriteNumber("ticksPerSecondAtStart", Math.Round(TicksPerSecond, 3));
        if (HasTempo)
        {
            json.WriteNumber("tempoLowest", Math.Round(SlowestTempo, 3));
            json.WriteNumber("tempoHighest", Math.Round(FastestTempo, 3));
        }
    }

    private string LoopText()
    {
        if (song.Loop is not { } loop)
        {
            return "";
        }

        var passes = loop.Passes is { } count ? $"{Words.Count(count, "time")} in all" : "without end";
        var by = loop.Convention switch
        {
            LoopConvention.Markers => "markers",
            LoopConvention.Controllers116And117 => "controllers 116 and 117",
            LoopConvention.Controllers118And119 => "controllers 118 and 119",
            LoopConvention.Controller111 => "controller 111",
            _ => "controllers 2 and 4",
        };
        return $"{Words.Time(loop.StartSeconds)} to {Words.Time(loop.EndSeconds)}, {passes} ({by})";
    }

    private void WriteLoop(Utf8JsonWriter json)
    {
        if (song.Loop is not { } loop)
        {
            return;
        }

        json.WriteStartObject("loop");
        json.WriteString("convention", JsonNamingPolicy.CamelCase.ConvertName(loop.Convention.ToString()));
        json.WriteNumber("startSeconds", Math.Round(loop.StartSeconds, 3));
        json.WriteNumber("endSeconds", Math.Round(loop.EndSeconds, 3));
        if (loop.Passes is { } passes)
        {
            json.WriteNumber("passes", passes);
        }

        json.WriteEndObject();
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

    private sealed record ChannelLine(int Number, int Notes, int LowestKey, int HighestKey, (int Bank, int Program)[] Programs);
}
