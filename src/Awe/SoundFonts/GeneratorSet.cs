using System.Numerics;

namespace Awe.SoundFonts;

/// <summary>Amounts by generator, each set or not; what is taken later replaces. One thread; used over and over.</summary>
internal sealed class GeneratorSet
{
    private readonly short[] _amounts = new short[64];
    private ulong _set;

    public bool IsEmpty => _set == 0;

    public bool Has(GeneratorType type) => (_set >> (int)type & 1) != 0;

    /// <summary>The amount, or 0 where none is set.</summary>
    public short this[GeneratorType type] => Has(type) ? _amounts[(int)type] : (short)0;

    public void Clear() => _set = 0;

    public void Take(ReadOnlySpan<Generator> generators)
    {
        foreach (var (type, amount) in generators)
        {
            _amounts[(int)type] = amount;
            _set |= 1UL << (int)type;
        }
    }

    public void Take(GeneratorSet other)
    {
        for (var rest = other._set; rest != 0; rest &= rest - 1)
        {
            var type = BitOperations.TrailingZeroCount(rest);
            _amounts[type] = other._amounts[type];
        }

        _set |= other._set;
    }

    public void Remove(GeneratorType type) => _set &= ~(1UL << (int)type);

    /// <summary>What is set, by number.</summary>
    public IEnumerable<Generator> InOrder()
    {
        for (var rest = _set; rest != 0; rest &= rest - 1)
        {
            var type = BitOperations.TrailingZeroCount(rest);
            yield return new Generator((GeneratorType)type, _amounts[type]);
        }
    }
}
