using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// The chunk ds64 of an RF64 file: the sizes that do not fit their own headers. It was defined for wave files; what their data is,
/// smpl is here.
/// </summary>
internal sealed class LargeSizes
{
    private const int FixedBytes = 28; // frame, data, number of frames (64 bits each), number of table entries
    private const int EntryBytes = 12;
    private const int MostEntries = 32; // a bank has fewer kinds of chunks

    private readonly Dictionary<FourCC, long> _sizes = [];

    /// <summary>The size of a chunk, or <see cref="BankLayout.UnknownSize"/>.</summary>
    public long Of(FourCC id) => _sizes.GetValueOrDefault(id, BankLayout.UnknownSize);

    public void Read(IByteSource source, Chunk chunk)
    {
        Span<byte> bytes = stackalloc byte[FixedBytes + (MostEntries * EntryBytes)];
        bytes = bytes[..(int)Math.Min(bytes.Length, chunk.SizeBytes)];
        bytes = bytes[..source.ReadFully(chunk.OffsetBytes, bytes)];
        if (bytes.Length < FixedBytes)
        {
            return;
        }

        Add(FourCC.Of("smpl"), bytes[8..]);
        var entries = BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]);
        for (var at = FixedBytes; entries > 0 && at + EntryBytes <= bytes.Length; at += EntryBytes, entries--)
        {
            Add(FourCC.Read(bytes[at..]), bytes[(at + 4)..]);
        }
    }

    private void Add(FourCC id, ReadOnlySpan<byte> field)
    {
        if (BankLayout.ToSize(BinaryPrimitives.ReadUInt64LittleEndian(field)) is > 0 and var size)
        {
            _sizes[id] = size;
        }
    }
}
