using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Effects;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>The SoundFont-Spec-Test song on its bank, rendered once: without effects, and what the effects add.</summary>
public sealed class SpecTestRender
{
    public const int Rate = 48000;

    private const double WetFromSeconds = 171;
    private const double WetToSeconds = 229;

    private readonly Lazy<Sound> _sound = new(Render);

    /// <summary>Level of the two sides together over a stretch, in decibels; only differences mean something.</summary>
    public double Level(double from, double to) =>
        10 * Math.Log10(Power(_sound.Value.Left, from, to) + Power(_sound.Value.Right, from, to));

    /// <summary>Level of a note from 100 to 300 ms after its beginning: behind the attack, before the key goes up.</summary>
    public double NoteLevel(double at) => Level(at + 0.1, at + 0.3);

    public double[] NoteLevels(double first, double spacing, int count) =>
        [.. Enumerable.Range(0, count).Select(i => NoteLevel(first + (i * spacing)))];

    /// <summary>Left and right apart, as <see cref="NoteLevel"/>.</summary>
    public (double Left, double Right) NoteSides(double at) =>
        (10 * Math.Log10(Power(_sound.Value.Left, at + 0.1, at + 0.3)), 10 * Math.Log10(Power(_sound.Value.Right, at + 0.1, at + 0.3)));

    /// <summary>Level of what reverb and chorus add over a stretch.</summary>
    public double ReturnLevel(double from, double to) =>
        10 * Math.Log10(Power(_sound.Value.Return, from - WetFromSeconds, to - WetFromSeconds));

    public double Frequency(double from, double to) => SynthBench.Frequency(Stretch(_sound.Value.Left, from, to), Rate);

    /// <summary>Frequency of each single period of the left side, in cents over <paramref name="baseHz"/>.</summary>
    public List<double> PeriodCents(double from, double to, double baseHz)
    {
        var signal = Stretch(_sound.Value.Left, from, to);
        var (cents, last) = (new List<double>(), -1.0);
        for (var i = 1; i < signal.Length; i++)
        {
            if (signal[i - 1] < 0 && signal[i] >= 0)
            {
                var crossing = i - (signal[i] / (signal[i] - signal[i - 1]));
                if (last >= 0)
                {
                    cents.Add(SynthBench.Cents(Rate / (crossing - last) / baseHz));
                }

                last = crossing;
            }
        }

        return cents;
    }

    internal static MidiFile Song() => MidiFile.Open(TestFiles.Shared("corpus", "midi", "spec", "sf_spec_test.mid"));

    private static double Power(float[] side, double from, double to) => Signal.Power(Stretch(side, from, to));

    private static ReadOnlySpan<float> Stretch(float[] side, double from, double to) =>
        side.AsSpan((int)(from * Rate), (int)((to - from) * Rate));

    private static Sound Render()
    {
        var song = Song();
        using var font = SoundFont.Open(TestFiles.Shared("corpus", "soundfonts", "sf_spec_test.sf2"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        var options = new SynthesizerOptions { SampleRate = Rate, Limiter = false, Reverb = false, Chorus = false, MissPolicy = MissPolicy.Wait };
        var (left, right) = Play(store, font, song, options, 0, song.Seconds + 1);
        var (wet, _) = Play(store, font, song, options with { Reverb = true, Chorus = true }, WetFromSeconds, WetToSeconds);
        var start = (int)(WetFromSeconds * Rate);
        for (var i = 0; i < wet.Length; i++)
        {
            wet[i] -= left[start + i];
        }

        return new Sound(left, right, wet);
    }

    // From the song's beginning even when only a stretch is kept: the quanta must fall alike for one to be taken from the other.
    private static (float[] Left, float[] Right) Play(
        SampleStore store, SoundFont font, MidiFile song, SynthesizerOptions options, double from, double to)
    {
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], options);
        using var player = new SongPlayer(synthesizer, song);
        var (keepFrom, frames) = ((int)(from * Rate), (int)(to * Rate));
        var left = new float[frames - keepFrom];
        var right = new float[frames - keepFrom];
        var skipped = new float[4800];
        for (var at = 0; at < frames; at += skipped.Length)
        {
            var length = Math.Min(skipped.Length, frames - at);
            if (at < keepFrom)
            {
                player.Render(skipped, skipped);
            }
            else
            {
                player.Render(left.AsSpan(at - keepFrom, length), right.AsSpan(at - keepFrom, length));
            }
        }

        return (left, right);
    }

    private sealed record Sound(float[] Left, float[] Right, float[] Return);
}
