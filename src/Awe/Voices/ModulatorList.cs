using System.Numerics;
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
    public const int Capacity = ModulatorSlots.Capacity;

    private ModulatorSlots _slots; // those that feed others stand before them
    private Sums _sums;
    private int _count;
    private int _defaultCount;
    private bool _hasLinks;

    /// <summary>How many modulators are in force.</summary>
    public readonly int Count => _count;

    /// <summary>Records that found no slot.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>
    /// Linked records that lead nowhere: to what is not there or takes no link, in a circle, or from a link into which nothing is linked.
    /// </summary>
    public int BrokenLinkCount { get; private set; }

    /// <summary>What all modulators together add to a destination now, in its unit.</summary>
    public readonly float SumOf(GeneratorType destination) => _sums[(int)destination];

    /// <summary>The least that all modulators together can add to a destination, wherever controllers go; key and velocity stay.</summary>
    public readonly float LeastOf(GeneratorType destination, in ModulatorInputs inputs)
    {
        var least = 0f;
        for (var i = 0; i < _count; i++)
        {
            least += _slots[i].Destination == (int)destination ? _slots[i].Least(inputs) : 0f;
        }

        return least;
    }

    /// <summary>Whether what modulators add to a destination can change while the note sounds.</summary>
    public readonly bool IsLive(GeneratorType destination)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_slots[i].Destination == (int)destination && _slots[i].IsLive)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Builds the list and evaluates it. Instrument zones replace identical modulators (local over global over default), preset zones add
    /// to them (local instead of global); what has no counterpart becomes a further modulator. Linked ones stay within their zone's list.
    /// </summary>
    public void Build(
        ReadOnlySpan<Modulator> defaults,
        ReadOnlySpan<Modulator> instrumentGlobal,
        ReadOnlySpan<Modulator> instrumentLocal,
        ReadOnlySpan<Modulator> presetGlobal,
        ReadOnlySpan<Modulator> presetLocal,
        in ModulatorInputs inputs)
    {
        _count = DroppedCount = BrokenLinkCount = _defaultCount = 0;
        _hasLinks = false;
        Replace(defaults, ModulatorZone.Default);
        _defaultCount = _count;
        Replace(instrumentGlobal, ModulatorZone.InstrumentGlobal);
        Replace(instrumentLocal, ModulatorZone.InstrumentLocal);
        AddPreset(presetGlobal, presetLocal, ModulatorZone.PresetGlobal);
        AddPreset(presetLocal, default, ModulatorZone.PresetLocal);
        RemoveIneffective();
        BrokenLinkCount += _hasLinks ? ModulatorLinks.Resolve(ref _slots, ref _count) : 0;
        EvaluateAll(inputs);
    }

    /// <summary>
    /// Evaluates again what listens to a source (an id of <see cref="ModulatorSource"/>) after it moved, and what that is linked into.
    /// Returns the destinations whose sum changed, bit n for generator n.
    /// </summary>
    public ulong Update(byte changedSource, in ModulatorInputs inputs)
    {
        ulong touched = 0;
        ulong fed = 0; // slots into which something came that has changed: later ones
        for (var i = 0; i < _count; i++)
        {
            ref var slot = ref _slots[i];
            if ((slot.ListensTo(changedSource) || (fed >> i & 1) != 0) && slot.Evaluate(inputs, LinkInto(i)))
            {
                fed |= slot.Feeds ? 1UL << slot.Target : 0;
                touched |= slot.Feeds ? 0 : 1UL << slot.Destination;
            }
        }

        return touched == 0 ? 0 : SumUp(touched);
    }

    /// <summary>Evaluates everything again, after a reset of the controllers. Returns the destinations whose sum changed.</summary>
    public ulong UpdateAll(in ModulatorInputs inputs)
    {
        ulong touched = 0;
        for (var i = 0; i < _count; i++)
        {
            ref var slot = ref _slots[i];
            touched |= slot.Evaluate(inputs, LinkInto(i)) && !slot.Feeds ? 1UL << slot.Destination : 0;
        }

        return touched == 0 ? 0 : SumUp(touched);
    }

    private void Replace(ReadOnlySpan<Modulator> records, ModulatorZone zone)
    {
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (IsUsable(record, zone))
            {
                Put(record, zone, i, Find(record));
            }
        }
    }

    private void Put(in Modulator record, ModulatorZone zone, int recordIndex, int index)
    {
        if (index < 0 && _count == Capacity)
        {
            DroppedCount++;
            return;
        }

        _slots[index < 0 ? _count++ : index] = new ModulatorSlot(record, zone, recordIndex);
        _hasLinks |= ModulatorSlot.IsLinked(record);
    }

    /// <summary>Adds a preset zone's records, except those that a later one of the zone or one of <paramref name="local"/> replaces.</summary>
    private void AddPreset(ReadOnlySpan<Modulator> records, ReadOnlySpan<Modulator> local, ModulatorZone zone)
    {
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (!IsUsable(record, zone) || IsRepeated(record, records[(i + 1)..]) || IsRepeated(record, local))
            {
                continue;
            }

            var index = Find(record);
            if (index < 0)
            {
                Put(record, zone, i, index);
            }
            else
            {
                _slots[index].Amount += record.Amount;
            }
        }
    }

    private static bool IsRepeated(in Modulator record, ReadOnlySpan<Modulator> others)
    {
        if (ModulatorSlot.IsLinked(record))
        {
            return false; // depends on what is linked into it
        }

        foreach (ref readonly var other in others)
        {
            if (other.IsSameAs(record))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUsable(in Modulator record, ModulatorZone zone)
    {
        var isLegal = ModulatorSlot.IsLegal(record, zone);
        BrokenLinkCount += !isLegal && ModulatorSlot.IsLinked(record) ? 1 : 0;
        return isLegal;
    }

    private readonly int Find(in Modulator record)
    {
        if (ModulatorSlot.IsLinked(record))
        {
            return -1; // whether it is another's equal depends on what is linked into them
        }

        for (var i = 0; i < _count; i++)
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
        for (var i = 0; i < _count; i++)
        {
            if (_slots[i].Amount != 0f || _slots[i].Feeds || _slots[i].IsFed)
            {
                _slots[kept++] = _slots[i];
            }
        }

        _count = kept;
    }

    private void EvaluateAll(in ModulatorInputs inputs)
    {
        _sums = default;
        for (var i = 0; i < _count; i++)
        {
            ref var slot = ref _slots[i];
            slot.Evaluate(inputs, LinkInto(i));
            if (!slot.Feeds)
            {
                _sums[slot.Destination] += slot.Value;
            }
        }
    }

    /// <summary>The sum of what is linked into a modulator.</summary>
    private readonly float LinkInto(int index)
    {
        var sum = 0f;
        if (_slots[index].IsFed)
        {
            for (var i = 0; i < index; i++)
            {
                sum += _slots[i].Target == index ? _slots[i].Value : 0f;
            }
        }

        return sum;
    }

    /// <summary>Sums the touched destinations anew, in list order: no error piles up however often a controller moves.</summary>
    private ulong SumUp(ulong touched)
    {
        Sums fresh = default;
        for (var i = 0; i < _count; i++)
        {
            if (!_slots[i].Feeds)
            {
                fresh[_slots[i].Destination] += _slots[i].Value;
            }
        }

        var changed = 0UL;
        for (var rest = touched; rest != 0; rest &= rest - 1)
        {
            var destination = BitOperations.TrailingZeroCount(rest);
            if (_sums[destination] != fresh[destination])
            {
                _sums[destination] = fresh[destination];
                changed |= 1UL << destination;
            }
        }

        return changed;
    }

    [InlineArray(GeneratorRules.Count)]
    private struct Sums
    {
        private float _first;
    }
}
