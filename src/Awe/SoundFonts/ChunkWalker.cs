using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// Finds the chunks of a bank by walking their headers; no chunk's data is read.
/// </summary>
/// <remarks>
/// The three lists are stepped into, not over: what counts is the chain of chunk headers, in any order, and a wrong size of a list
/// or of the RIFF frame does no harm. A list's end serves only to find the chain again where a chunk's size broke it. Where the
/// chain ends before the tables were met (sample data of more than 4 GiB, a spoiled size) they are looked for from the end of the file.
/// </remarks>
internal sealed class ChunkWalker(IByteSource source, WarningList warnings)
{
    private const int HeaderBytes = 8;
    private const int ListHeaderBytes = 12;

    // A bank has some twenty chunks; a file of nothing but headers must not keep us for minutes.
    private const int MaxChunks = 1 << 17;

    // Writers of more than 4 GiB put this where the size does not fit.
    private const uint UnknownSize = uint.MaxValue;

    private static readonly FourCC s_list = FourCC.Of("LIST");
    private static readonly FourCC s_info = FourCC.Of("INFO");
    private static readonly FourCC s_sampleData = FourCC.Of("sdta");
    private static readonly FourCC s_tables = FourCC.Of("pdta");

    private readonly BankChunks _chunks = new();
    private long _listEnd;

    /// <exception cref="InvalidDataException">The source does not begin as a SoundFont does, or has no tables.</exception>
    public BankChunks Walk()
    {
        var frameEnd = BankFrame.Check(source, warnings);
        WalkChain(ListHeaderBytes, frameEnd);
        if (_chunks.TablesOffset < 0)
        {
            FindTables();
        }

        if (_chunks.Repeated > 0)
        {
            warnings.Add($"{_chunks.Repeated} chunks come a second time: ignored");
        }

        return _chunks;
    }

    private void WalkChain(long position, long frameEnd)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        for (var met = 0; position + HeaderBytes <= source.Length; met++)
        {
            if (met == MaxChunks)
            {
                warnings.Add($"more than {MaxChunks} chunks before offset {position}: the others are ignored");
                return;
            }

            var id = source.ReadFully(position, header) < HeaderBytes ? default : FourCC.Read(header);
            if (!id.IsPlausible)
            {
                if (!TryResume(id, ref position, frameEnd))
                {
                    return;
                }
            }
            else
            {
                var size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
                position = id == s_list && TryEnterList(position, size) ? position + ListHeaderBytes : Pass(id, position, size);
            }
        }
    }

    private bool TryResume(FourCC found, ref long position, long frameEnd)
    {
        if (position < _listEnd)
        {
            warnings.Add($"found {found} at offset {position}, expected a chunk: went on at {_listEnd}, the end of the list");
            position = _listEnd;
            _listEnd = 0;
            return true;
        }

        if (position < frameEnd)
        {
            warnings.Add($"found {found} at offset {position}, expected a chunk: ignored from there");
        }

        return false;
    }

    private bool TryEnterList(long position, uint size)
    {
        Span<byte> letters = stackalloc byte[4];
        var type = source.ReadFully(position + HeaderBytes, letters) < letters.Length ? default : FourCC.Read(letters);
        if (type != s_info && type != s_sampleData && type != s_tables)
        {
            return false;
        }

        _listEnd = position + HeaderBytes + size;
        if (_listEnd > source.Length)
        {
            warnings.Add($"list {type} at offset {position} says {size} bytes, the file ends after {source.Length - position - HeaderBytes}");
            _listEnd = 0;
        }

        if (type == s_tables && _chunks.TablesOffset < 0)
        {
            _chunks.TablesOffset = position;
        }

        return true;
    }

    private long Pass(FourCC id, long position, uint size)
    {
        var data = position + HeaderBytes;
        var there = source.Length - data;
        if (size > there)
        {
            warnings.Add($"chunk {id} at offset {position} says {size} bytes, the file ends after {there}");
        }

        var actual = size == UnknownSize ? there : Math.Min(size, there);
        if (id != s_list)
        {
            _chunks.Add(new Chunk(id, data, actual));
        }

        return (size & 1) == 0 || size > there ? data + actual : AfterOddChunk(id, data + actual);
    }

    /// <summary>
    /// Behind an odd size there is a pad byte by the specification and none in some banks of the AWE32's day; and a size may be odd
    /// because it is one too large. The next header tells: a known id decides, else a plausible one, else the specification.
    /// </summary>
    private long AfterOddChunk(FourCC id, long end)
    {
        Span<byte> around = stackalloc byte[6];
        around = around[..source.ReadFully(end - 1, around)];
        if (around.Length < 6 || BankChunks.IsKnown(FourCC.Read(around[2..])))
        {
            return end + 1;
        }

        if (BankChunks.IsKnown(FourCC.Read(around[1..])))
        {
            return end;
        }

        if (BankChunks.IsKnown(FourCC.Read(around)))
        {
            warnings.Add($"chunk {id} before offset {end} says one byte more than it has");
            return end - 1;
        }

        var isPadded = FourCC.Read(around[2..]).IsPlausible || !FourCC.Read(around[1..]).IsPlausible;
        return isPadded ? end + 1 : end;
    }

    private void FindTables()
    {
        var offset = TableSearch.FindLast(source);
        if (offset < 0)
        {
            throw Refusal.Of(source, $"no list 'pdta' (presets, instruments, samples) in {source.Length} bytes, expected behind 'INFO' and 'sdta'");
        }

        warnings.Add($"the chain of chunks does not lead to the list 'pdta': found it at offset {offset}");
        _chunks.EndSampleDataAt(offset);
        _listEnd = 0;
        WalkChain(offset, source.Length);
    }
}
