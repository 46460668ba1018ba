using Awe.SoundFonts;

namespace Awe.BuiltIn;

/// <summary>Writes patches into a bank; a wave set that several layers use is computed and stored once. One thread.</summary>
internal sealed class BankAssembler(SoundFontBuilder bank)
{
    // Where plain tones are set: most sit above it at full gain and are brought down to it.
    private const double ReferenceLoudnessDb = -23;

    // Players that follow the hardware halve the decibels of this generator to 0.4 (soundfont.md, amplifier): 25 units are 1 dB.
    private const double AttenuationUnitsPerDb = 25;

    private readonly Dictionary<WaveSet, StoredTone[]> _stored = [];

    /// <summary>Adds a preset that plays all layers of a patch.</summary>
    public void Add(string name, int bankNumber, int program, Patch patch)
    {
        var zones = new ZoneBuilder[patch.Layers.Length];
        for (var i = 0; i < zones.Length; i++)
        {
            zones[i] = AddLayer(patch.Layers.Length == 1 ? name : $"{name[..Math.Min(name.Length, 17)]} {i + 1}", patch.Layers[i]);
        }

        bank.AddPreset(name, bankNumber, program, zones);
    }

    private ZoneBuilder AddLayer(string name, Layer layer)
    {
        var zones = new List<ZoneBuilder> { layer.Articulation() };
        var tones = Store(layer.Waves);
        for (var i = 0; i < tones.Length; i++)
        {
            var (low, high) = layer.Waves.KeysOf(i);
            if (Math.Max(low, layer.LowKey) <= Math.Min(high, layer.HighKey))
            {
                zones.Add(Zone(tones[i], layer, Math.Max(low, layer.LowKey), Math.Min(high, layer.HighKey)));
            }
        }

        var zone = new ZoneBuilder(bank.AddInstrument(name, [.. zones])).Keys(layer.LowKey, layer.HighKey);
        return layer is { LowVelocity: 0, HighVelocity: 127 } ? zone : zone.Velocities(layer.LowVelocity, layer.HighVelocity);
    }

    private static ZoneBuilder Zone(StoredTone tone, Layer layer, int lowKey, int highKey)
    {
        var attenuationDb = Math.Max(0, tone.LoudnessDb - ReferenceLoudnessDb - layer.LevelDb);
        var zone = new ZoneBuilder(tone.Index).Keys(lowKey, highKey)
            .With(GeneratorType.InitialAttenuation, (int)Math.Round(attenuationDb * AttenuationUnitsPerDb));
        return tone.IsLooped ? zone.With(GeneratorType.SampleModes, 1) : zone;
    }

    private StoredTone[] Store(WaveSet waves)
    {
        if (!_stored.TryGetValue(waves, out var tones))
        {
            tones = [.. waves.Roots.Select(root => Store($"{waves.Name} {root}", waves.Compute(root)))];
            _stored.Add(waves, tones);
        }

        return tones;
    }

    private StoredTone Store(string name, Tone tone) =>
        new(bank.AddSample(name, tone.Points, tone.Rate, tone.RootKey, tone.LoopStart, tone.LoopEnd), tone.LoudnessDb, tone.IsLooped);

    private readonly record struct StoredTone(int Index, double LoudnessDb, bool IsLooped);
}
