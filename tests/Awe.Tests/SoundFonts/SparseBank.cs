using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Tests.SoundFonts;

/// <summary>
/// A bank of any size of which only the headers exist: between them lie sample points that are all zero and that nobody should read.
/// </summary>
internal sealed class SparseBank : IByteSource
{
    private readonly byte[] _head;
    private readonly byte[] _tail;
    private readonly long _tailOffset;

    public SparseBank(byte[] head, long hole, byte[] tail)
    {
        _head = head;
        _tail = tail;
        _tailOffset = head.Length + hole;
        Length = _tailOffset + tail.Length;
    }

    public string Name => "sparse.sf2";

    public long Length { get; }

    /// <summary>How many bytes of sample points were asked for.</summary>
    public long HoleBytesRead { get; private set; }

    /// <summary>How many bytes were asked for in all.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Opens a bank with the given number of points in place of its own.</summary>
    public static SoundFont Read(RawBank bank, long points) => SoundFont.Read(Of(bank, points));

    public static SparseBank Of(RawBank bank, long points)
    {
        var (info, tables) = (bank.Info(), bank.Tables());
        var bytes = points * 2;
        byte[] sampleData = [.. "LIST"u8, .. RawBank.Long(12 + bytes), .. "sdtasmpl"u8, .. RawBank.Long(bytes)];
        var lists = 4L + info.Length + sampleData.Length + bytes + tables.Length;
        return new SparseBank([.. "RIFF"u8, .. RawBank.Long(lists), .. "sfbk"u8, .. info, .. sampleData], bytes, tables);
    }

    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        var count = (int)Math.Clamp(Length - offset, 0, destination.Length);
        BytesRead += count;
        HoleBytesRead += Math.Max(0, Math.Min(offset + count, _tailOffset) - Math.Max(offset, _head.Length));
        for (var i = 0; i < count; i++)
        {
            var at = offset + i;
            destination[i] = at < _head.Length ? _head[at] : at < _tailOffset ? (byte)0 : _tail[at - _tailOffset];
        }

        return count;
    }

    public void Dispose()
    {
    }
}
