using Awe.SoundFonts;

namespace Awe.BuiltIn;

/// <summary>Writes patches into a bank; a wave set that several layers use is computed and stored once. One thread.</summary>
internal sealed class BankAssembler(SoundFontBuilder bank)
{
    // Where plain tones are set: most sit above it at full gain and are brought down to it.
    private const double ReferenceLoudnessDb = -15;

    // Players that follow the hardware halve the decibels of this generator to 0.4 (soundfont.md, amplifier): 25 units are 1 dB.
    private const double AttenuationUnitsPerDb = 25;

    private readonly Dictionary<WaveSet, StoredTone[]> _stored = [];
    private readonly Dictionary<Layer, int> _instruments = [];

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

    // A layer is a value: kits that leave a drum as it is share its instrument.
    private ZoneBuilder AddLayer(string name, Layer layer)
    {
        if (!_instruments.TryGetValue(layer, out var instrument))
        {
            instrument = AddInstrument(name, layer);
            _instruments.Add(layer, instrument);
        }

        var zone = new ZoneBuilder(instrument);
        return layer is { LowKey: 0, HighKey: 127 } ? zone : zone.Keys(layer.LowKey, layer.HighKey);
    }

    private int AddInstrument(string name, Layer layer)
    {
        var zones = new List<ZoneBuilder> { layer.Articulation() };
        var tones = Store(layer.Waves);
        for (var i = 0; i < tones.Length; i++)
        {
            var (low, high) = layer.Waves.KeysOf(i);
            (low, high) = (Math.Max(low, layer.LowKey), Math.Min(high, layer.HighKey));
            if (low <= high)
            {
                zones.Add(Zone(tones[i], layer, low, high));
            }
        }

        return bank.AddInstrument(name, [.. zones]);
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
