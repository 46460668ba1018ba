namespace Awe.SoundFonts;

/// <summary>
/// One zone for <see cref="SoundFontBuilder"/>. A zone without a target is the global one and must be its item's first.
/// Generators may be named in any order: the builder writes them as the specification wants them (7.5, 7.9).
/// </summary>
internal sealed class ZoneBuilder(int? target = null)
{
    private readonly List<Generator> _generators = [];
    private readonly List<Modulator> _modulators = [];

    /// <summary>Index of the instrument (preset zone) or the sample (instrument zone); null makes the zone global.</summary>
    public int? Target { get; } = target;

    public IReadOnlyList<Generator> Generators => _generators;

    public IReadOnlyList<Modulator> Modulators => _modulators;

    /// <summary>Adds a generator; amounts above 32767 are the unsigned form of the same 16 bits.</summary>
    public ZoneBuilder With(GeneratorType type, int amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, short.MinValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, ushort.MaxValue);
        if (type is GeneratorType.Instrument or GeneratorType.SampleId)
        {
            throw new ArgumentException("the target is named when the zone is made", nameof(type));
        }

        _generators.Add(new Generator(type, unchecked((short)amount)));
        return this;
    }

    public ZoneBuilder Keys(int low, int high) => With(GeneratorType.KeyRange, Range(low, high));

    public ZoneBuilder Velocities(int low, int high) => With(GeneratorType.VelocityRange, Range(low, high));

    public ZoneBuilder Modulate(int source, GeneratorType destination, int amount, int amountSource = 0, int transform = 0) =>
        Modulate(new Modulator(
            checked((ushort)source), (ushort)destination, checked((short)amount), checked((ushort)amountSource), checked((ushort)transform)));

    public ZoneBuilder Modulate(Modulator modulator)
    {
        _modulators.Add(modulator);
        return this;
    }

    // The low value is the low byte: the document's prose has it the other way round, no file does.
    private static int Range(int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)low, 127u, nameof(low));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)high, 127u, nameof(high));
        return low | (high << 8);
    }
}
