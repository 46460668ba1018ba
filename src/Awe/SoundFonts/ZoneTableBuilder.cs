namespace Awe.SoundFonts;

/// <summary>Collects the zones of one level into its bag, modulator and generator tables.</summary>
internal sealed class ZoneTableBuilder(GeneratorType targetType, int targets)
{
    private readonly List<(ushort Generator, ushort Modulator)> _bags = [];
    private readonly List<Generator> _generators = [];
    private readonly List<Modulator> _modulators = [];

    /// <summary>Adds an item's zones and returns the index of the first, where the terminal record (no zones) points past the last.</summary>
    public ushort Add(ReadOnlySpan<ZoneBuilder> zones)
    {
        var first = Index(_bags.Count, "zones");
        foreach (var zone in zones)
        {
            AddBag();
            AddGenerators(zone);
            _modulators.AddRange(zone.Modulators);
        }

        return first;
    }

    /// <summary>Writes bag, mod and gen chunks, each with its terminal record.</summary>
    public void WriteChunks(BinaryWriter writer, char level)
    {
        AddBag();
        ChunkWriter.Chunk(writer, level + "bag", ChunkWriter.Compose(WriteBags));
        ChunkWriter.Chunk(writer, level + "mod", ChunkWriter.Compose(WriteModulators));
        ChunkWriter.Chunk(writer, level + "gen", ChunkWriter.Compose(WriteGenerators));
    }

    public static void Write(BinaryWriter writer, Modulator modulator)
    {
        writer.Write(modulator.Source);
        writer.Write(modulator.Destination);
        writer.Write(modulator.Amount);
        writer.Write(modulator.AmountSource);
        writer.Write(modulator.Transform);
    }

    private void AddBag() => _bags.Add((Index(_generators.Count, "generators"), Index(_modulators.Count, "modulators")));

    private void AddGenerators(ZoneBuilder zone)
    {
        _generators.AddRange(zone.Generators.OrderBy(g => Rank(g.Type)));
        if (zone.Target is not { } target)
        {
            return;
        }

        if ((uint)target >= (uint)targets)
        {
            throw new InvalidOperationException($"a zone wants {targetType} {target}; there are {targets}");
        }

        _generators.Add(new Generator(targetType, unchecked((short)target)));
    }

    // keyRange comes first, velRange next; OrderBy is stable, so the others keep their order.
    private static int Rank(GeneratorType type) => type switch
    {
        GeneratorType.KeyRange => 0,
        GeneratorType.VelocityRange => 1,
        _ => 2,
    };

    private ushort Index(int count, string what) => count <= ushort.MaxValue
        ? (ushort)count
        : throw new InvalidOperationException($"more than {ushort.MaxValue} {what} do not fit the 16-bit indices of {targetType} zones");

    private void WriteBags(BinaryWriter writer)
    {
        foreach (var (generator, modulator) in _bags)
        {
            writer.Write(generator);
            writer.Write(modulator);
        }
    }

    private void WriteModulators(BinaryWriter writer)
    {
        foreach (var modulator in _modulators.Append(default))
        {
            Write(writer, modulator);
        }
    }

    private void WriteGenerators(BinaryWriter writer)
    {
        foreach (var generator in _generators.Append(default))
        {
            writer.Write((ushort)generator.Type);
            writer.Write(generator.Amount);
        }
    }
}
