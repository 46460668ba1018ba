namespace Awe.SoundFonts;

/// <summary>The eight address offset generators of one zone, fine and coarse put together, in points (specification 8.1.2).</summary>
internal readonly record struct AddressOffsets(int Start, int End, int LoopStart, int LoopEnd)
{
    private const int CoarsePoints = 32768;

    public bool IsZero => this == default;

    /// <summary>The offsets of a zone: what it does not set itself is its global zone's.</summary>
    public static AddressOffsets Of(ReadOnlySpan<Generator> global, ReadOnlySpan<Generator> local)
    {
        Span<short> amounts = stackalloc short[(int)GeneratorType.EndLoopAddressCoarseOffset + 1];
        amounts.Clear();
        Collect(global, amounts);
        Collect(local, amounts);
        return new AddressOffsets(
            Sum(amounts, GeneratorType.StartAddressOffset, GeneratorType.StartAddressCoarseOffset),
            Sum(amounts, GeneratorType.EndAddressOffset, GeneratorType.EndAddressCoarseOffset),
            Sum(amounts, GeneratorType.StartLoopAddressOffset, GeneratorType.StartLoopAddressCoarseOffset),
            Sum(amounts, GeneratorType.EndLoopAddressOffset, GeneratorType.EndLoopAddressCoarseOffset));
    }

    private static void Collect(ReadOnlySpan<Generator> generators, Span<short> amounts)
    {
        foreach (var generator in generators)
        {
            if (generator.Type <= GeneratorType.EndLoopAddressCoarseOffset)
            {
                amounts[(int)generator.Type] = generator.Amount;
            }
        }
    }

    private static int Sum(ReadOnlySpan<short> amounts, GeneratorType fine, GeneratorType coarse) =>
        amounts[(int)fine] + (amounts[(int)coarse] * CoarsePoints);
}
