using Awe.Midi;
using CsCheck;

namespace Awe.Tests.Midi;

public class MidiFilePropertyTests
{
    private static readonly Gen<MidiMessage> s_message = Gen.OneOf(
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 127], Gen.Int[1, 127], MidiMessage.NoteOn),
        // From 110 on controllers may mean devices or loops, which is another matter.
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 109], Gen.Int[0, 127], MidiMessage.Control),
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 127], MidiMessage.Program),
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 16383], MidiMessage.PitchWheel));

    private static readonly Gen<(long Tick, MidiMessage Message)[]> s_track = Gen.Select(Gen.Long[0, 5000], s_message).Array[0, 30];

    // Bytes that mean something to the reader, so that half of the cases get past the first fault.
    private static readonly byte[] s_tellingBytes = Smf.Hex("00 01 2F 3C 51 7F 80 90 C0 F0 F7 FF 4D 54 72 6B");

    private static readonly Gen<byte[]> s_eventBytes = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.Int[0, s_tellingBytes.Length - 1].Select(i => s_tellingBytes[i]).Array[0, 200]);

    [Fact]
    public void What_the_builder_writes_the_reader_reads() =>
        Gen.Select(s_track.Array[1, 5], Gen.Int[0, 1], Gen.Int[1, 0x7FFF]).Sample((tracks, format, ticksPerQuarter) =>
        {
            var builder = new MidiFileBuilder(ticksPerQuarter, format);
            foreach (var track in tracks)
            {
                Write(builder.Track(), track);
            }

            var song = Smf.Read(builder.ToBytes());

            // Each message at its tick; at one tick by track, then in the order in which they were added.
            var messages = song.Messages.ToArray();
            var added = tracks.SelectMany(track => track).ToArray();
            Assert.Equal(
                added.OrderBy(m => m.Tick),
                messages.Where(m => m.Message.Kind != MidiMessageKind.NoteOff).Select(m => (m.Tick, m.Message)));
            Assert.Equal(
                added.Where(m => m.Message.Kind == MidiMessageKind.NoteOn).Select(m => (m.Tick + 7, m.Message.Data1)).Order(),
                messages.Where(m => m.Message.Kind == MidiMessageKind.NoteOff).Select(m => (m.Tick, m.Message.Data1)).Order());
            Assert.Empty(song.Warnings);
            Assert.All(messages, m => Assert.Equal(m.Tick / (2.0 * ticksPerQuarter), m.Seconds, 1e-9));
        });

    [Fact]
    public void Random_bytes_after_a_header_are_a_song_or_no_song_and_nothing_worse() =>
        s_eventBytes.Sample(bytes => { ReadsOrRefuses([.. Smf.Header(1, 1, 96), .. bytes]); });

    [Fact]
    public void Random_events_in_a_track_are_always_a_song_in_order_of_time() =>
        Gen.Select(s_eventBytes, s_eventBytes, Gen.UInt[0, 300]).Sample((first, second, length) =>
        {
            var song = Smf.Read(Smf.Header(1, 2, 96), Smf.Chunk("MTrk", first, length), Smf.Chunk("MTrk", second));

            var messages = song.Messages.ToArray();
            Assert.Equal(messages.OrderBy(message => message.Tick), messages);
            Assert.All(messages, m => Assert.True((m.Message.Data1 | m.Message.Data2) < 128));
            Assert.All(messages, m => Assert.InRange(m.Tick, 0, song.EndTick));
            var sysEx = messages.Where(m => m.Message.Kind == MidiMessageKind.SysEx).Select(m => m.Message.SysExIndex).ToArray();
            Assert.Equal(sysEx.Distinct(), sysEx);
            Assert.All(sysEx, index => Assert.InRange(song.SysEx(index).Length, 1, first.Length + second.Length));
        });

    [Fact]
    public void A_song_cut_at_any_byte_keeps_its_whole_events_or_is_refused()
    {
        var file = EveryKindOfEvent();
        var whole = Smf.Read(file).Messages.ToArray().Select(TickAndMessage).ToHashSet();
        var kept = 0;
        for (var length = 0; length < file.Length; length++)
        {
            var cut = file[..length];
            if (ReadsOrRefuses(cut))
            {
                var left = MidiFile.Read(cut, "cut.mid").Messages.ToArray().Select(TickAndMessage).ToHashSet();
                Assert.Subset(whole, left);
                Assert.InRange(left.Count, kept, kept + 1);
                kept = left.Count;
            }
            else
            {
                Assert.InRange(length, 0, 21);
            }
        }

        Assert.Equal(whole.Count, kept);

        // Seconds differ where a tempo is lost.
        static (long, MidiMessage) TickAndMessage(TimedMessage timed) => (timed.Tick, timed.Message);
    }

    [Fact]
    public void A_song_with_any_byte_changed_is_read_or_refused()
    {
        var file = EveryKindOfEvent();
        for (var at = 0; at < file.Length; at++)
        {
            foreach (var value in new byte[] { 0x00, 0x7F, 0x80, 0xF0, 0xFF })
            {
                var changed = file.ToArray();
                changed[at] = value;
                Assert.True(ReadsOrRefuses(changed) || at < 22, $"refused with byte {at} at {value}");
            }
        }
    }

    private static byte[] EveryKindOfEvent()
    {
        var builder = new MidiFileBuilder(96).Tempo(0, 100).Tempo(300, 140);
        builder.Track("piano").Program(0, 0, 3).Note(0, 96, 0, 60, 100).Note(96, 96, 0, 64, 90)
            .PitchWheel(100, 0, 9000).Control(110, 0, 64, 127).PolyPressure(120, 0, 64, 5).ChannelPressure(130, 0, 6);
        builder.Track("bass").Port(0, 1).SysEx(0, 0x7E, 0x7F, 0x09, 0x01).Text(5, MidiTextKind.Lyric, "la")
            .Note(1000, 96, 1, 40, 80);
        return builder.ToBytes();
    }

    private static void Write(MidiTrackBuilder track, (long Tick, MidiMessage Message)[] messages)
    {
        foreach (var (tick, message) in messages)
        {
            _ = message.Kind switch
            {
                MidiMessageKind.NoteOn => track.Note(tick, 7, message.Channel, message.Data1, message.Data2),
                MidiMessageKind.ControlChange => track.Control(tick, message.Channel, message.Data1, message.Data2),
                MidiMessageKind.ProgramChange => track.Program(tick, message.Channel, message.Data1),
                MidiMessageKind.PitchWheel => track.PitchWheel(tick, message.Channel, message.Wheel),
                _ => throw new ArgumentOutOfRangeException(nameof(messages), message.Kind, "not made by this test"),
            };
        }
    }

    /// <summary>False if refused in one line; any other exception fails the test.</summary>
    private static bool ReadsOrRefuses(byte[] file)
    {
        try
        {
            _ = MidiFile.Read(file, "song.mid");
            return true;
        }
        catch (InvalidDataException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
    }
}
