using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// Finds the chunks of a bank by walking their headers; no chunk's data is read.
/// </summary>
/// <remarks>
/// The three lists are stepped into, not over: what counts is the chain of chunk headers, in any order, and a wrong size of a list
/// or of the RIFF frame does no harm. A list's end serves only to find the chain again where a chunk's size broke it. Where the
/// chain ends before the tables were met (sample data of more than 4 GiB, a spoiled size) they are looked for from the end of the file.
/// A size of smpl that cannot be right (none, all ones, one that lost its upper bits) is then worked out from what comes next.
/// </remarks>
/// <param name="source">The bank.</param>
/// <param name="layout">How its chunks are written.</param>
/// <param name="warnings">What was wrong.</param>
internal sealed class ChunkWalker(IByteSource source, BankLayout layout, WarningList warnings)
{
    // A bank has some twenty chunks; a file of nothing but headers must not keep us for minutes.
    private const int MaxChunks = 1 << 17;

    private const int MaxExtensionChunks = 64;

    private static readonly FourCC s_list = FourCC.Of("LIST");
    private static readonly FourCC s_info = FourCC.Of("INFO");
    private static readonly FourCC s_sampleData = FourCC.Of("sdta");
    private static readonly FourCC s_tables = FourCC.Of("pdta");
    private static readonly FourCC s_extension = FourCC.Of("xdta");
    private static readonly FourCC s_points = FourCC.Of("smpl");
    private static readonly FourCC s_largeSizes = FourCC.Of("ds64");

    private readonly BankChunks _chunks = new();
    private readonly LargeSizes _largeSizes = new();
    private long _listEnd;
    private FourCC _passed;

    /// <exception cref="InvalidDataException">The source has no tables.</exception>
    public BankChunks Walk()
    {
        WalkChain(layout.ListHeaderBytes, layout.FrameEnd);
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
        Span<byte> header = stackalloc byte[BankLayout.MostHeaderBytes];
        header = header[..layout.HeaderBytes];
        for (var met = 0; position + header.Length <= source.Length; met++)
        {
            if (met == MaxChunks)
            {
                warnings.Add($"more than {MaxChunks} chunks before offset {position}: the others are ignored");
                return;
            }

            var id = source.ReadFully(position, header) < header.Length ? default : FourCC.Read(header);
            if (!id.IsPlausible)
            {
                if (!TryResume(id, ref position, frameEnd))
                {
                    return;
                }
            }
            else
            {
                var size = layout.ReadSize(header);
                position = id == s_list && TryEnterList(position, size) ? position + layout.ListHeaderBytes : Pass(id, position, size);
            }
        }
    }

    private bool TryResume(FourCC found, ref long position, long frameEnd)
    {
        if (position < _listEnd)
        {
            if (_passed == s_points && _chunks.Find("smpl") is { SizeBytes: 0 })
            {
                _chunks.EndSampleDataAt(_listEnd);
            }

            warnings.Add($"found {found} at offset {position}, expected a chunk: went on at {_listEnd}, the end of the list");
            position = _listEnd;
            _listEnd = 0;
            return true;
        }

        if (IsLostSampleData(position))
        {
            warnings.Add($"chunk 'smpl' says less than it has: taken to the end of the file");
            _chunks.EndSampleDataAt(source.Length);
        }
        else if (position < frameEnd)
        {
            warnings.Add($"found {found} at offset {position}, expected a chunk: ignored from there");
        }

        return false;
    }

    /// <summary>
    /// Whether what lies behind smpl, the last of all chunks, is more of it: its size is none, or has lost its upper bits, so that just
    /// a multiple of 4 GiB is left. (Before the tables it is their place that tells.)
    /// </summary>
    private bool IsLostSampleData(long position) =>
        _passed == s_points && _chunks.TablesOffset >= 0 && _chunks.Find("smpl") is { } samples
        && (samples.SizeBytes == 0 || (layout.SizeFieldBytes == 4 && (source.Length - position) % (1L << 32) == 0));

    private bool TryEnterList(long position, long size)
    {
        Span<byte> letters = stackalloc byte[4];
        var type = source.ReadFully(position + layout.HeaderBytes, letters) < letters.Length ? default : FourCC.Read(letters);
        if (type == s_extension)
        {
            _chunks.Extension ??= WalkExtension(position + layout.ListHeaderBytes, size);
        }

        if (type != s_info && type != s_sampleData && type != s_tables)
        {
            return false;
        }

        var there = source.Length - position - layout.HeaderBytes;
        if (size > there)
        {
            warnings.Add($"list {type} at offset {position} says {size} bytes, the file ends after {there}");
        }

        _listEnd = size == BankLayout.UnknownSize || size > there ? 0 : position + layout.HeaderBytes + size;
        if (type == s_tables && _chunks.TablesOffset < 0)
        {
            _chunks.TablesOffset = position;
        }

        return true;
    }

    /// <summary>A list inside INFO, which readers that do not know it skip; its size must be right, since its ids come again in pdta.</summary>
    private BankChunks WalkExtension(long position, long size)
    {
        Span<byte> header = stackalloc byte[BankLayout.MostHeaderBytes];
        header = header[..layout.HeaderBytes];
        var end = Math.Min(position - 4 + Math.Max(size, 0), source.Length);
        var chunks = new BankChunks();
        for (var met = 0; met < MaxExtensionChunks && position + header.Length <= end && source.ReadFully(position, header) == header.Length; met++)
        {
            var data = position + header.Length;
            var bytes = layout.ReadSize(header);
            if (bytes == BankLayout.UnknownSize || bytes > end - data)
            {
                break;
            }

            chunks.Add(new Chunk(FourCC.Read(header), data, bytes));
            position = data + bytes + (bytes & 1);
        }

        return chunks;
    }

    private long Pass(FourCC id, long position, long size)
    {
        var data = position + layout.HeaderBytes;
        var there = source.Length - data;
        size = size == BankLayout.UnknownSize ? _largeSizes.Of(id) : size;
        if (size > there)
        {
            warnings.Add($"chunk {id} at offset {position} says {size} bytes, the file ends after {there}");
        }

        var actual = size == BankLayout.UnknownSize ? there : Math.Min(size, there);
        Take(id, new Chunk(id, data, actual));
        return (actual & 1) == 0 || actual == there ? data + actual : AfterOddChunk(id, data + actual);
    }

    private void Take(FourCC id, Chunk chunk)
    {
        _passed = id;
        if (id == s_largeSizes)
        {
            _largeSizes.Read(source, chunk);
        }
        else if (id != s_list)
        {
            _chunks.Add(chunk);
        }
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
        var offset = TableSearch.FindLast(source, layout.HeaderBytes);
        if (offset < 0)
        {
            throw Refusal.Of(source, $"no list 'pdta' (presets, instruments, samples) in {source.Length} bytes, expected behind 'INFO' and 'sdta'");
        }

        warnings.Add($"the chain of chunks does not lead to the list 'pdta': found it at offset {offset}");
        if (_passed == s_points || _chunks.Find("smpl") is { } samples && samples.OffsetBytes + samples.SizeBytes > offset)
        {
            _chunks.EndSampleDataAt(offset);
        }

        _listEnd = 0;
        WalkChain(offset, source.Length);
    }
}
