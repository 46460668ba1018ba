using Awe.Midi;

namespace Awe.Tests.Midi;

public class MidiFileTests
{
    private static readonly string[] s_noteOnAndOff = ["0 NoteOn 0 60 64", "96 NoteOff 0 60 64"];

    [Fact]
    public void The_header_gives_format_tracks_and_division()
    {
        var song = Smf.Read(Smf.Hex("4D546864 00000006 0000 0001 01E0"), Smf.Track(Smf.EndOfTrack));

        Assert.Equal((0, 1, 480), (song.Format, song.TrackCount, song.Division.TicksPerQuarter));
        Assert.False(song.Division.IsSmpte);
        Assert.Empty(song.Warnings);
    }

    [Fact]
    public void A_longer_header_is_read_and_its_rest_skipped()
    {
        var song = Smf.Read(Smf.Header(0, 1, 96, extra: "0102"), Smf.Track("00 90 3C 40 60 80 3C 40" + Smf.EndOfTrack));

        Assert.Equal(s_noteOnAndOff, Smf.Lines(song));
        Assert.StartsWith("MThd length other than 6", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_on_with_velocity_zero_by_running_status_is_a_note_off() =>
        Assert.Equal(s_noteOnAndOff, Smf.Lines(Smf.ReadTrack("00 90 3C 40 60 3C 00" + Smf.EndOfTrack)));

    [Fact]
    public void Running_status_outlives_a_text_event()
    {
        var song = Smf.ReadTrack("00 90 3C 40 00 FF 01 01 41 00 3E 40" + Smf.EndOfTrack);

        Assert.Equal(["0 NoteOn 0 60 64", "0 NoteOn 0 62 64"], Smf.Lines(song));
        Assert.Equal(new TimedText(MidiTextKind.Text, 0, 0, 0, "A"), Assert.Single(song.Texts));
    }

    [Fact]
    public void Running_status_outlives_a_SysEx() =>
        Assert.Equal(
            ["0 NoteOn 0 60 64", "0 SysEx 0 7E7F0901", "96 NoteOff 0 60 64"],
            Smf.Lines(Smf.ReadTrack("00 90 3C 40 00 F0 05 7E 7F 09 01 F7 60 3C 00" + Smf.EndOfTrack)));

    [Fact]
    public void Every_kind_of_channel_message_is_read() =>
        Assert.Equal(
            ["0 NoteOff 1 60 10", "1 NoteOn 2 61 11", "2 PolyPressure 3 62 12", "3 ControlChange 4 7 13", "4 ProgramChange 5 14 0",
             "5 ChannelPressure 6 15 0", "6 PitchWheel 15 1 64"],
            Smf.Lines(Smf.ReadTrack("00 81 3C 0A 01 92 3D 0B 01 A3 3E 0C 01 B4 07 0D 01 C5 0E 01 D6 0F 01 EF 01 40" + Smf.EndOfTrack)));

    [Fact]
    public void Tracks_are_merged_by_time_then_track_then_file_order()
    {
        var song = Smf.Read(
            Smf.Header(1, 3, 96),
            Smf.Track("0A C0 01 00 C0 02" + Smf.EndOfTrack),
            Smf.Track("00 C1 03 0A C1 04" + Smf.EndOfTrack),
            Smf.Track("0A C2 05 01 C2 06" + Smf.EndOfTrack));

        Assert.Equal(
            ["0 ProgramChange 1 3 0", "10 ProgramChange 0 1 0", "10 ProgramChange 0 2 0", "10 ProgramChange 1 4 0",
             "10 ProgramChange 2 5 0", "11 ProgramChange 2 6 0"],
            Smf.Lines(song));
    }

    [Fact]
    public void The_tracks_of_format_2_follow_one_another_each_at_its_own_tempo()
    {
        var song = Smf.Read(
            Smf.Header(2, 2, 96),
            Smf.Track("00 FF 51 03 0F 42 40 60 C0 01 60 FF 2F 00"),
            Smf.Track("60 C0 02" + Smf.EndOfTrack));

        Assert.Equal(["96 ProgramChange 0 1 0", "288 ProgramChange 0 2 0"], Smf.Lines(song));
        Assert.Equal([1.0, 2.5], song.Messages.ToArray().Select(message => message.Seconds));
    }

    [Fact]
    public void Silence_at_the_end_counts_for_four_seconds_at_most()
    {
        var short_ = Smf.ReadTrack("00 90 3C 40 60 3C 00 83 00 FF 2F 00");
        var long_ = Smf.ReadTrack("00 90 3C 40 60 3C 00 FF 7F FF 2F 00");

        Assert.Equal((0.5 + 2.0, 96 + 384L), (short_.Seconds, short_.EndTick));
        Assert.Equal((0.5 + 4.0, 96 + 16383L), (long_.Seconds, long_.EndTick));
    }

    [Fact]
    public void A_pedal_that_lets_a_chord_go_counts_as_sound_and_a_mere_reset_does_not()
    {
        const string NoteThenPedalUpAt16384Ticks = "00 90 3C 40 60 3C 00 FF 7F B0 40 00 00 FF 2F 00";

        var held = Smf.ReadTrack("00 B0 40 7F " + NoteThenPedalUpAt16384Ticks);
        var reset = Smf.ReadTrack(NoteThenPedalUpAt16384Ticks);

        Assert.Equal(held.Tempo.SecondsAt(96 + 16383), held.Seconds);
        Assert.Equal(4.5, reset.Seconds);
    }

    [Fact]
    public void Ports_are_numbered_without_gaps_and_no_port_means_the_lowest()
    {
        var song = Smf.Read(
            Smf.Header(1, 3, 96),
            Smf.Track("00 C0 01 00 F0 02 01 F7" + Smf.EndOfTrack),
            Smf.Track("00 FF 21 01 07 00 C1 02 00 F0 02 02 F7" + Smf.EndOfTrack),
            Smf.Track("00 FF 21 01 02 00 C2 03" + Smf.EndOfTrack));

        Assert.Equal(
            ["0 ProgramChange 0 1 0", "0 SysEx 0 01", "0 ProgramChange 17 2 0", "0 SysEx 16 02", "0 ProgramChange 2 3 0"],
            Smf.Lines(song));
    }

    [Fact]
    public void A_port_that_only_a_silent_track_names_takes_no_channels()
    {
        var song = Smf.Read(
            Smf.Header(1, 2, 96),
            Smf.Track("00 FF 21 01 00" + Smf.EndOfTrack),
            Smf.Track("00 FF 21 01 01 00 C3 02" + Smf.EndOfTrack));

        Assert.Equal(["0 ProgramChange 3 2 0"], Smf.Lines(song));
    }

    [Fact]
    public void Seventeen_ports_share_sixteen_groups_of_channels_with_a_warning()
    {
        var tracks = Enumerable.Range(0, 17).Select(port => Smf.Track($"00 FF 21 01 {port:X2} 00 C0 01" + Smf.EndOfTrack));

        var song = Smf.Read([Smf.Header(1, 17, 96), .. tracks]);

        Assert.Equal(
            [.. Enumerable.Range(0, 16).Select(port => port * 16), 0],
            song.Messages.ToArray().Select(m => (int)m.Message.Channel));
        Assert.StartsWith("more than 16 ports", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Loop_markers_and_loop_controllers_reach_the_player_where_they_stand()
    {
        var builder = new MidiFileBuilder(480);
        builder.Track("song").Text(960, MidiTextKind.Marker, "loopStart").Text(3840, MidiTextKind.Marker, "loopEnd")
            .Control(1920, 0, 111, 0);

        var song = Smf.Read(builder.ToBytes());

        Assert.Equal(
            [(960L, "loopStart"), (3840L, "loopEnd")],
            song.Texts.Where(text => text.Kind == MidiTextKind.Marker).Select(text => (text.Tick, text.Text)));
        Assert.Equal(["1920 ControlChange 0 111 0"], Smf.Lines(song));
    }

    [Fact]
    public void A_file_on_disk_is_named_in_what_is_said_about_it()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, Smf.OneTrack("00 C0 01" + Smf.EndOfTrack));
            Assert.Equal((path, 1), (MidiFile.Open(path).Name, MidiFile.Open(path).Messages.Length));

            File.WriteAllBytes(path, Smf.Hex("00112233"));
            Assert.StartsWith(path, Assert.Throws<InvalidDataException>(() => MidiFile.Open(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_above_256_MiB_is_refused_by_its_size_alone()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            // A sparse file: it has a size and no content.
            using (var file = File.Create(path))
            {
                file.SetLength((256L << 20) + 1);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Assert.Throws<InvalidDataException>(() => MidiFile.Open(path));

            Assert.Contains("268435457 bytes", error.Message, StringComparison.Ordinal);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
