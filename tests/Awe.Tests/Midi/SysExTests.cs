using Awe.Midi;

namespace Awe.Tests.Midi;

public class SysExTests
{
    private const string GsReset = "4110421240007F0041";

    [Fact]
    public void A_SysEx_is_kept_without_F0_and_F7()
    {
        var song = Smf.ReadTrack("00 F0 05 7E 7F 09 01 F7" + Smf.EndOfTrack);

        Assert.Equal(["0 SysEx 0 7E7F0901"], Smf.Lines(song));
        Assert.Equal(1, song.SysExCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => song.SysEx(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => song.SysEx(-1).ToArray());
    }

    [Fact]
    public void A_SysEx_in_parts_is_one_and_acts_where_it_ends() =>
        Assert.Equal(
            ["1 NoteOn 0 64 64", "2 SysEx 0 4312000102"],
            Smf.Lines(Smf.ReadTrack("00 F0 03 43 12 00 01 90 40 40 01 F7 03 01 02 F7" + Smf.EndOfTrack)));

    [Fact]
    public void A_SysEx_that_never_ends_acts_where_it_began()
    {
        var song = Smf.ReadTrack($"00 F0 09 {GsReset} 01 90 40 40 60 80 40 40" + Smf.EndOfTrack);

        Assert.Equal(["0 SysEx 0 " + GsReset, "1 NoteOn 0 64 64", "97 NoteOff 0 64 64"], Smf.Lines(song));
        Assert.StartsWith("SysEx without F7", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_SysEx_ends_the_one_before()
    {
        var song = Smf.ReadTrack("00 F0 02 43 01 01 F0 03 43 02 F7 01 F7 02 03 F7" + Smf.EndOfTrack);

        Assert.Equal(["0 SysEx 0 4301", "1 SysEx 0 4302"], Smf.Lines(song));
    }

    [Fact]
    public void Two_SysEx_in_one_event_are_two() =>
        Assert.Equal(["0 SysEx 0 4301", "0 SysEx 0 4302"], Smf.Lines(Smf.ReadTrack("00 F0 07 43 01 F7 F0 43 02 F7" + Smf.EndOfTrack)));

    [Fact]
    public void Real_time_bytes_in_an_escape_say_nothing() =>
        Assert.Empty(Smf.Lines(Smf.ReadTrack("00 F7 02 FA FC" + Smf.EndOfTrack)));

    [Fact]
    public void An_escape_is_read_as_the_bytes_of_a_wire_and_leaves_running_status_alone() =>
        Assert.Equal(
            ["0 ProgramChange 1 5 0", "5 NoteOn 0 60 64", "5 NoteOff 0 60 64", "5 SysEx 0 4301", "6 ProgramChange 1 6 0"],
            Smf.Lines(Smf.ReadTrack("00 C1 05 05 F7 0C F2 01 02 90 3C 40 3C 00 F0 43 01 F7 01 06" + Smf.EndOfTrack)));

    [Fact]
    public void A_message_cut_off_in_an_escape_is_dropped_and_the_rest_kept() =>
        Assert.Equal(["0 ProgramChange 0 7 0"], Smf.Lines(Smf.ReadTrack("00 F7 07 40 90 3C C0 07 B0 07" + Smf.EndOfTrack)));

    [Theory]
    [InlineData("00 F0 00")]
    [InlineData("00 F0 01 F7")]
    public void An_empty_SysEx_is_forgotten(string events) => Assert.Equal(0, Smf.ReadTrack(events + Smf.EndOfTrack).SysExCount);

    [Fact]
    public void A_SysEx_of_a_hundred_thousand_bytes_is_kept_whole()
    {
        var builder = new MidiFileBuilder();
        var data = Enumerable.Range(0, 100_000).Select(i => (byte)(i & 0x7F)).ToArray();
        builder.Track().SysEx(0, data);

        Assert.Equal(data, Smf.Read(builder.ToBytes()).SysEx(0));
    }
}
