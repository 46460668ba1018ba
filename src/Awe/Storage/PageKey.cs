namespace Awe.Storage;

/// <summary>A page of any bank of the store.</summary>
internal readonly record struct PageKey(int Bank, int Page)
{
    /// <summary>As one number that a reader can publish with one store; 0 is no page.</summary>
    public long Packed => ((long)(Bank + 1) << 32) | (uint)Page;

    public static PageKey FromPacked(long packed) => new((int)(packed >> 32) - 1, (int)packed);
}
