using System.Diagnostics;
using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using CsCheck;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>After a seek, whatever was before, the engine is as if the song had been played to that place.</summary>
public class ChasedStateTests(ITestOutputHelper output)
{
    // 22050 ticks a quarter at 120: a tick is a frame.
    private const int Second = SynthBench.Rate;
    private const int Quanta = 300;
    private const int Frames = Quanta * Synthesizer.QuantumFrames;

    private static readonly byte[][] s_systemMessages =
    [
        [0x7E, 0x7F, 0x09, 0x01], // GM
        [0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41], // GS
        [0x43, 0x10, 0x4C, 0x00, 0x00, 0x7E, 0x00], // XG
        [0x7F, 0x7F, 0x04, 0x01, 0x00, 0x30], // master volume
        [0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x15, 0x01, 0x19], // channel 1 becomes drums
        [0x41, 0x10, 0x42, 0x12, 0x40, 0x10, 0x15, 0x00, 0x1B], // channel 10 becomes melodic
        [0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x30, 0x05, 0x0A], // a reverb
        [0x43, 0x10, 0x4C, 0x02, 0x01, 0x00, 0x03, 0x00], // another by XG
        [0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x19, 0x20, 0x76], // level of part 1
        [0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x02, 0x03, 0x2A], // part 1 listens to channel 4
        [0x7F, 0x7F, 0x04, 0x03, 0x00, 0x50], // master tuning
    ];

    // Controllers that depend on each other come often.
    private static readonly Gen<int> s_controller = Gen.OneOf(
        Gen.Int[0, 127],
        OneOf(0, 32, 6, 38, 96, 97, 98, 99, 100, 101, 120, 121, 123, 126, 127, 1, 7, 10, 11, 33, 39, 42, 43, 64, 66, 74, 76));

    private static readonly Gen<Action<MidiTrackBuilder>> s_event =
        Gen.Select(Gen.Int[0, Frames], OneOf(0, 0, 9, 3), Gen.Int[0, 10]).SelectMany((tick, channel, kind) => kind switch
        {
            0 => Gen.Int[0, 127].Select(program => (Action<MidiTrackBuilder>)(track => track.Program(tick, channel, program))),
            1 => Gen.Int[0, 16383].Select(wheel => (Action<MidiTrackBuilder>)(track => track.PitchWheel(tick, channel, wheel))),
            2 => Gen.Int[0, 127].Select(value => (Action<MidiTrackBuilder>)(track => track.ChannelPressure(tick, channel, value))),
            3 => Gen.Select(Gen.Int[60, 63], Gen.Int[0, 127], (key, value) => (Action<MidiTrackBuilder>)(track => track.PolyPressure(tick, channel, key, value))),
            4 => OneOf(s_systemMessages).Select(bytes => (Action<MidiTrackBuilder>)(track => track.SysEx(tick, bytes))),
            5 => Gen.Select(Gen.Int[60, 63], Gen.Int[1, 4000], (key, length) => (Action<MidiTrackBuilder>)(track => track.Note(tick, length, channel, key, 100))),
            _ => Gen.Select(s_controller, Gen.Int[0, 127], (number, value) => (Action<MidiTrackBuilder>)(track => track.Control(tick, channel, number, value))),
        });

    private static readonly Gen<Action<SongPlayer>> s_command = Gen.Select(Gen.Int[0, 8], Gen.Double[0, 1]).Select((kind, share) => (Action<SongPlayer>)(player =>
    {
        switch (kind)
        {
            case 0 or 1:
                player.Seek(share * Frames / Second);
                break;
            case 2:
                player.Speed = 0.1 + (share * 5);
                break;
            case 3:
                player.SetMuted((int)(share * 16), share * 16 % 1 < 0.5);
                break;
            case 4:
                player.SetSoloed((int)(share * 3), share * 3 % 1 < 0.5);
                break;
            case 5 when player.IsPaused:
                player.Resume();
                break;
            case 5:
                player.Pause();
                break;
            case 6:
                player.Loop = new LoopSpan(share * 0.1, 0.12 + (share * 0.05));
                break;
            case 7:
                player.Stop();
                break;
            default:
                player.RestrikesHeldNotes = share < 0.5;
                break;
        }
    }));

    [Fact]
    public void A_seek_leaves_what_a_fresh_play_to_the_place_leaves() =>
        Gen.Select(s_event.Array[0, 150], Gen.Int[0, Quanta].Array[1, 4]).Sample(
            (events, places) =>
            {
                var song = Song(events);
                using var bench = new SynthBench(Bank());
                using var player = new SongPlayer(bench.Synthesizer, song);
                foreach (var place in places) // back and forth
                {
                    player.Seek(place * Synthesizer.QuantumFrames / (double)Second);
                    Assert.Equal(Fresh(song, place), EngineState.Of(bench.Synthesizer));
                }
            },
            iter: 60);

    [Fact]
    public void Whatever_was_asked_before_a_seek_leaves_what_a_fresh_play_leaves() =>
        Gen.Select(s_event.Array[0, 100], Gen.Select(s_command, Gen.Int[0, 2000]).Array[0, 12], Gen.Int[0, Quanta - 10], Gen.Int[0, 10]).Sample(
            (events, commands, place, more) =>
            {
                var song = Song(events);
                using var bench = new SynthBench(Bank());
                using var player = new SongPlayer(bench.Synthesizer, song);
                foreach (var (command, frames) in commands)
                {
                    command(player);
                    SynthBench.Render(bench.Synthesizer, frames);
                }

                (player.Speed, player.Loop) = (1, null);
                player.Resume();
                player.Seek(place * Synthesizer.QuantumFrames / (double)Second);
                var rest = (int)(bench.Synthesizer.NextQuantumFrame - bench.Synthesizer.Frame);
                SynthBench.Render(bench.Synthesizer, rest + (more * Synthesizer.QuantumFrames));

                Assert.Equal((place + more) * Synthesizer.QuantumFrames / (double)Second, player.Seconds, 1e-9);
                Assert.Equal(Fresh(song, place + more), EngineState.Of(bench.Synthesizer));
            },
            iter: 60);

    [Theory]
    [InlineData(7, 40)]
    [InlineData(11, 3)]
    [InlineData(1, 99)]
    public void A_controller_before_the_place_has_its_value_there(int controller, int value)
    {
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, Song(track => track.Control(1000, 0, controller, value).Control(9000, 0, controller, 64)));

        player.Seek(5000.0 / Second);

        Assert.Contains($"channels[0]._controllers[{controller}] = {value}\n", EngineState.Of(bench.Synthesizer), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_before_the_place_is_the_program_there()
    {
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, Song(track => track.Program(1000, 0, 5).Program(9000, 0, 6)));

        player.Seek(5000.0 / Second);

        Assert.Contains("channels[0].<Program>k__BackingField = 5\n", EngineState.Of(bench.Synthesizer), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_messages_that_replace_each_other_a_seek_obeys_one()
    {
        var song = Song(track =>
        {
            for (var i = 0; i < 30_000; i++)
            {
                track.PitchWheel(i, 0, i & 16383).Control(i, 0, 11, i & 127).Note(i, 1, 0, 60, 100);
            }
        });
        var cursor = new SongCursor(song, Second);

        cursor.GoTo(20_000);

        var obeyed = 0;
        for (; cursor.TryPass(out _); obeyed++)
        {
        }

        Assert.Equal(3, obeyed); // a wheel, a controller, and the note that the next may glide from
    }

    [Fact]
    public void Half_a_million_messages_and_46_000_tempos_do_not_hold_up_a_seek()
    {
        var file = new MidiFileBuilder(480).Tempo(0, 120);
        var track = file.Track();
        for (var i = 0; i < 46_000; i++)
        {
            file.Tempo(i * 10, 60 + (i % 120));
        }

        for (var i = 0; i < 125_000; i++)
        {
            track.PitchWheel(i * 3, 0, i & 16383).Control(i * 3, 1, 7, i & 127).Note(i * 3, 2, 2, i % 128, 100);
        }

        var song = MidiFile.Read(file.ToBytes(), "song");
        Assert.InRange(song.Messages.Length, 500_000, int.MaxValue);
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);

        player.Seek(song.Seconds / 2);
        var watch = Stopwatch.StartNew();
        player.Seek(song.Seconds - 0.01);
        output.WriteLine($"{watch.Elapsed.TotalMilliseconds:F3} ms");

        Assert.Equal(song.Tempo.TickAt(player.Seconds), song.Tempo.TickAt(song.Seconds - 0.01));
        Assert.Contains("channels[1]._controllers[7] = ", EngineState.Of(bench.Synthesizer), StringComparison.Ordinal);
    }

    // What cannot be left out is spread over several quanta when another thread renders, so that no quantum takes long.
    [Fact]
    public void A_long_way_is_gone_in_steps_where_another_thread_renders()
    {
        var song = Song(track =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                track.Program(i, 0, i & 127);
            }
        });
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);
        var ran = new Thread(() => SynthBench.Render(bench.Synthesizer, 64));
        ran.Start();
        ran.Join();

        player.Seek(9999.0 / Second);

        Assert.Equal(9999.0 / Second, player.Seconds, 1e-9);
        SynthBench.Render(bench.Synthesizer, 9 * Synthesizer.QuantumFrames);
        Assert.Equal(9999.0 / Second, player.Seconds, 1e-9);
        SynthBench.Render(bench.Synthesizer, 64 * 3);
        Assert.InRange(player.Seconds, 10_000.0 / Second, 10_300.0 / Second);
        Assert.Contains($"channels[0].<Program>k__BackingField = {9999 & 127}\n", EngineState.Of(bench.Synthesizer), StringComparison.Ordinal);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Fresh(MidiFile song, int quanta)
    {
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);
        SynthBench.Render(bench.Synthesizer, quanta * Synthesizer.QuantumFrames);
        return EngineState.Of(bench.Synthesizer);
    }

    private static MidiFile Song(Action<MidiTrackBuilder>[] events) => Song(track =>
    {
        Array.ForEach(events, add => add(track));
        track.Note(Frames, Second, 15, 60, 1); // so that the song is long enough
    });

    private static MidiFile Song(Action<MidiTrackBuilder> events)
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        events(file.Track());
        return MidiFile.Read(file.ToBytes(), "song");
    }

    private static SoundFontBuilder Bank() => SynthBench.Bank(SynthBench.Constant);
}
