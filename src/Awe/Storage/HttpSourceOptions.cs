namespace Awe.Storage;

/// <summary>How patiently an <see cref="HttpByteSource"/> asks, and for how much at once.</summary>
public sealed record HttpSourceOptions
{
    /// <summary>How often a range is asked for before the read fails, 1-10. Refusals (4xx) are not asked again.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The longest that one try may take, from connecting to its last byte.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that all tries of one read and the pauses between them may take.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause before the second try, half of it left to chance; each further pause is twice as long.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What one request best fetches, in bytes (<see cref="Primitives.IByteSource.BestReadBytes"/>): a round trip costs more than a disk's seek.</summary>
    public int BestReadBytes { get; init; } = 256 * 1024;

    internal void ThrowIfOutOfRange()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Tries, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Tries, 10);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TryTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ReadTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(BestReadBytes, 1);
    }
}
