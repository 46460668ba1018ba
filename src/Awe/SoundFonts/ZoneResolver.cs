namespace Awe.SoundFonts;

/// <summary>
/// Turns the records of one level into zones: which are global, which are local, what each holds (specification 7.3, 7.7, 9.4).
/// Generators are copied, without those that mean nothing here and each operator once (the last amount wins);
/// modulators stay the table they were.
/// </summary>
internal sealed class ZoneResolver
{
    private readonly ZoneLevel _level;
    private readonly ZoneRecord[] _records;
    private readonly Generator[] _allGenerators;
    private readonly int _targets;
    private readonly WarningList _warnings;
    private readonly IndexRanges _zoneRanges;
    private readonly IndexRanges _generatorRanges;
    private readonly IndexRanges _modulatorRanges;
    private readonly List<Zone> _zones;
    private readonly List<Generator> _generators;
    private int _misplacedRanges;

    public ZoneResolver(
        ZoneLevel level, ZoneRecord[] records, Generator[] generators, Modulator[] modulators, int targets, WarningList warnings)
    {
        _level = level;
        _records = records;
        _allGenerators = generators;
        Modulators = modulators;
        _targets = targets;
        _warnings = warnings;

        // The last bag is terminal; generators and modulators may lack their terminal record.
        _zoneRanges = new IndexRanges(records.Length - 1);
        _generatorRanges = new IndexRanges(generators.Length);
        _modulatorRanges = new IndexRanges(modulators.Length);
        _zones = new List<Zone>(records.Length);
        _generators = new List<Generator>(generators.Length);
    }

    /// <summary>All modulator records; zones count by this table.</summary>
    public Modulator[] Modulators { get; }

    /// <summary>The local zones of all items, one item behind the other.</summary>
    public Zone[] ZonesToArray() => [.. _zones];

    /// <summary>The generators that the zones kept; zones count by this table.</summary>
    public Generator[] GeneratorsToArray() => [.. _generators];

    /// <summary>Resolves the zones of every item but the terminal one.</summary>
    public ResolvedItem[] Resolve(ItemRecord[] items)
    {
        var resolved = new ResolvedItem[items.Length - 1];
        if (resolved.Length > 0 && items[0].FirstZone > 0)
        {
            _warnings.Add($"{_level.Name} zones 0..{items[0].FirstZone - 1} belong to no {_level.Name}: ignored");
        }

        for (var i = 0; i < resolved.Length; i++)
        {
            resolved[i] = ResolveItem(i, items[i], items[i + 1].FirstZone);
        }

        if (_misplacedRanges > 0)
        {
            _warnings.Add($"{_misplacedRanges} {_level.Name} zones have a range that is not first: honoured");
        }

        return resolved;
    }

    private ResolvedItem ResolveItem(int index, ItemRecord record, int nextZone)
    {
        var firstLocal = _zones.Count;
        var count = _zoneRanges.Claim(record.FirstZone, nextZone);
        if (count != nextZone - record.FirstZone)
        {
            var (zones, has) = (_records.Length - 1, Math.Max(count, 0));
            _warnings.Add($"{_level.Name} {index} '{record.Name}' claims zones {record.FirstZone} to {nextZone} of {zones}: has {has}");
        }

        Zone? global = null;
        for (var i = 0; i < count; i++)
        {
            var firstGenerator = _generators.Count;
            var zone = ReadZone(record.FirstZone + i, global);
            if (zone.Target >= 0 && zone.Target < _targets)
            {
                _zones.Add(zone);
            }
            else if (zone.Target < 0 && i == 0)
            {
                global = zone is { GeneratorCount: 0, ModulatorCount: 0 } && !HasRange(zone) ? null : zone;
            }
            else
            {
                _generators.RemoveRange(firstGenerator, _generators.Count - firstGenerator);
                WarnOfIgnored(index, record.Name, i, zone.Target);
            }
        }

        return new ResolvedItem(global, firstLocal, _zones.Count - firstLocal);
    }

    private static bool HasRange(in Zone zone) => zone is not { KeyLow: 0, KeyHigh: 127, VelocityLow: 0, VelocityHigh: 127 };

    private void WarnOfIgnored(int index, string name, int zone, int target)
    {
        if (target < 0)
        {
            _warnings.Add($"zone {zone} of {_level.Name} {index} '{name}' names no {_level.TargetName}: ignored");
        }
        else
        {
            _warnings.Add($"zone {zone} of {_level.Name} {index} '{name}' names {_level.TargetName} {target} of {_targets}: ignored");
        }
    }

    private Zone ReadZone(int index, Zone? global)
    {
        var (record, next) = (_records[index], _records[index + 1]);
        var firstGenerator = _generators.Count;
        var (keys, velocities, target) = ReadGenerators(ClaimGenerators(index, record.FirstGenerator, next.FirstGenerator));
        var modulators = _modulatorRanges.Claim(record.FirstModulator, next.FirstModulator);
        if (modulators < 0)
        {
            _warnings.Add($"{_level.Name} zone {index} claims modulators {record.FirstModulator} to {next.FirstModulator}: has none");
        }

        // A range that a zone lacks is its global zone's.
        keys ??= global is { } g ? (g.KeyLow, g.KeyHigh) : ((byte)0, (byte)127);
        velocities ??= global is { } v ? (v.VelocityLow, v.VelocityHigh) : ((byte)0, (byte)127);
        return new Zone
        {
            KeyLow = keys.Value.Low,
            KeyHigh = keys.Value.High,
            VelocityLow = velocities.Value.Low,
            VelocityHigh = velocities.Value.High,
            Target = target,
            FirstGenerator = firstGenerator,
            GeneratorCount = _generators.Count - firstGenerator,
            FirstModulator = modulators > 0 ? record.FirstModulator : 0,
            ModulatorCount = Math.Max(modulators, 0),
        };
    }

    private ReadOnlySpan<Generator> ClaimGenerators(int zone, int first, int next)
    {
        var count = _generatorRanges.Claim(first, next);
        if (count < 0)
        {
            _warnings.Add($"{_level.Name} zone {zone} claims generators {first} to {next}: has none");
        }

        return count > 0 ? _allGenerators.AsSpan(first, count) : [];
    }

    /// <summary>Copies the generators up to the one that names the target; what stands behind that is no part of the zone.</summary>
    private ((byte Low, byte High)? Keys, (byte Low, byte High)? Velocities, int Target) ReadGenerators(ReadOnlySpan<Generator> generators)
    {
        (byte Low, byte High)? keys = null;
        (byte Low, byte High)? velocities = null;
        Span<int> places = stackalloc int[64];
        places.Fill(-1);
        for (var i = 0; i < generators.Length; i++)
        {
            var generator = generators[i];
            if (generator.Type == _level.TargetType)
            {
                return (keys, velocities, (ushort)generator.Amount);
            }

            switch (generator.Type)
            {
                case GeneratorType.KeyRange:
                    keys = Range(generator.Amount);
                    _misplacedRanges += i == 0 ? 0 : 1;
                    break;
                case GeneratorType.VelocityRange:
                    velocities = Range(generator.Amount);
                    _misplacedRanges += i == 0 || (i == 1 && keys is not null) ? 0 : 1;
                    break;
                default:
                    Keep(generator, places);
                    break;
            }
        }

        return (keys, velocities, -1);
    }

    private void Keep(Generator generator, Span<int> places)
    {
        if (!_level.Keeps(generator.Type))
        {
            return;
        }

        ref var place = ref places[(int)generator.Type];
        if (place >= 0)
        {
            _generators[place] = generator;
            return;
        }

        place = _generators.Count;
        _generators.Add(generator);
    }

    // The low byte is the low end (the document's prose has it backwards). Nothing is above 127: a range that begins there is empty.
    private static (byte Low, byte High) Range(short amount)
    {
        var (low, high) = ((byte)amount, (byte)(amount >> 8));
        return low > 127 ? ((byte)127, (byte)0) : (low, Math.Min(high, (byte)127));
    }
}
