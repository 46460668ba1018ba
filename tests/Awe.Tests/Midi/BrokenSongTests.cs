using Awe.Midi;

namespace Awe.Tests.Midi;

/// <summary>Each fault that songs of the world have, what is kept, and the words that say so.</summary>
public class BrokenSongTests
{
    private const string Note = "00 90 3C 40 60 80 3C 40";
    private const string NoteAndEnd = Note + Smf.EndOfTrack;

    private static readonly string[] s_note = ["0 NoteOn 0 60 64", "96 NoteOff 0 60 64"];

    [Theory]
    [InlineData("00 40" + NoteAndEnd, "data bytes without a status dropped")]
    [InlineData("00 40 40" + NoteAndEnd, "data bytes without a status dropped")]
    [InlineData("00 F1 20" + NoteAndEnd, "system message that no file may hold skipped")]
    [InlineData("00 F2 20 20" + NoteAndEnd, "system message that no file may hold skipped")]
    [InlineData("00 F4 00 F5 00 F6 00 F8 00 FE" + NoteAndEnd, "system message that no file may hold skipped")]
    [InlineData("00 FF 60 02 41 42" + NoteAndEnd, null)] // a meta event of unknown type
    [InlineData("00 FF 21 00" + NoteAndEnd, null)] // a port without a number
    [InlineData(Note, "track without end of track")]
    [InlineData(Note + "00 FF 2F 01 00", null)] // an end of track with data
    [InlineData(Note + "60 90 3E", "track without end of track")] // cut off in a message
    [InlineData(Note + "60 FF 01 7F 41 42", "track without end of track")] // cut off in a text
    [InlineData(Note + "60 F0 7F 41 42", "track without end of track")] // cut off in a SysEx
    [InlineData(Note + "81 82", "track without end of track")] // cut off in a delta
    [InlineData("00 B0 90 3C 40 60 80 3C 40" + Smf.EndOfTrack, "channel message broken off by a status byte dropped")]
    [InlineData("00 B0 07 90 3C 40 60 80 3C 40" + Smf.EndOfTrack, "channel message broken off by a status byte dropped")]
    [InlineData("00 B0 FF 01 01 41" + NoteAndEnd, "channel message broken off by a status byte dropped")] // by a whole meta event
    [InlineData("00 B0 FF" + NoteAndEnd, "channel message broken off by a status byte dropped")] // by a byte that begins nothing
    [InlineData(NoteAndEnd + "2A", "bytes after end of track skipped")]
    [InlineData(NoteAndEnd + "00 00 00 00 00 00 00 00 00 00 00 00", "bytes after end of track skipped")]
    public void A_fault_in_a_track_costs_no_more_than_itself(string events, string? warning)
    {
        var song = Smf.ReadTrack(events);

        Assert.Equal(s_note, Smf.Lines(song));
        AssertWarnings(song, warning);
    }

    [Fact]
    public void A_delta_of_five_bytes_keeps_28_bits_with_a_warning()
    {
        var song = Smf.ReadTrack("80 80 80 80 05 C0 01" + Smf.EndOfTrack);

        Assert.Equal(["5 ProgramChange 0 1 0"], Smf.Lines(song));
        AssertWarnings(song, "number of more than 4 bytes, its low 28 bits kept");
    }

    [Fact]
    public void A_track_that_goes_on_after_its_end_is_read_on()
    {
        var song = Smf.ReadTrack("00 C0 01" + Smf.EndOfTrack + "00 C0 02 00 C0 03 00 C0 04 00 C0 05" + Smf.EndOfTrack);

        Assert.Equal([1, 2, 3, 4, 5], song.Messages.ToArray().Select(message => (int)message.Message.Data1));
        AssertWarnings(song, "events after end of track");
    }

    [Fact]
    public void Fewer_than_four_events_after_the_end_are_noise()
    {
        var song = Smf.ReadTrack("00 C0 01" + Smf.EndOfTrack + "00 C0 02 00 C0 03 00 C0 04");

        Assert.Equal(["0 ProgramChange 0 1 0"], Smf.Lines(song));
        AssertWarnings(song, "bytes after end of track skipped");
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(3u)]
    [InlineData(4u)]
    [InlineData(10u)]
    public void A_track_longer_than_its_chunk_says_is_read_to_its_end(uint length)
    {
        var song = Smf.Read(Smf.Header(1, 2, 96), Smf.Track(NoteAndEnd, length), Smf.Track("00 C1 05" + Smf.EndOfTrack));

        Assert.Equal(["0 NoteOn 0 60 64", "0 ProgramChange 1 5 0", "96 NoteOff 0 60 64"], Smf.Lines(song));
        AssertWarnings(song, "MTrk shorter than its events");
    }

    [Theory]
    [InlineData(13u)] // ends in the next chunk's name
    [InlineData(20u)]
    [InlineData(1000u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFFFFFFFFu)]
    public void A_track_shorter_than_its_chunk_says_does_not_swallow_the_next(uint length)
    {
        var song = Smf.Read(Smf.Header(1, 2, 96), Smf.Track(NoteAndEnd, length), Smf.Track("00 C1 05" + Smf.EndOfTrack));

        Assert.Equal(["0 NoteOn 0 60 64", "0 ProgramChange 1 5 0", "96 NoteOff 0 60 64"], Smf.Lines(song));
        Assert.Equal(2, song.TrackCount);
    }

    [Fact]
    public void A_track_that_overruns_the_file_without_an_end_gives_way_to_the_next()
    {
        var song = Smf.Read(Smf.Header(1, 2, 96), Smf.Track(Note, uint.MaxValue), Smf.Track("00 C1 05" + Smf.EndOfTrack));

        Assert.Equal(["0 NoteOn 0 60 64", "0 ProgramChange 1 5 0", "96 NoteOff 0 60 64"], Smf.Lines(song));
        AssertWarnings(song, "MTrk longer than the file", "track without end of track");
    }

    [Fact]
    public void Chunks_other_than_tracks_are_skipped()
    {
        var song = Smf.Read(
            Smf.Header(1, 2, 96), Smf.Track(NoteAndEnd), Smf.Chunk("XXXX", Smf.Hex("010203")), Smf.Track("00 C1 05" + Smf.EndOfTrack));

        Assert.Equal(2, song.TrackCount);
        AssertWarnings(song, "chunk other than MTrk skipped");
    }

    [Fact]
    public void A_chunk_that_passes_the_end_of_the_file_does_not_hide_the_track_after_it()
    {
        var song = Smf.Read(
            Smf.Header(1, 2, 96), Smf.Chunk("XXXX", Smf.Hex("010203"), uint.MaxValue), Smf.Track("00 C1 05" + Smf.EndOfTrack));

        Assert.Equal(["0 ProgramChange 1 5 0"], Smf.Lines(song));
    }

    [Theory]
    [InlineData(0, 1, 3, 1, "number of tracks other than the header says", "format 0 with several tracks read as format 1")]
    [InlineData(1, 65535, 2, 1, "number of tracks other than the header says")]
    [InlineData(1, 3, 2, 1, "number of tracks other than the header says")]
    [InlineData(3, 2, 2, 1, "format above 2 read as format 1")]
    [InlineData(65535, 1, 1, 1, "format above 2 read as format 1")]
    public void What_the_header_says_yields_to_the_tracks_found(int format, int said, int found, int read, params string[] warnings)
    {
        var song = Smf.Read([Smf.Header(format, said, 96), .. Enumerable.Repeat(Smf.Track(NoteAndEnd), found)]);

        Assert.Equal((read, found, 2 * found), (song.Format, song.TrackCount, song.Messages.Length));
        AssertWarnings(song, warnings);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(4u)]
    [InlineData(100u)]
    [InlineData(0xFFFFFFFFu)]
    public void A_header_length_that_cannot_be_is_ignored(uint length)
    {
        var song = Smf.Read(Smf.Header(0, 1, 96, length: length), Smf.Track(NoteAndEnd));

        Assert.Equal(s_note, Smf.Lines(song));
        AssertWarnings(song, "MThd length other than 6");
    }

    [Theory]
    [InlineData(128)]
    [InlineData((64 << 10) - 4)]
    public void Bytes_before_the_header_are_skipped(int count)
    {
        var song = Smf.Read(new byte[count], Smf.OneTrack(NoteAndEnd));

        Assert.Equal(s_note, Smf.Lines(song));
        AssertWarnings(song, "bytes before MThd skipped");
    }

    [Fact]
    public void A_header_further_than_64_KiB_in_is_not_looked_for() =>
        AssertRefused(
            [.. new byte[64 << 10], .. Smf.OneTrack(NoteAndEnd)], "found bytes 0000000000000000 at byte 0, expected a Standard MIDI File");

    [Fact]
    public void Bytes_after_the_last_track_are_skipped()
    {
        var song = Smf.Read(Smf.OneTrack(NoteAndEnd), new byte[4096]);

        Assert.Equal(s_note, Smf.Lines(song));
        AssertWarnings(song, "bytes that belong to no chunk skipped");
    }

    [Fact]
    public void A_second_song_in_the_file_is_left_out()
    {
        var song = Smf.Read(Smf.OneTrack(NoteAndEnd), Smf.OneTrack("00 C1 05" + Smf.EndOfTrack));

        Assert.Equal(s_note, Smf.Lines(song));
        AssertWarnings(song, "second MThd, it and what follows left out");
    }

    [Fact]
    public void A_song_in_a_RIFF_whose_sizes_pass_the_file_is_read()
    {
        var riff = Rmid.File(Rmid.Chunk("data", Smf.OneTrack(NoteAndEnd)));
        riff.AsSpan(4, 4).Fill(0xFF);
        riff.AsSpan(16, 4).Fill(0xFF);

        AssertWarnings(Smf.Read(riff), "RMID data chunk longer than the file");
    }

    [Fact]
    public void Events_after_a_day_are_left_out()
    {
        // 0x0FFFFFFF ticks of 1/192 s are 16 days.
        var song = Smf.ReadTrack("00 C0 01 FF FF FF 7F C0 02" + Smf.EndOfTrack);

        Assert.Equal(["0 ProgramChange 0 1 0"], Smf.Lines(song));
        Assert.Equal(86_400L * 192, song.EndTick);
        Assert.Equal(["silent gap of more than 2^27 ticks (at byte 25)", "events later than 24 hours left out"], song.Warnings);
    }

    [Fact]
    public void A_silent_gap_within_a_day_is_kept()
    {
        // 2^27 + 1 ticks at 32767 a quarter and the default tempo: 2048 s.
        var song = Smf.Read(Smf.Header(0, 1, 32767), Smf.Track("C0 80 80 01 C0 02" + Smf.EndOfTrack));

        Assert.Equal(["134217729 ProgramChange 0 2 0"], Smf.Lines(song));
        AssertWarnings(song, "silent gap of more than 2^27 ticks");
    }

    [Fact]
    public void Ticks_do_not_overflow_however_many_the_gaps()
    {
        var gaps = string.Concat(Enumerable.Repeat("FF FF FF 7F C0 02", 2000));
        var song = Smf.Read(Smf.Header(0, 1, 32767), Smf.Track("00 FF 51 03 FF FF FF" + gaps + Smf.EndOfTrack));

        Assert.Empty(Smf.Lines(song));
        Assert.InRange(song.Tempo.SecondsAt(song.EndTick), 86_399, 86_400);
    }

    [Fact]
    public void A_million_faults_of_a_kind_are_one_line()
    {
        var song = Smf.ReadTrack(string.Concat(Enumerable.Repeat("00F8", 100_000)) + NoteAndEnd);

        Assert.Equal("system message that no file may hold skipped (first at byte 23, 100000 times)", Assert.Single(song.Warnings));
    }

    [Theory]
    [InlineData("464F524D00000004494C424D", "an IFF file other than XMI")]
    [InlineData("484D492D4D494449534F4E47", "an HMI song")]
    [InlineData("484D494D4944495000000000", "an HMP song")]
    [InlineData("43544D4601012800", "a CMF song")]
    [InlineData("584D465F322E3030", "an XMF song")]
    [InlineData("524946460000000057415645666D7420", "a WAVE recording")]
    [InlineData("52494646000000007366626B4C495354", "a SoundFont bank")]
    [InlineData("4F67675300020000", "an Ogg recording")]
    public void Another_format_is_refused_by_its_name(string hex, string name) =>
        AssertRefused([.. Smf.Hex(hex), .. Smf.OneTrack(NoteAndEnd)], name);

    [Theory]
    [InlineData("", "nothing at byte 0, expected a Standard MIDI File (MThd)")]
    [InlineData("4E6F742061206D6964692066696C65", "found bytes 4E6F742061206D69 at byte 0")]
    [InlineData("4D546864", "MThd at byte 0 lacks its last 10 bytes, expected a header of 14 bytes")]
    [InlineData("4D546864 00000006 0001 0001 0060", "no MTrk chunk after the MThd at byte 0, expected at least one track")]
    [InlineData("52494646 04000000 524D4944", "no data chunk in the RIFF RMID file")]
    [InlineData("52494646 18000000 524D4944 64617461 02000000 4142", "found bytes 4142 at byte 20")]
    public void What_holds_no_song_is_refused_in_one_line(string hex, string words) => AssertRefused(Smf.Hex(hex), words);

    private static void AssertRefused(byte[] file, string words)
    {
        var message = Assert.Throws<InvalidDataException>(() => MidiFile.Read(file, "song.mid")).Message;
        Assert.StartsWith("song.mid: ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static void AssertWarnings(MidiFile song, params string?[] kinds) =>
        Assert.Equal(
            kinds.Where(kind => kind is not null),
            song.Warnings.Select(warning => warning.Split(" (")[0]));
}
