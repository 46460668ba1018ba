using Awe.SoundFonts;

namespace Awe.BuiltIn;

/// <summary>
/// Waves of the built-in bank in the place of the AWE32's ROM: chosen by the ROM sample's name, set to its pitch and to an even loudness. Each wave is
/// computed when a bank first wants it. Any thread.
/// </summary>
internal sealed class RomStandIns : SampleRom
{
    private const double ReferenceLoudnessDb = -15;
    private const double RomRateHz = 44100;
    private const int MostRateHz = 1_000_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Layer Layer, int Root), (Tone Tone, short[] Points)> _computed = [];

    internal override RomAnswer? Find(RomNeed need)
    {
        var sound = RomNames.Find(need);
        var root = NearestRoot(sound.Layer.Waves, RomNames.KeyIn(need.Name) ?? need.MiddleKey);
        var (tone, points) = Compute(sound.Layer, root);

        // The bank tunes the ROM's sample, so what stands in must have its pitch at the ROM's rate. Drums have none and keep their own.
        var semitones = sound.IsDrum ? sound.Layer.TuneCents / 100.0 : RomPitch.Of(need) - tone.RootKey;
        var rate = tone.Rate * Math.Pow(2, semitones / 12) * need.Rate / RomRateHz;
        return new RomAnswer(sound.Name, points, (int)Math.Clamp(Math.Round(rate), 1, MostRateHz), tone.LoopStart, tone.LoopEnd);
    }

    private (Tone Tone, short[] Points) Compute(Layer layer, int root)
    {
        lock (_gate)
        {
            if (!_computed.TryGetValue((layer, root), out var computed))
            {
                var tone = layer.Waves.Compute(root);
                computed = (tone, Level(tone, layer));
                _computed.Add((layer, root), computed);
            }

            return computed;
        }
    }

    private static short[] Level(Tone tone, Layer layer)
    {
        var gain = Math.Min(1, Math.Pow(10, (ReferenceLoudnessDb + layer.LevelDb - tone.LoudnessDb) / 20));
        return Array.ConvertAll(tone.Points, point => (short)Math.Round(point * gain));
    }

    private static int NearestRoot(WaveSet waves, int key) => waves.Roots.MinBy(root => Math.Abs(root - key));
}
