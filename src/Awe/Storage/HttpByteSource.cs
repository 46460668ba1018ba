using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// A bank on a web server, read by range requests: the cold tier at a distance. The server must answer ranges (206), and the file must
/// stay what it was when it was opened.
/// </summary>
/// <remarks>
/// Any thread may read, several at once; each read is one request on the calling thread. Reads of a few bytes, as headers are parsed, are
/// served from a few aligned blocks read last, so that opening a bank takes few requests; longer reads pass by them.
/// </remarks>
public sealed class HttpByteSource : IByteSource
{
    // Chunk headers and the tables of small banks; pages of PCM are longer.
    private const int SmallReadBytes = 4096;

    // Longer reads come back short, so that a try's time limit is for an amount that a slow line can carry.
    private const int MostBytesPerRequest = 1 << 20;

    private readonly HttpRanges _ranges;
    private readonly ReadAheadBlocks _blocks = new();

    private HttpByteSource(HttpRanges ranges, HttpSourceOptions options)
    {
        _ranges = ranges;
        BestReadBytes = options.BestReadBytes;
        var block = new byte[ReadAheadBlocks.BlockBytes];
        var (read, length) = ranges.Open(block);
        Length = length;
        _blocks.Add(0, block.AsMemory(0, read));
    }

    /// <inheritdoc/>
    public string Name => _ranges.Name;

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public int BestReadBytes { get; }

    /// <summary>Asks the server for the file's length and its first bytes.</summary>
    /// <exception cref="ArgumentException">The address is not http or https, or an option is out of its range.</exception>
    /// <exception cref="IOException">The server cannot be reached, refuses, or does not serve ranges; the message is one line that begins with the address.</exception>
    public static HttpByteSource Open(Uri address, HttpSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"found {address}, expected an address of http or https", nameof(address));
        }

        options ??= new HttpSourceOptions();
        options.ThrowIfOutOfRange();
        var ranges = new HttpRanges(address, options);
        try
        {
            return new HttpByteSource(ranges, options);
        }
        catch
        {
            ranges.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The source is closed, perhaps while this read was waiting.</exception>
    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var wanted = destination[..(int)Math.Clamp(Length - offset, 0, Math.Min(destination.Length, MostBytesPerRequest))];
        if (wanted.IsEmpty)
        {
            return 0;
        }

        if (_blocks.Copy(offset, wanted) is > 0 and var copied)
        {
            return copied;
        }

        return wanted.Length <= SmallReadBytes ? ReadThroughBlock(offset, wanted, cancellation) : _ranges.Fetch(offset, wanted, cancellation);
    }

    /// <summary>Reads that wait for the server end with an exception.</summary>
    public void Dispose() => _ranges.Dispose();

    private int ReadThroughBlock(long offset, Span<byte> wanted, CancellationToken cancellation)
    {
        var start = offset - (offset % ReadAheadBlocks.BlockBytes);
        var block = new byte[(int)Math.Min(ReadAheadBlocks.BlockBytes, Length - start)];
        if (_ranges.FetchFully(start, block, cancellation) is var read && read <= offset - start)
        {
            return 0;
        }

        _blocks.Add(start, block.AsMemory(0, read));
        var there = block.AsSpan((int)(offset - start), (int)Math.Min(wanted.Length, start + read - offset));
        there.CopyTo(wanted);
        return there.Length;
    }
}
