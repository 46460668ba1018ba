using System.Text;
using Awe.Midi;

namespace Awe.Tests.Midi;

public class MidiTextTests
{
    [Theory]
    [InlineData("48 C3 A9", "Hé")] // valid UTF-8
    [InlineData("48 E9 80", "Hé€")] // invalid UTF-8: Windows-1252
    [InlineData("EF BB BF C3 A9", "é")] // byte order mark of UTF-8
    [InlineData("FF FE E9 00", "é")] // little-endian UTF-16
    [InlineData("FE FF 00 E9", "é")] // big-endian UTF-16
    [InlineData("41 00 00", "A")] // padding
    public void Bytes_of_a_text_are_decoded_by_what_they_can_be(string hex, string expected)
    {
        var data = Smf.Hex(hex);

        var song = Smf.ReadTrack($"00 FF 03 {data.Length:X2} {hex}" + Smf.EndOfTrack);

        Assert.Equal(expected, Assert.Single(song.Texts).Text);
    }

    [Fact]
    public void A_tag_selects_the_character_set_of_the_texts_after_it()
    {
        var latin = Convert.ToHexString("{@LATIN}"u8);
        var japanese = Convert.ToHexString("{@JP}"u8);

        var song = Smf.ReadTrack($"00 FF 05 05 {japanese} 00 FF 05 02 82 A0 00 FF 05 08 {latin} 00 FF 05 02 C3 A9" + Smf.EndOfTrack);

        Assert.Equal(["あ", "Ã©"], song.Texts.Select(text => text.Text));
    }

    [Fact]
    public void Texts_carry_kind_track_and_time_in_order_of_time()
    {
        var builder = new MidiFileBuilder(96);
        builder.Track("late").Text(96, MidiTextKind.Lyric, "la");
        builder.Track("early").Text(48, MidiTextKind.Copyright, "ours").Text(96, MidiTextKind.Marker, "B");

        Assert.Equal(
            [
                new(MidiTextKind.TrackName, 1, 0, 0, "late"),
                new(MidiTextKind.TrackName, 2, 0, 0, "early"),
                new(MidiTextKind.Copyright, 2, 48, 0.25, "ours"),
                new(MidiTextKind.Lyric, 1, 96, 0.5, "la"),
                new(MidiTextKind.Marker, 2, 96, 0.5, "B"),
            ],
            Smf.Read(builder.ToBytes()).Texts);
    }

    [Fact]
    public void A_hundred_thousand_texts_are_cut_to_65536_with_a_warning()
    {
        var body = new StringBuilder();
        for (var i = 0; i < 100_000; i++)
        {
            body.Append("00FF010141");
        }

        var song = Smf.ReadTrack(body + Smf.EndOfTrack);

        Assert.Equal(65_536, song.Texts.Count);
        Assert.Contains("34464 times", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }
}
