using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>The lists that a voice's modulators come from, from the least to the most particular.</summary>
internal enum ModulatorZone : byte
{
    Default,
    InstrumentGlobal,
    InstrumentLocal,
    PresetGlobal,
    PresetLocal,
}

/// <summary>One modulator of a voice: its record, its amount after all levels, its value now.</summary>
/// <param name="record">What the file says.</param>
/// <param name="zone">Whose list the record is in.</param>
/// <param name="recordIndex">Where in that list: links count by it.</param>
internal struct ModulatorSlot(in Modulator record, ModulatorZone zone, int recordIndex)
{
    /// <summary>No slot: the modulator moves a generator.</summary>
    public const sbyte NoTarget = -1;

    private const ushort Linear = 0;
    private const ushort Absolute = 2;
    private const ushort LinkFlag = 0x8000;

    // What a record's amount can say. Nothing that is passed on is larger, so no chain of links overflows, however long.
    private const float LargestLink = short.MaxValue;

    // In an order that leaves no gaps: every voice has room for 64 of these.
    public readonly ushort Destination = record.Destination;
    public readonly ushort RecordIndex = (ushort)recordIndex; // a bank's table has no more
    public float Amount = record.Amount;
    public float Value;
    private readonly ModulatorSource _source = new(record.Source);
    private readonly ModulatorSource _amountSource = new(record.AmountSource);
    private readonly ushort _transform = record.Transform;
    public readonly ModulatorZone Zone = zone;

    /// <summary>The slot that this one feeds, or <see cref="NoTarget"/>. Always a later one once links are resolved.</summary>
    public sbyte Target = NoTarget;

    /// <summary>Whether its primary source is what other modulators are linked into it.</summary>
    public readonly bool IsFed => _source.IsLink;

    /// <summary>Whether its value goes to another modulator.</summary>
    public readonly bool Feeds => (Destination & LinkFlag) != 0;

    /// <summary>The record of its own zone that it feeds.</summary>
    public readonly int TargetRecord => Destination & ~LinkFlag;

    /// <summary>Whether it is of the preset, whose modulators add to those of the instrument.</summary>
    public readonly bool IsOfPreset => Zone >= ModulatorZone.PresetGlobal;

    /// <summary>Whether a record takes part in a link, at either end.</summary>
    public static bool IsLinked(in Modulator record) =>
        (record.Destination & LinkFlag) != 0 || new ModulatorSource(record.Source).IsLink;

    /// <summary>Whether the specification allows the record in a zone; where a link leads is another question.</summary>
    public static bool IsLegal(in Modulator record, ModulatorZone zone)
    {
        var source = new ModulatorSource(record.Source);
        return (source.IsSupported || source.IsLink)
            && new ModulatorSource(record.AmountSource).IsSupported
            && ((record.Destination & LinkFlag) != 0 || CanMove(record.Destination, zone))
            && record.Transform is Linear or Absolute;
    }

    private static bool CanMove(int destination, ModulatorZone zone) => zone == ModulatorZone.Default
        ? GeneratorRules.CanBeModulatedByDefault(destination)
        : GeneratorRules.CanBeModulated(destination);

    public readonly bool ListensTo(byte source) => _source.Id == source || _amountSource.Id == source;

    public readonly bool IsSameAs(in Modulator record) =>
        _source.Word == record.Source && Destination == record.Destination
        && _amountSource.Word == record.AmountSource && _transform == record.Transform;

    /// <summary>Whether the two do the same but for the amount, wherever they send it.</summary>
    public readonly bool WorksAs(in ModulatorSlot other) =>
        _source.Word == other._source.Word && _amountSource.Word == other._amountSource.Word && _transform == other._transform;

    public readonly bool IsVelocityToFilterAs(in Modulator record) =>
        _transform == record.Transform
        && DefaultModulators.IsVelocityToFilter(_source.Word, Destination, _amountSource.Word)
        && DefaultModulators.IsVelocityToFilter(record.Source, record.Destination, record.AmountSource);

    /// <summary>Whether the value can change while a note sounds.</summary>
    public readonly bool IsLive => _source.IsLive || _amountSource.IsLive;

    /// <summary>
    /// The least value, wherever what is live goes. Sources only scale the amount, so the ends of their ranges are the ends of it; what is linked
    /// into a modulator has no range.
    /// </summary>
    public readonly float Least(in ModulatorInputs inputs)
    {
        if (IsFed)
        {
            return _transform == Absolute ? 0f : float.NegativeInfinity;
        }

        var (low, high) = _source.RangeFor(inputs);
        var (amountLow, amountHigh) = _amountSource.RangeFor(inputs);
        var (a, b, c, d) = (Amount * low * amountLow, Amount * low * amountHigh, Amount * high * amountLow, Amount * high * amountHigh);
        var least = MathF.Min(MathF.Min(a, b), MathF.Min(c, d));
        return _transform == Absolute ? MathF.Max(0f, least) : least;
    }

    /// <summary>Computes the value; true when it changed.</summary>
    /// <param name="inputs">Where the controllers stand.</param>
    /// <param name="link">The sum of what is linked into it, for one that <see cref="IsFed"/>.</param>
    public bool Evaluate(in ModulatorInputs inputs, float link)
    {
        var primary = IsFed ? Math.Clamp(link, -LargestLink, LargestLink) : _source.Map(inputs.PositionOf(_source));
        var value = Amount * primary * _amountSource.Map(inputs.PositionOf(_amountSource));
        if (IsVibratoDepth)
        {
            value *= inputs.Channel.ModulationDepthCents / Channel.DefaultModulationDepthCents;
        }

        value = _transform == Absolute ? MathF.Abs(value) : value;
        var changed = value != Value;
        Value = value;
        return changed;
    }

    // RPN 5 (modulation depth range) scales what the modulation wheel does to pitch.
    private readonly bool IsVibratoDepth => _source.Id == (0x80 | 1)
        && (GeneratorType)Destination is GeneratorType.VibLfoToPitch or GeneratorType.ModLfoToPitch;
}
