using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using CsCheck;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>Whatever a song sends and whatever is asked of its player: a note ends when key and pedals are up, and a seek plays what a fresh play does.</summary>
public class NoteEndTests
{
    // 22050 ticks a quarter at 120: a tick is a frame.
    private const int Second = SynthBench.Rate;
    private const int Frames = 300 * Synthesizer.QuantumFrames;
    private const int Quiet = Frames + Second;
    private const int Goal = 1024 * Synthesizer.QuantumFrames;

    private const int Portamento = 65;
    private const int Legato = 68;
    private const int GlideFrom = 84;
    private const int Mono = 126;

    private static readonly string[] s_systemMessages =
    [
        "7E 7F 09 01", "7E 7F 09 03", "43 10 4C 00 00 7E 00", "41 10 42 12 40 00 7F 00 41", // resets
        "41 10 42 12 40 00 05 4C 6F", "43 10 4C 00 00 06 34", // key shift of the master
        "41 10 42 12 40 11 16 46 53", "43 10 4C 08 00 08 38", // and of a part
        "41 10 42 12 40 11 15 01 19", "41 10 42 12 40 11 15 00 1A", // drums and back
        "41 10 42 12 40 11 02 03 2A", "41 10 42 12 40 11 02 00 2D", // another channel, its own
        "41 10 42 12 40 11 1D 3E 14", "41 10 42 12 40 11 08 00 27", // keys from 62, no notes
        "7F 7F 08 02 00 01 3C 3D 00 00", "7F 7F 04 03 00 50",
    ];

    private static readonly Gen<int> s_controller = Gen.OneOf(
        OneOf(64, 66, 69, 68, 65, 5, 37, 84, 126, 127, 0, 7, 11, 1, 121, 120, 123), Gen.Int[0, 127]);

    private static readonly Gen<Action<SongPlayer>> s_command = Gen.Select(Gen.Int[0, 8], Gen.Double[0, 1]).Select((kind, share) => (Action<SongPlayer>)(player => Ask(player, kind, share)));

    private static Gen<Action<MidiTrackBuilder>> Event(int from, params int[] without) =>
        Gen.Select(Gen.Int[from, from + Frames], OneOf(0, 0, 0, 3, 9), Gen.Int[0, 12]).SelectMany((tick, channel, kind) => kind switch
        {
            0 => Gen.Int[0, 127].Select(program => (Action<MidiTrackBuilder>)(track => track.Program(tick, channel, program))),
            1 => Gen.Int[0, 16383].Select(wheel => (Action<MidiTrackBuilder>)(track => track.PitchWheel(tick, channel, wheel))),
            2 => OneOf(s_systemMessages).Select(text => (Action<MidiTrackBuilder>)(track => track.SysEx(tick, Convert.FromHexString(text.Replace(" ", ""))))),
            <= 6 => Gen.Select(s_controller.Where(number => !without.Contains(number)), OneOf(0, 1, 40, 64, 127), (number, value) => (Action<MidiTrackBuilder>)(track => track.Control(tick, channel, number, value))),
            _ => Gen.Select(Gen.Int[58, 66], Gen.Int[1, 4000], Gen.Int[1, 127], (key, length, velocity) =>
                (Action<MidiTrackBuilder>)(track => track.Note(tick, length, channel, key, velocity))),
        });

    private static void Ask(SongPlayer player, int kind, double share)
    {
        switch (kind)
        {
            case 0:
                player.Seek(share * Frames / Second);
                break;
            case 1:
                player.Speed = 0.1 + (share * 5);
                break;
            case 2:
                player.SetMuted((int)(share * 16), share * 16 % 1 < 0.5);
                break;
            case 3:
                player.SetSoloed((int)(share * 3), share * 3 % 1 < 0.5);
                break;
            case 4:
                player.Pause();
                break;
            case 5:
                player.Resume();
                break;
            case 6:
                player.Loop = new LoopSpan(share * 0.1, 0.12 + (share * 0.05));
                break;
            case 7:
                player.Transposition = (share * 40) - 20;
                break;
            default:
                player.RestrikesHeldNotes = share < 0.5;
                break;
        }
    }

    [Fact]
    public void Nothing_sounds_when_keys_and_pedals_are_up() =>
        Gen.Select(Event(0).Array[0, 150], Gen.Select(s_command, Gen.Int[0, 3000]).Array[0, 20]).Sample(
            (events, commands) =>
            {
                using var bench = new SynthBench(Bank());
                using var player = new SongPlayer(bench.Synthesizer, Song(events));
                foreach (var (command, frames) in commands)
                {
                    command(player);
                    SynthBench.Render(bench.Synthesizer, frames);
                }

                (player.Speed, player.Loop) = (1, null);
                player.Resume();
                SynthBench.Render(bench.Synthesizer, Math.Max(Second, Quiet - (int)(player.Seconds * Second)));

                Assert.Equal(0, bench.Synthesizer.VoiceCount);
                Assert.False(player.IsAtEnd);
            },
            iter: 150);

    // Which of several keys of one note at a time sounded last is not looked up on the way to a place, so a glide may set out from another of them.
    [Theory]
    [InlineData(Mono, Legato)]
    [InlineData(Portamento, GlideFrom)]
    public void What_a_seek_plays_is_what_a_fresh_play_plays(params int[] without) =>
        Gen.Select(Event(0, without).Array[0, 120], Event(Goal + 1024, without).Array[1, 40], Gen.Int[0, 200]).Sample(
            (before, after, quanta) =>
            {
                var song = Song([.. before, .. after]);
                using var fresh = new SynthBench(Bank());
                using var freshPlayer = new SongPlayer(fresh.Synthesizer, song);
                SynthBench.Render(fresh.Synthesizer, Goal);
                using var sought = new SynthBench(Bank());
                using var soughtPlayer = new SongPlayer(sought.Synthesizer, song);
                SynthBench.Render(sought.Synthesizer, quanta * Synthesizer.QuantumFrames);
                soughtPlayer.Seek((double)Goal / Second);

                // Of what sounded a fade is left, and the notes come later than that.
                var (left, right) = SynthBench.Render(fresh.Synthesizer, Frames);
                var (soughtLeft, soughtRight) = SynthBench.Render(sought.Synthesizer, Frames);
                Assert.Equal(left[512..], soughtLeft[512..]);
                Assert.Equal(right[512..], soughtRight[512..]);
            },
            iter: 150);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // All notes are let go by themselves, then all pedals. What comes after begins at Goal.
    private static MidiFile Song(Action<MidiTrackBuilder>[] events)
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        var track = file.Track();
        Array.ForEach(events, add => add(track));
        foreach (var channel in Enumerable.Range(0, 16))
        {
            foreach (var pedal in new[] { 64, 66, 69 })
            {
                track.Control(Frames + 4001, channel, pedal, 0);
            }
        }

        track.Note(12 * Second, Second, 15, 60, 1); // so that the song is long enough
        return MidiFile.Read(file.ToBytes(), "song");
    }

    private static SoundFontBuilder Bank()
    {
        var bank = new SoundFontBuilder();
        var points = SynthBench.Sine(100);
        var sample = bank.AddSample("sample", points, SynthBench.Rate, 60, 0, points.Length);
        var low = new ZoneBuilder(sample).Keys(0, 62).With(GeneratorType.SampleModes, 1).With(GeneratorType.ModEnvToPitch, 200);
        var all = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1).With(GeneratorType.ExclusiveClass, 3).With(GeneratorType.AttackVolEnv, -6000);
        bank.AddPreset("melody", 0, 0, new ZoneBuilder(bank.AddInstrument("a", low, all)));
        bank.AddPreset("melody", 0, 5, new ZoneBuilder(bank.AddInstrument("b", all)));
        bank.AddPreset("drums", 128, 0, new ZoneBuilder(bank.AddInstrument("c", low, all)));
        return bank;
    }
}
