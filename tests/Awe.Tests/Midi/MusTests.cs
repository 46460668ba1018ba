using Awe.Midi;

namespace Awe.Tests.Midi;

public class MusTests
{
    private const string End = "60";

    [Fact]
    public void A_note_with_a_volume_and_a_delay_is_read()
    {
        var song = Read("90 BC 40 46 00 3C" + End);

        Assert.Equal(["0 NoteOn 0 60 64", "70 NoteOff 0 60 64"], Smf.Lines(song));
        Assert.Equal([0, 0.5], song.Messages.ToArray().Select(message => message.Seconds));
        Assert.Equal((SongFileType.Mus, 0.5), (song.FileType, song.Seconds));
        Assert.Empty(song.Warnings);
    }

    [Fact]
    public void Channel_15_is_channel_10_and_those_from_9_make_way() =>
        Assert.Equal(
            ["0 NoteOn 9 60 64", "0 NoteOn 8 60 64", "0 NoteOn 10 60 64", "0 NoteOn 15 60 64"],
            Smf.Lines(Read("1F BC 40 18 BC 40 19 BC 40 1E BC 40" + End)));

    [Fact]
    public void A_note_without_a_volume_takes_the_last_of_its_channel() =>
        Assert.Equal(
            ["0 NoteOn 0 60 127", "0 NoteOn 0 61 32", "0 NoteOn 0 62 32", "0 NoteOn 1 60 127"],
            Smf.Lines(Read("10 3C 10 BD 20 10 3E 11 3C" + End)));

    [Theory]
    [InlineData("00", 0)]
    [InlineData("80", 8192)]
    [InlineData("FF", 255 * 64)]
    public void The_wheel_has_8_bits_and_its_centre_at_128(string value, int wheel) =>
        Assert.Equal(MidiMessage.PitchWheel(0, wheel), Assert.Single(Read("20" + value + End).Messages.ToArray()).Message);

    [Theory]
    [InlineData(10, 120)]
    [InlineData(11, 123)]
    [InlineData(12, 126)]
    [InlineData(13, 127)]
    [InlineData(14, 121)]
    public void System_events_are_channel_mode_messages(int number, int controller) =>
        Assert.Equal([$"0 ControlChange 2 {controller} 0"], Smf.Lines(Read($"32 {number:X2}" + End)));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 7)]
    [InlineData(4, 10)]
    [InlineData(5, 11)]
    [InlineData(6, 91)]
    [InlineData(7, 93)]
    [InlineData(8, 64)]
    [InlineData(9, 67)]
    public void Controllers_have_numbers_of_their_own(int number, int controller) =>
        Assert.Equal([$"0 ControlChange 3 {controller} 100"], Smf.Lines(Read($"43 {number:X2} 64" + End)));

    [Fact]
    public void Controller_0_is_the_program() => Assert.Equal(["0 ProgramChange 4 30 0"], Smf.Lines(Read("44 00 1E" + End)));

    [Fact]
    public void A_delay_has_as_many_bytes_as_it_needs() => Assert.Equal(["200 NoteOff 0 60 64"], Smf.Lines(Read("D0 81 48 00 3C" + End)));

    [Fact]
    public void Events_of_unknown_meaning_are_skipped_with_a_warning()
    {
        var song = Read("50 70 01 30 0F 40 0A 05 10 BC 40" + End);

        Assert.Equal(["0 NoteOn 0 60 64"], Smf.Lines(song));
        Assert.Equal("MUS event of unknown meaning skipped (first at byte 17, 3 times)", Assert.Single(song.Warnings));
    }

    [Theory]
    [InlineData("10 BC 40")]
    [InlineData("10 BC 40 10 BC")]
    [InlineData("10 BC 40 40 01")]
    [InlineData("10 BC 40 A0 80 81")]
    public void A_score_that_is_cut_short_keeps_its_whole_events(string score)
    {
        var song = Read(score);

        Assert.Equal("0 NoteOn 0 60 64", Smf.Lines(song)[0]);
        Assert.StartsWith("MUS score without an end", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_score_may_begin_behind_a_list_of_instruments() =>
        Assert.Equal(
            ["0 NoteOff 0 60 64"],
            Smf.Lines(MidiFile.Read(Smf.Hex("4D55531A 0300 1400 0100 0000 0200 0000 1E00 1D00 00 3C" + End), "song.lmp")));

    [Theory]
    [InlineData("4D55531A 0300 1000", "the MUS header ends at byte 8, expected 16 bytes")]
    [InlineData("4D55531A 0300 0400 0100 0000 0000 0000 60", "found 4 at byte 6 as the place of the MUS score, expected 16 to 16")]
    [InlineData("4D55531A 0300 FFFF 0100 0000 0000 0000 60", "found 65535 at byte 6 as the place of the MUS score, expected 16 to 16")]
    public void A_header_that_cannot_be_is_refused_in_one_line(string hex, string words) =>
        Assert.Equal("d.mus: " + words, Assert.Throws<InvalidDataException>(() => MidiFile.Read(Smf.Hex(hex), "d.mus")).Message);

    private static MidiFile Read(string score) =>
        MidiFile.Read(Smf.Hex("4D55531A 0000 1000 0100 0000 0000 0000" + score), "song.mus");
}
