using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// Walks the nested chunks of a DLS bank, header by header, through a window onto the file. A chunk that says more than the list around it has is cut,
/// and a list ends where no chunk begins, as the empty ids that some editors leave. One thread.
/// </summary>
/// <param name="source">The bank.</param>
/// <param name="windowBytes">How much is read at once.</param>
internal sealed class DlsChunks(IByteSource source, int windowBytes)
{
    private const int HeaderBytes = 8;
    private const int TypeBytes = 4;

    // Some ten thousand are in a large bank; a file of nothing but headers must not keep us for minutes.
    private const int MostChunks = 1 << 21;

    private static readonly FourCC s_list = FourCC.Of("LIST");

    // Crystal's bank says another size than the chunk has.
    private static readonly FourCC s_crystal = FourCC.Of("crs1");
    private const uint CrystalBytes = 28;

    private readonly byte[] _window = new byte[windowBytes];
    private long _windowOffset;
    private int _windowLength;
    private int _met;
    private int _cut;
    private int _broken;

    /// <summary>The chunks of a list in order.</summary>
    public IEnumerable<DlsChunk> Within(DlsChunk list)
    {
        for (var position = list.Offset; position + HeaderBytes <= list.End;)
        {
            if (++_met > MostChunks || ReadHeader(position, list.End, out var next) is not { } chunk)
            {
                _broken++;
                yield break;
            }

            yield return chunk;
            position = next;
        }
    }

    /// <summary>The chunk whose header stands at a place, or null where none does.</summary>
    public DlsChunk? At(long position, long end) => position + HeaderBytes <= end && ++_met <= MostChunks ? ReadHeader(position, end, out _) : null;

    /// <summary>The bytes at a place, fewer at the end of the file; valid until the next call.</summary>
    public ReadOnlySpan<byte> Read(long offset, int count)
    {
        if (offset < _windowOffset || offset + count > _windowOffset + _windowLength)
        {
            _windowLength = source.ReadFully(offset, _window);
            _windowOffset = offset;
        }

        return _window.AsSpan((int)(offset - _windowOffset), Math.Min(count, _windowLength - (int)(offset - _windowOffset)));
    }

    /// <summary>The first bytes of a chunk's content, at most <paramref name="count"/>.</summary>
    public ReadOnlySpan<byte> Read(DlsChunk chunk, int count) => Read(chunk.Offset, (int)Math.Min(count, chunk.SizeBytes));

    /// <summary>What is wrong with the chunks that were walked.</summary>
    public void Warn(WarningList warnings, string where)
    {
        if (_met > MostChunks)
        {
            warnings.Add($"more than {MostChunks} chunks among the {where}: the others are ignored");
        }
        else if (_broken > 0)
        {
            warnings.Add($"{_broken} lists among the {where} hold something that is no chunk: ignored from there");
        }

        if (_cut > 0)
        {
            warnings.Add($"{_cut} chunks among the {where} say more bytes than the list around them has: cut");
        }
    }

    private DlsChunk? ReadHeader(long position, long end, out long next)
    {
        next = end;
        var header = Read(position, HeaderBytes + TypeBytes);
        if (header.Length < HeaderBytes || FourCC.Read(header) is { IsPlausible: false })
        {
            return null;
        }

        var id = FourCC.Read(header);
        var size = id == s_crystal ? CrystalBytes : BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        var offset = position + HeaderBytes;
        if (size > end - offset)
        {
            _cut++;
            size = (uint)(end - offset);
        }

        next = offset + size + (size & 1);
        if (id != s_list)
        {
            return new DlsChunk(id, IsList: false, offset, offset + size);
        }

        return size < TypeBytes || header.Length < HeaderBytes + TypeBytes
            ? null
            : new DlsChunk(FourCC.Read(header[HeaderBytes..]), IsList: true, offset + TypeBytes, offset + size);
    }
}
