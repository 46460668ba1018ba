namespace Awe.BuiltIn;

/// <summary>One sound computed at several root keys, so that no key is far from its nearest computation.</summary>
/// <param name="Name">Short enough for a sample name with its key behind it.</param>
/// <param name="Roots">Root keys, ascending.</param>
/// <param name="Compute">Makes the tone of one root key.</param>
internal sealed record WaveSet(string Name, int[] Roots, Func<int, Tone> Compute)
{
    /// <summary>The keys that the n-th root plays: half of the way to its neighbours.</summary>
    public (int Low, int High) KeysOf(int index)
    {
        var low = index == 0 ? 0 : ((Roots[index - 1] + Roots[index]) / 2) + 1;
        var high = index == Roots.Length - 1 ? 127 : (Roots[index] + Roots[index + 1]) / 2;
        return (low, high);
    }
}
