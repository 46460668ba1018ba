namespace Awe.Primitives;

internal static class ByteSourceExtensions
{
    /// <summary>Reads until <paramref name="destination"/> is full or the source ends; returns the bytes that came.</summary>
    public static int ReadFully(this IByteSource source, long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        var done = 0;
        while (done < destination.Length)
        {
            var read = source.Read(offset + done, destination[done..], cancellation);
            if (read <= 0)
            {
                break;
            }

            done += read;
        }

        return done;
    }
}
