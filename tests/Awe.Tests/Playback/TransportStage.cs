using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>A song on a synthesizer with its player, for tests of what may be asked of a player.</summary>
internal sealed class TransportStage : IDisposable
{
    /// <summary>Ticks, and frames, of a second: 22050 ticks a quarter at 120.</summary>
    public const int Second = SynthBench.Rate;

    public TransportStage(Action<MidiTrackBuilder> events, double seconds = 40)
    {
        Song = SongOf(events, seconds);
        Bench = new SynthBench(Bank());
        Player = new SongPlayer(Bench.Synthesizer, Song);
    }

    public MidiFile Song { get; }

    public SynthBench Bench { get; }

    public SongPlayer Player { get; }

    public void Dispose()
    {
        Player.Dispose();
        Bench.Dispose();
    }

    public static int FirstSound(ReadOnlySpan<float> signal) => signal.IndexOfAnyExcept(0f);

    public static MidiFile SongOf(Action<MidiTrackBuilder> events, double seconds)
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        var track = file.Track();
        events(track);
        track.Note((long)(seconds * Second) - 1, 1, 15, 0, 1);
        return MidiFile.Read(file.ToBytes(), "song");
    }

    /// <summary>A sine that begins with its peak, as program 1 an octave higher; as drums the same.</summary>
    public static SoundFontBuilder Bank()
    {
        var bank = new SoundFontBuilder();
        short[] points = [.. Enumerable.Range(0, 1600).Select(i => (short)Math.Round(20000 * Math.Cos(2 * Math.PI * i / 100)))];
        var sample = bank.AddSample("sine", points, SynthBench.Rate, 60, 0, 1600);
        foreach (var (number, program) in new[] { (0, 0), (0, 1), (128, 0) })
        {
            var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1).With(GeneratorType.CoarseTune, 12 * program);
            bank.AddPreset("preset", number, program, new ZoneBuilder(bank.AddInstrument("instrument", zone)));
        }

        return bank;
    }
}
