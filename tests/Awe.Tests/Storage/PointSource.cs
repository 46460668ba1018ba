using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.Tests.Storage;

/// <summary>Sample data of any size that nobody stores: every point is computed from its position when it is read. Counts its reads.</summary>
internal sealed class PointSource(long points) : IByteSource
{
    private long _reads;
    private long _readBytes;

    public string Name => "points";

    public long Length { get; } = TestBank.DataOffset + (points * sizeof(short));

    public long Reads => Volatile.Read(ref _reads);

    public long ReadBytes => Volatile.Read(ref _readBytes);

    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _reads);
        var count = (int)Math.Clamp(Length - offset, 0, destination.Length);
        for (var i = 0; i < count;)
        {
            i += CopyPoint(offset + i, destination[i..count]);
        }

        Interlocked.Add(ref _readBytes, count);
        return count;
    }

    public void Dispose()
    {
    }

    // Reads may begin and end in the middle of a point.
    private static int CopyPoint(long offset, Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        var (point, part) = Math.DivRem(offset - TestBank.DataOffset, sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(bytes, TestBank.PointAt(point));
        var count = Math.Min(sizeof(short) - (int)part, destination.Length);
        bytes.Slice((int)part, count).CopyTo(destination);
        return count;
    }
}
