namespace Awe.SoundFonts;

/// <summary>Takes from zones what was meant for the ROM's own sample and not for the one that stands in for it: their address offsets.</summary>
internal static class StandInZones
{
    private static ReadOnlySpan<GeneratorType> Offsets =>
    [
        GeneratorType.StartAddressOffset, GeneratorType.EndAddressOffset, GeneratorType.StartLoopAddressOffset, GeneratorType.EndLoopAddressOffset,
        GeneratorType.StartAddressCoarseOffset, GeneratorType.EndAddressCoarseOffset, GeneratorType.StartLoopAddressCoarseOffset,
        GeneratorType.EndLoopAddressCoarseOffset,
    ];

    public static SoundFontTables Settle(SoundFontTables bank)
    {
        var zones = (Zone[])bank.InstrumentZones.Clone();
        var generators = new List<Generator>(bank.InstrumentGenerators);
        foreach (var instrument in bank.Instruments)
        {
            var global = instrument.Global is { } zone ? bank.InstrumentGenerators.AsSpan(zone.FirstGenerator, zone.GeneratorCount) : [];
            foreach (ref var local in zones.AsSpan(instrument.FirstZone, instrument.ZoneCount))
            {
                if (bank.Samples[local.Target].StandIn is not null)
                {
                    var own = bank.InstrumentGenerators.AsSpan(local.FirstGenerator, local.GeneratorCount);
                    local = AddressOffsets.Of(global, own).IsZero ? local : local with { FirstGenerator = generators.Count, GeneratorCount = AddWithout(own, generators) };
                }
            }
        }

        return bank with { InstrumentZones = zones, InstrumentGenerators = [.. generators] };
    }

    // Offsets of 0, which the global zone's cannot come through.
    private static int AddWithout(ReadOnlySpan<Generator> own, List<Generator> generators)
    {
        var first = generators.Count;
        foreach (var generator in own)
        {
            if (!Offsets.Contains(generator.Type))
            {
                generators.Add(generator);
            }
        }

        foreach (var offset in Offsets)
        {
            generators.Add(new Generator(offset, 0));
        }

        return generators.Count - first;
    }
}
