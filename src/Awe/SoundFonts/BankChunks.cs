namespace Awe.SoundFonts;

/// <summary>The chunks of a bank that the reader knows, by id. Of two with one id the first counts.</summary>
internal sealed class BankChunks
{
    private static readonly HashSet<FourCC> s_known =
    [
        .. new[]
        {
            "LIST", "ifil", "isng", "INAM", "irom", "iver", "ICRD", "IENG", "IPRD", "ICOP", "ICMT", "ISFT", "DMOD",
            "smpl", "smpo", "sm24", "snam", "phdr", "pbag", "pmod", "pgen", "inst", "ibag", "imod", "igen", "shdr",
        }.Select(FourCC.Of),
    ];

    private readonly Dictionary<FourCC, Chunk> _chunks = [];

    /// <summary>Chunks whose id had been met before.</summary>
    public int Repeated { get; private set; }

    /// <summary>Offset of the header of LIST pdta, or -1.</summary>
    public long TablesOffset { get; set; } = -1;

    /// <summary>The chunks of LIST xdta, which have the same ids as those of LIST pdta; null where the bank has none.</summary>
    public BankChunks? Extension { get; set; }

    public static bool IsKnown(FourCC id) => s_known.Contains(id);

    public void Add(Chunk chunk)
    {
        if (IsKnown(chunk.Id) && !_chunks.TryAdd(chunk.Id, chunk))
        {
            Repeated++;
        }
    }

    public Chunk? Find(string id) => _chunks.TryGetValue(FourCC.Of(id), out var chunk) ? chunk : null;

    /// <summary>Ends the sample data where something else begins: its own size was wrong.</summary>
    public void EndSampleDataAt(long offsetBytes)
    {
        if (Find("smpl") is { } samples && samples.OffsetBytes < offsetBytes)
        {
            _chunks[samples.Id] = samples with { SizeBytes = offsetBytes - samples.OffsetBytes };
        }
    }
}
