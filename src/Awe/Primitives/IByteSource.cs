namespace Awe.Primitives;

/// <summary>
/// Where a bank's bytes come from: a file, memory, or (in tests and trials) something slow, short or failing.
/// The one seam between the engine and storage: headers are parsed through it and the streamers read PCM through it.
/// </summary>
/// <remarks>Any thread may read, several at once. Never called by the audio thread.</remarks>
public interface IByteSource : IDisposable
{
    /// <summary>What messages call this source, usually the file's name as the user gave it.</summary>
    string Name { get; }

    /// <summary>Size in bytes when the source was opened.</summary>
    long Length { get; }

    /// <summary>
    /// The most that one read best fetches: 64 KiB is the best bargain between seeks and the 99th percentile of latency on the disks that
    /// were measured; a source that is far away wants more.
    /// </summary>
    int BestReadBytes => 64 * 1024;

    /// <summary>
    /// Reads at most <paramref name="destination"/>.Length bytes at <paramref name="offset"/> and returns how many came;
    /// fewer than asked is allowed, 0 means the end. A source that may take long gives up when it is cancelled; a file need not look.
    /// </summary>
    /// <exception cref="IOException">The source cannot be read (any more).</exception>
    /// <exception cref="OperationCanceledException">Nobody wants the bytes any more.</exception>
    int Read(long offset, Span<byte> destination, CancellationToken cancellation = default);
}
