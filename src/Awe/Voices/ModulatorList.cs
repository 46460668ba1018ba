using System.Runtime.CompilerServices;
using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>
/// The modulators of one voice, resolved from defaults, instrument and preset (specification 9.5), and their sum for each destination.
/// Lives inside a pooled voice: fixed size, nothing is allocated. One thread, the audio thread.
/// </summary>
internal struct ModulatorList
{
    /// <summary>Most modulators of a voice; further ones are dropped and counted.</summary>
    public const int Capacity = 64;

    private Slots _slots;
    private Sums _sums;
    private int _defaultCount;

    /// <summary>How many modulators are in force.</summary>
    public int Count { get; private set; }

    /// <summary>Records that found no slot.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>Linked records (8.3): read, not yet followed.</summary>
    public int LinkedCount { get; private set; }

    /// <summary>What all modulators together add to a destination now, in its unit.</summary>
    public readonly float SumOf(GeneratorType destination) => _sums[(int)destination];

    /// <summary>
    /// Builds the list and evaluates it. Instrument zones replace identical modulators (local over global over default), preset zones add
    /// to them (local instead of global); what has no counterpart becomes a further modulator.
    /// </summary>
    public void Build(
        ReadOnlySpan<Modulator> defaults,
        ReadOnlySpan<Modulator> instrumentGlobal,
        ReadOnlySpan<Modulator> instrumentLocal,
        ReadOnlySpan<Modulator> presetGlobal,
        ReadOnlySpan<Modulator> presetLocal,
        in ModulatorInputs inputs)
    {
        Count = DroppedCount = LinkedCount = _defaultCount = 0;
        Replace(defaults);
        _defaultCount = Count;
        Replace(instrumentGlobal);
        Replace(instrumentLocal);
        AddPreset(presetGlobal, presetLocal);
        AddPreset(presetLocal, default);
        RemoveIneffective();
        EvaluateAll(inputs);
    }

    /// <summary>
    /// Evaluates again what listens to a source (an id of <see cref="ModulatorSource"/>) after it moved.
    /// Returns the destinations whose sum changed, bit n for generator n.
    /// </summary>
    public ulong Update(byte changedSource, in ModulatorInputs inputs)
    {
        ulong touched = 0;
        for (var i = 0; i < Count; i++)
        {
            ref var slot = ref _slots[i];
            if (slot.ListensTo(changedSource) && slot.Evaluate(inputs))
            {
                touched |= 1UL << slot.Destination;
            }
        }

        return touched == 0 ? 0 : SumUp(touched);
    }

    /// <summary>Evaluates everything again, after a reset of the controllers. Returns the destinations whose sum changed.</summary>
    public ulong UpdateAll(in ModulatorInputs inputs)
    {
        ulong touched = 0;
        for (var i = 0; i < Count; i++)
        {
            ref var slot = ref _slots[i];
            touched |= slot.Evaluate(inputs) ? 1UL << slot.Destination : 0;
        }

        return touched == 0 ? 0 : SumUp(touched);
    }

    private void Replace(ReadOnlySpan<Modulator> records)
    {
        foreach (ref readonly var record in records)
        {
            if (IsUsable(record))
            {
                Put(record, Find(record));
            }
        }
    }

    private void Put(in Modulator record, int index)
    {
        if (index < 0 && Count == Capacity)
        {
            DroppedCount++;
            return;
        }

        _slots[index < 0 ? Count++ : index] = new Slot(record);
    }

    /// <summary>Adds a preset zone's records, except those that a later one of the zone or one of <paramref name="local"/> replaces.</summary>
    private void AddPreset(ReadOnlySpan<Modulator> records, ReadOnlySpan<Modulator> local)
    {
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (!IsUsable(record) || IsRepeated(record, records[(i + 1)..]) || IsRepeated(record, local))
            {
                continue;
            }

            var index = Find(record);
            if (index < 0)
            {
                Put(record, index);
            }
            else
            {
                _slots[index].Amount += record.Amount;
            }
        }
    }

    private static bool IsRepeated(in Modulator record, ReadOnlySpan<Modulator> others)
    {
        foreach (ref readonly var other in others)
        {
            if (other.IsSameAs(record))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUsable(in Modulator record)
    {
        if ((record.Destination & 0x8000) != 0)
        {
            LinkedCount++;
            return false;
        }

        return new ModulatorSource(record.Source).IsSupported
            && new ModulatorSource(record.AmountSource).IsSupported
            && GeneratorRules.CanBeModulated(record.Destination)
            && record.Transform is Slot.Linear or Slot.Absolute;
    }

    private readonly int Find(in Modulator record)
    {
        for (var i = 0; i < Count; i++)
        {
            ref readonly var slot = ref _slots[i];
            if (slot.IsSameAs(record) || (i < _defaultCount && slot.IsVelocityToFilterAs(record)))
            {
                return i;
            }
        }

        return -1;
    }

    // A modulator of amount 0 had to stay until now: it is how a zone switches off a default, and a preset may still add to it.
    private void RemoveIneffective()
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_slots[i].Amount != 0f)
            {
                _slots[kept++] = _slots[i];
            }
        }

        Count = kept;
    }

    private void EvaluateAll(in ModulatorInputs inputs)
    {
        _sums = default;
        for (var i = 0; i < Count; i++)
        {
            ref var slot = ref _slots[i];
            slot.Evaluate(inputs);
            _sums[slot.Destination] += slot.Value;
        }
    }

    /// <summary>Sums the touched destinations anew, in list order: no error piles up however often a controller moves.</summary>
    private ulong SumUp(ulong touched)
    {
        Sums fresh = default;
        for (var i = 0; i < Count; i++)
        {
            fresh[_slots[i].Destination] += _slots[i].Value;
        }

        var changed = 0UL;
        for (var rest = touched; rest != 0; rest &= rest - 1)
        {
            var destination = System.Numerics.BitOperations.TrailingZeroCount(rest);
            if (_sums[destination] != fresh[destination])
            {
                _sums[destination] = fresh[destination];
                changed |= 1UL << destination;
            }
        }

        return changed;
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private Slot _first;
    }

    [InlineArray(GeneratorRules.Count)]
    private struct Sums
    {
        private float _first;
    }

    /// <summary>One modulator: its record, its amount after all levels, its value now.</summary>
    private struct Slot(in Modulator record)
    {
        public const ushort Linear = 0;
        public const ushort Absolute = 2;

        public readonly ushort Destination = record.Destination;
        public float Amount = record.Amount;
        public float Value;
        private readonly ModulatorSource _source = new(record.Source);
        private readonly ModulatorSource _amountSource = new(record.AmountSource);
        private readonly ushort _transform = record.Transform;

        public readonly bool ListensTo(byte source) => _source.Id == source || _amountSource.Id == source;

        public readonly bool IsSameAs(in Modulator record) =>
            _source.Word == record.Source && Destination == record.Destination
            && _amountSource.Word == record.AmountSource && _transform == record.Transform;

        public readonly bool IsVelocityToFilterAs(in Modulator record) =>
            _transform == record.Transform
            && DefaultModulators.IsVelocityToFilter(_source.Word, Destination, _amountSource.Word)
            && DefaultModulators.IsVelocityToFilter(record.Source, record.Destination, record.AmountSource);

        /// <summary>Computes the value; true when it changed.</summary>
        public bool Evaluate(in ModulatorInputs inputs)
        {
            var value = Amount * _source.Map(inputs.PositionOf(_source)) * _amountSource.Map(inputs.PositionOf(_amountSource));
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
}
