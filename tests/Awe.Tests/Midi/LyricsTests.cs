using System.Text;
using Awe.Midi;

namespace Awe.Tests.Midi;

public class LyricsTests
{
    [Fact]
    public void A_karaoke_file_has_titles_language_information_version_and_lines()
    {
        var builder = new MidiFileBuilder(480);
        builder.Track("Soft karaoke").Text(0, MidiTextKind.Text, "@KMIDI KARAOKE FILE").Text(0, MidiTextKind.Text, "@V0100");
        builder.Track("Words")
            .Text(0, MidiTextKind.Text, "@LENGL").Text(0, MidiTextKind.Text, "@TThe title").Text(0, MidiTextKind.Text, "@TThe author")
            .Text(0, MidiTextKind.Text, "@IMade for a test").Text(0, MidiTextKind.Text, @"\Some").Text(480, MidiTextKind.Text, "where ")
            .Text(960, MidiTextKind.Text, "o").Text(1440, MidiTextKind.Text, "ver").Text(1920, MidiTextKind.Text, "/the and/or")
            .Text(2400, MidiTextKind.Text, @"\New verse");

        var lyrics = Smf.Read(builder.ToBytes()).Lyrics!;

        Assert.Equal(["The title", "The author"], lyrics.Titles);
        Assert.Equal(("ENGL", "0100", "Made for a test"), (lyrics.Language, lyrics.Version, Assert.Single(lyrics.Information)));
        Assert.Equal(
            [("Somewhere over", 0.0, true), ("the and/or", 2.0, false), ("New verse", 2.5, true)],
            lyrics.Lines.Select(line => (line.Text, line.Seconds, line.BeginsPage)));
        Assert.Equal(
            [new(0, 0, "Some"), new(480, 0.5, "where "), new(960, 1, "o"), new(1440, 1.5, "ver")], lyrics.Lines[0].Syllables);
    }

    [Fact]
    public void Lyric_events_end_lines_by_carriage_returns_and_verses_by_line_feeds()
    {
        var lyrics = Lyrics("One ", "two\r", "three", "\n", "four\r\n", "five")!;

        Assert.Equal(
            [("One two", true), ("three", false), ("four", true), ("five", false)],
            lyrics.Lines.Select(line => (line.Text, line.BeginsPage)));
    }

    [Fact]
    public void A_karaoke_file_may_have_its_words_in_lyric_events()
    {
        var builder = new MidiFileBuilder(480);
        builder.Track().Text(0, MidiTextKind.Text, "@KMIDI KARAOKE FILE").Text(0, MidiTextKind.Lyric, "la");

        Assert.Equal("la", Assert.Single(Smf.Read(builder.ToBytes()).Lyrics!.Lines).Text);
    }

    [Fact]
    public void Of_several_tracks_with_words_the_one_with_most_is_sung()
    {
        var builder = new MidiFileBuilder(480);
        builder.Track("alto").Text(0, MidiTextKind.Lyric, "ah");
        builder.Track("soprano").Text(0, MidiTextKind.Lyric, "la ").Text(480, MidiTextKind.Lyric, "la");

        Assert.Equal("la la", Assert.Single(Smf.Read(builder.ToBytes()).Lyrics!.Lines).Text);
    }

    [Fact]
    public void Texts_that_begin_pages_are_words_also_without_the_header()
    {
        var builder = new MidiFileBuilder(480);
        builder.Track().Text(0, MidiTextKind.Text, @"\Words").Text(480, MidiTextKind.Text, "/more");

        Assert.Equal(["Words", "more"], Smf.Read(builder.ToBytes()).Lyrics!.Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_song_with_mere_remarks_has_no_words()
    {
        var builder = new MidiFileBuilder(480);
        builder.Track().Text(0, MidiTextKind.Text, "made with a sequencer").Text(0, MidiTextKind.Marker, "A");

        Assert.Null(Smf.Read(builder.ToBytes()).Lyrics);
    }

    [Fact]
    public void Line_breaks_without_words_make_no_lines() => Assert.Empty(Lyrics("\r", "\n", " ", "/", @"\")!.Lines);

    [Theory]
    [InlineData("@LRUSS", "CF E5 F1", "Пес")] // Windows-1251
    [InlineData("@LJAPA", "82 A0", "あ")] // Shift-JIS
    [InlineData("@LENGL", "E9", "é")] // Windows-1252
    [InlineData("@LRUSS", "D0 9F", "П")] // valid UTF-8 all the same
    public void The_language_of_a_karaoke_file_suggests_the_encoding(string language, string hex, string expected)
    {
        var song = Smf.ReadTrack(TextEvent(language) + TextEvent(Smf.Hex(hex)) + Smf.EndOfTrack);

        Assert.Equal(expected, song.Texts[1].Text);
    }

    [Fact]
    public void The_caller_may_know_the_encoding()
    {
        var file = Smf.OneTrack(TextEvent(Smf.Hex("CF E5 F1")) + TextEvent(Smf.Hex("EF BB BF C3 A9")) + Smf.EndOfTrack);
        var options = new MidiReadOptions { TextEncoding = CodePagesEncodingProvider.Instance.GetEncoding(1251) };

        Assert.Equal(["Пес", "é"], MidiFile.Read(file, "song.kar", options).Texts.Select(text => text.Text));
    }

    [Fact]
    public void Markers_and_cue_points_are_given_apart()
    {
        var builder = new MidiFileBuilder(480);
        builder.Track().Text(0, MidiTextKind.Marker, "A").Text(480, MidiTextKind.CuePoint, "curtain").Text(960, MidiTextKind.Marker, "B");

        var song = Smf.Read(builder.ToBytes());

        Assert.Equal(["A", "B"], song.Markers.Select(text => text.Text));
        Assert.Equal(["curtain"], song.CuePoints.Select(text => text.Text));
    }

    private static SongLyrics? Lyrics(params string[] texts)
    {
        var builder = new MidiFileBuilder(480);
        var track = builder.Track();
        for (var i = 0; i < texts.Length; i++)
        {
            track.Text(i * 480, MidiTextKind.Lyric, texts[i]);
        }

        return Smf.Read(builder.ToBytes()).Lyrics;
    }

    private static string TextEvent(string text) => TextEvent(Encoding.ASCII.GetBytes(text));

    private static string TextEvent(byte[] text) => $"00 FF 01 {text.Length:X2}" + Convert.ToHexString(text);
}
