using System.Text.Json;
using Awe.Midi;

namespace Awe.Player.Inspecting;

/// <summary>All that a song says in words: information of its wrapper, words to sing, markers and names.</summary>
internal sealed class SongWords(MidiFile song)
{
    private IEnumerable<(string Name, string Value)> Information => song.Information is not { } information ? [] :
        new (string Name, string Value)[]
        {
            ("title", information.Title),
            ("album", information.Album),
            ("artist", information.Artist),
            ("genre", information.Genre),
            ("copyright", information.Copyright),
            ("date", information.Date),
            ("subject", information.Subject),
            ("comment", information.Comment),
            ("engineer", information.Engineer),
            ("software", information.Software),
        }.Where(entry => entry.Value.Length > 0);

    public void WriteJson(Utf8JsonWriter json)
    {
        if (song.Information is not null)
        {
            json.WriteStartObject("information");
            foreach (var (name, value) in Information)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        if (song.Lyrics is { } lyrics)
        {
            WriteJson(json, lyrics);
        }

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

    /// <summary>Titles and values, for the head of the report.</summary>
    public void WriteFields(TextWriter text)
    {
        foreach (var (name, value) in Information)
        {
            Words.Field(text, name, value);
        }

        if (song.Lyrics is { } lyrics)
        {
            WriteFields(text, "title", lyrics.Titles);
            WriteFields(text, "information", lyrics.Information);
            Words.Field(text, "lyrics", $"{Words.Count(lyrics.Lines.Count, "line")}{(lyrics.Language.Length > 0 ? $", language {lyrics.Language}" : "")}");
        }
    }

    /// <summary>What has a time: names and markers, then the words to sing.</summary>
    public void WriteLines(TextWriter text)
    {
        foreach (var line in song.Texts.Where(line => line.Kind is not (MidiTextKind.Lyric or MidiTextKind.Text)))
        {
            WriteLine(text, line.Seconds, line.Kind.ToString(), line.Text);
        }

        foreach (var line in song.Lyrics?.Lines ?? [])
        {
            WriteLine(text, line.Seconds, line.BeginsPage ? "Verse" : "", line.Text);
        }
    }

    private static void WriteFields(TextWriter text, string name, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            Words.Field(text, name, value);
        }
    }

    private static void WriteLine(TextWriter text, double seconds, string kind, string words) =>
        text.WriteLine($"{Words.Time(seconds),9}  {kind,-14}  {Words.OneLine(words)}");

    private static void WriteJson(Utf8JsonWriter json, SongLyrics lyrics)
    {
        json.WriteStartObject("lyrics");
        json.WriteStrings("titles", lyrics.Titles);
        json.WriteString("language", lyrics.Language);
        json.WriteStrings("information", lyrics.Information);
        json.WriteString("version", lyrics.Version);
        json.WriteStartArray("lines");
        foreach (var line in lyrics.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("seconds", Math.Round(line.Seconds, 3));
            json.WriteBoolean("beginsPage", line.BeginsPage);
            json.WriteString("text", line.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
