using Awe.Midi;

namespace Awe.Tests.Midi;

public class XmiTests
{
    private const string End = "FF 2F 00";

    [Fact]
    public void A_delta_is_the_sum_of_bytes_below_128_at_120_ticks_a_second()
    {
        var song = Read("7F 7F 10 C0 05" + End);

        Assert.Equal(["270 ProgramChange 0 5 0"], Smf.Lines(song));
        Assert.Equal(2.25, song.Messages[0].Seconds);
        Assert.Equal(SongFileType.Xmi, song.FileType);
        Assert.Empty(song.Warnings);
    }

    [Fact]
    public void A_note_says_how_long_it_lasts() =>
        Assert.Equal(["0 NoteOn 2 60 64", "200 NoteOff 2 60 64"], Smf.Lines(Read("92 3C 40 81 48" + End)));

    [Fact]
    public void Notes_that_end_at_a_tick_end_before_others_begin() =>
        Assert.Equal(
            ["0 NoteOn 0 60 64", "10 NoteOff 0 60 64", "10 NoteOn 0 60 65", "11 NoteOff 0 60 64"],
            Smf.Lines(Read("90 3C 40 0A 0A 90 3C 41 00" + End)));

    [Fact]
    public void A_tempo_means_nothing() => Assert.Equal(1.0, Read("FF 51 03 0F 42 40 78 C0 05" + End).Messages[0].Seconds);

    [Fact]
    public void Controllers_of_the_driver_are_kept_from_the_synthesizer_and_its_bank_select_becomes_one() =>
        Assert.Equal(
            ["0 ControlChange 0 0 3", "0 ControlChange 0 7 100", "0 ControlChange 0 121 0"],
            Smf.Lines(Read("B0 6E 7F B0 6F 7F B0 70 01 B0 71 01 B0 72 03 B0 73 01 B0 76 00 B0 77 01 B0 78 02 B0 07 64 B0 79 00" + End)));

    [Fact]
    public void SysEx_and_texts_are_read()
    {
        var song = Read("F0 05 7E 7F 09 01 F7 FF 06 01 41" + End);

        Assert.Equal(["0 SysEx 0 7E7F0901"], Smf.Lines(song));
        Assert.Equal("A", Assert.Single(song.Markers).Text);
    }

    [Fact]
    public void A_loop_without_end_is_the_loop_of_the_song()
    {
        var song = Read("78 B0 74 00 90 3C 40 10 78 B0 75 7F" + End);

        Assert.Equal(new SongLoop(LoopConvention.Controllers116And117, 120, 1, 240, 2, null), song.Loop);
    }

    [Fact]
    public void A_loop_of_a_count_is_written_out_pass_by_pass()
    {
        var song = Read("B0 74 03 C0 01 0A C0 02 0A B0 75 7F C0 03" + End);

        Assert.Equal(
            ["0 ProgramChange 0 1 0", "10 ProgramChange 0 2 0", "20 ProgramChange 0 1 0", "30 ProgramChange 0 2 0",
             "40 ProgramChange 0 1 0", "50 ProgramChange 0 2 0", "60 ProgramChange 0 3 0"],
            Smf.Lines(song));
        Assert.Null(song.Loop);
    }

    [Fact]
    public void Loops_lie_in_one_another()
    {
        var song = Read("B0 74 00 B0 74 02 C0 01 0A B0 75 7F B0 75 7F" + End);

        Assert.Equal(["0 ProgramChange 0 1 0", "10 ProgramChange 0 1 0"], Smf.Lines(song));
        Assert.Equal((0, 20), (song.Loop!.StartTick, song.Loop.EndTick));
    }

    [Fact]
    public void A_break_ends_a_loop_that_is_then_not_repeated()
    {
        var song = Read("B0 74 03 C0 01 0A B0 75 00 C0 02" + End);

        Assert.Equal(["0 ProgramChange 0 1 0", "10 ProgramChange 0 2 0"], Smf.Lines(song));
    }

    [Fact]
    public void A_short_file_cannot_ask_for_endless_passes()
    {
        var nested = string.Concat(Enumerable.Repeat("B0 74 7F", 16)) + "C0 01 01" + string.Concat(Enumerable.Repeat("B0 75 7F", 16));

        var song = Read(nested + End);

        Assert.InRange(song.Messages.Length, 1, 300_000);
        Assert.StartsWith("passes of loops left out after 131072 messages", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_songs_the_first_is_read_unless_another_is_asked_for()
    {
        var file = XmiWriter.File(Smf.Hex("C0 01" + End), Smf.Hex("C0 02 FF 2F 00 00"), Smf.Hex("C0 03" + End));

        Assert.Equal((3, 1), (MidiFile.Read(file, "a.xmi").SongCount, MidiFile.Read(file, "a.xmi").Messages[0].Message.Data1));
        Assert.Equal(3, MidiFile.Read(file, "a.xmi", new MidiReadOptions { SongIndex = 2 }).Messages[0].Message.Data1);
        Assert.Equal(
            "a.xmi: found no song number 4 in the XMI file, expected 1 to 3",
            Assert.Throws<InvalidDataException>(() => MidiFile.Read(file, "a.xmi", new MidiReadOptions { SongIndex = 3 })).Message);
    }

    [Fact]
    public void A_song_alone_and_songs_without_a_directory_are_read()
    {
        var song = XmiWriter.Form("FORM", "XMID", XmiWriter.Chunk("EVNT", Smf.Hex("C0 01" + End)));

        Assert.Single(MidiFile.Read(song, "a.xmi").Messages.ToArray());
        Assert.Equal(2, MidiFile.Read(XmiWriter.Form("CAT ", "XMID", song, song), "a.xmi").SongCount);
    }

    [Fact]
    public void Events_are_found_when_the_chunks_do_not_lead_there()
    {
        var file = XmiWriter.File(Smf.Hex("C0 01" + End));
        file[7] = 200;

        var song = MidiFile.Read(file, "a.xmi");

        Assert.Equal(["0 ProgramChange 0 1 0"], Smf.Lines(song));
        Assert.StartsWith("chunks that do not lead to EVNT", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C0 01")]
    [InlineData("C0 01 10")]
    [InlineData("C0 01 90 3C 40")]
    [InlineData("C0 01 90 3C 40 81")]
    [InlineData("C0 01 B0 07")]
    [InlineData("C0 01 FF 01 05 41")]
    [InlineData("C0 01 F0 7F 41")]
    [InlineData("C0 01 FF")]
    public void A_song_that_is_cut_short_keeps_its_whole_events(string events)
    {
        var song = Read(events);

        Assert.Equal(["0 ProgramChange 0 1 0"], Smf.Lines(song));
        Assert.StartsWith("track without end of track", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_broken_off_by_a_status_costs_no_more_than_itself() =>
        Assert.Equal(["0 ProgramChange 0 1 0"], Smf.Lines(Read("B0 07 C0 01 F4" + End)));

    [Fact]
    public void An_XMI_without_events_is_refused_in_one_line() =>
        Assert.Equal(
            "a.xmi: found no song (FORM XMID with EVNT) in the XMI file, expected one at least",
            Assert.Throws<InvalidDataException>(() => MidiFile.Read(XmiWriter.File(), "a.xmi")).Message);

    private static MidiFile Read(string events) => MidiFile.Read(XmiWriter.File(Smf.Hex(events)), "song.xmi");
}
