using System.Numerics;
using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <summary>
/// What NRPN made of the generators of a channel. An override takes the place of what the zones say (AWE32: MSB 127); an offset is added
/// to it like a modulator (SoundFont 2.01: MSB 120). Bit sets say which there are, so that a channel without any costs one test.
/// </summary>
internal struct GeneratorAdjustments
{
    private Values _overrides;
    private Values _offsets;
    private ulong _live;

    /// <summary>Generators that are overridden, bit n for generator n.</summary>
    public ulong Overridden { get; private set; }

    /// <summary>Generators that are offset.</summary>
    public ulong Offset { get; private set; }

    /// <summary>No adjustment is left. Returns the generators that sounding voices have to read again.</summary>
    public ulong Clear()
    {
        var changed = Offset | _live;
        Overridden = Offset = _live = 0;
        return changed;
    }

    /// <summary>From now on the generator has this value, in its unit. Returns the generators that sounding voices have to read again.</summary>
    /// <param name="generator">Its number.</param>
    /// <param name="value">In the generator's unit; bounded with its modulators later on.</param>
    /// <param name="isLive">Whether sounding voices follow, or later notes alone.</param>
    public ulong SetOverride(int generator, float value, bool isLive)
    {
        var bit = 1UL << generator;
        _overrides[generator] = value;
        Overridden |= bit;
        _live = isLive ? _live | bit : _live & ~bit;
        return isLive ? bit : 0;
    }

    /// <summary>From now on this much is added to the generator. Returns the generators that sounding voices have to read again.</summary>
    public ulong SetOffset(int generator, float value)
    {
        _offsets[generator] = value;
        Offset |= 1UL << generator;
        return 1UL << generator;
    }

    /// <summary>What is added to a generator.</summary>
    public readonly float OffsetOf(int generator) => (Offset >> generator & 1) == 0 ? 0f : _offsets[generator];

    /// <summary>A value that sounding voices follow; false: there is none, and what the voice began with holds.</summary>
    public readonly bool TryLive(int generator, out float value)
    {
        value = (_live >> generator & 1) == 0 ? 0f : _overrides[generator];
        return (_live >> generator & 1) != 0;
    }

    /// <summary>Puts the overrides in the place of what the zones say, for a note that begins.</summary>
    /// <param name="generators">By generator number.</param>
    public readonly void Override(Span<float> generators)
    {
        for (var rest = Overridden; rest != 0; rest &= rest - 1)
        {
            var generator = BitOperations.TrailingZeroCount(rest);
            generators[generator] = _overrides[generator];
        }
    }

    [InlineArray(GeneratorRules.Count)]
    private struct Values
    {
        private float _first;
    }
}
