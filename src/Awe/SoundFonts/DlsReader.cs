using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// Reads a bank of Downloadable Sounds, level 1 or 2, into the map that SoundFonts have, so that nobody behind the reader needs to know of it.
/// </summary>
internal static class DlsReader
{
    private const int FrameHeaderBytes = 12;
    private const int WindowBytes = 4096;

    /// <summary>The bank, and the bytes that are to stand behind the file.</summary>
    /// <exception cref="InvalidDataException">The source has no instruments or no waves.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public static (SoundFontTables Bank, ReadOnlyMemory<byte> Behind) Read(IByteSource source, WarningList warnings)
    {
        var (info, lists) = ReadTop(source, warnings);
        var instruments = DlsInstrumentReader.Read(source, lists.Instruments, warnings);
        var pool = DlsWavePool.Read(source, lists.Waves, lists.WaveTable, warnings);
        var samples = new DlsSamples(source, [.. pool.Waves], LoopsOf(instruments.Instruments, pool), warnings);
        var zones = new DlsZones(pool, samples.Headers);
        foreach (var instrument in instruments.Instruments)
        {
            zones.Add(instrument);
        }

        zones.Warn(warnings);
        return (zones.ToTables(info with { DlsLevel = instruments.IsLevel2 ? 2 : 1 }, samples.Data), samples.Behind);
    }

    private static (SoundFontInfo Info, Lists Lists) ReadTop(IByteSource source, WarningList warnings)
    {
        var chunks = new DlsChunks(source, WindowBytes);
        var info = new SoundFontInfo { Engine = "" };
        (DlsChunk? instruments, DlsChunk? waves, DlsChunk? table) = (null, null, null);
        foreach (var chunk in chunks.Within(new DlsChunk(FourCC.Of("DLS "), IsList: true, FrameHeaderBytes, source.Length)))
        {
            if (chunk.IsList && chunk.Is("INFO"))
            {
                info = DlsTexts.Read(chunks, chunk, info);
            }

            instruments ??= chunk.IsList && chunk.Is("lins") ? chunk : null;
            waves ??= chunk.IsList && chunk.Is("wvpl") ? chunk : null;
            table ??= chunk.Is("ptbl") ? chunk : null;
        }

        chunks.Warn(warnings, "bank's own");
        return (info, new Lists(instruments ?? throw Lacking(source, "'lins' (instruments)"), waves ?? throw Lacking(source, "'wvpl' (waves)"), table));
    }

    private static InvalidDataException Lacking(IByteSource source, string list) =>
        Refusal.Of(source, $"no list {list} in {source.Length} bytes, expected behind the header of the DLS bank");

    /// <summary>
    /// The loop that each sample's header tells of: the wave's own, else that of the first region which gives it one. Regions with another one say so by
    /// their distance from it.
    /// </summary>
    private static DlsLoop?[] LoopsOf(List<DlsInstrument> instruments, DlsWavePool pool)
    {
        var loops = pool.Waves.Select(wave => wave.Sample?.Loop is { } own && own.Inside(wave.Points) is not null ? own : (DlsLoop?)null).ToArray();
        foreach (var region in instruments.SelectMany(instrument => instrument.Regions))
        {
            if (pool.IndexOf(region.Wave) is >= 0 and var wave && region.Sample?.Loop is { } loop && loop.Inside(pool.Waves[wave].Points) is not null)
            {
                loops[wave] ??= loop;
            }
        }

        return loops;
    }

    private readonly record struct Lists(DlsChunk Instruments, DlsChunk Waves, DlsChunk? WaveTable);
}
