namespace Awe.SoundFonts;

/// <summary>
/// Turns the connections of one articulation into generators and modulators. Nearly all have a counterpart: both formats come from the same synthesizers
/// and agree on units and curves. What has none is left out and counted. One thread; one articulation each.
/// </summary>
/// <remarks>
/// Scaling by key or velocity becomes a modulator, not one of the generators for it: a modulator counts keys from 0 as DLS does, generators count from 60.
/// </remarks>
internal sealed class DlsArticulator
{
    // With the defaults they must find room in a voice; real ones have a handful.
    private const int MostModulators = 48;

    private const double FullLevel = 1000;

    // Keys and velocities count in 128ths.
    private const double Positions = 128;

    private readonly double[] _amounts = new double[(int)GeneratorType.EndOperator];
    private readonly List<Modulator> _modulators = [];
    private ulong _set;
    private double _gainCentibels;
    private double _pitchCents;

    /// <summary>Connections that SoundFont 2 has no words for.</summary>
    public int LeftOut { get; private set; }

    public void Add(DlsConnection connection)
    {
        if (IsOfNoConcern(connection))
        {
            return;
        }

        // An oscillator or envelope is the source in SoundFont 2, and so is what stands alone.
        if (connection.Source == DlsSource.None || (IsInner(connection.Control) && !IsInner(connection.Source)))
        {
            connection = connection.Swapped();
        }

        if (!(connection switch
        {
            _ when IsInner(connection.Source) => TryAddDepth(connection),
            { Source: DlsSource.None } => TryAddConstant(connection),
            { Source: DlsSource.Key, Control: DlsSource.None, Destination: DlsDestination.Pitch } => TryAddKeyScale(connection),
            _ => TryAddModulator(connection),
        }))
        {
            LeftOut++;
        }
    }

    public DlsArticulation ToArticulation()
    {
        AddDefault(GeneratorType.FrequencyModLfo, DlsDefaults.LfoFrequency);
        AddDefault(GeneratorType.FrequencyVibLfo, DlsDefaults.LfoFrequency);
        AddDefault(GeneratorType.DelayModLfo, DlsDefaults.LfoDelay);
        AddDefault(GeneratorType.DelayVibLfo, DlsDefaults.LfoDelay);
        var generators = new List<Generator>();
        for (var i = 0; i < _amounts.Length; i++)
        {
            if (Has((GeneratorType)i))
            {
                generators.Add(new Generator((GeneratorType)i, Round(_amounts[i])));
            }
        }

        return new DlsArticulation
        {
            Generators = [.. generators],
            Modulators = [.. _modulators, .. DlsDefaults.Modulators.Where(IsReplaced).Select(replaced => replaced with { Amount = 0 })],
            PitchCents = _pitchCents,
            GainCentibels = _gainCentibels,
        };
    }

    public static short Round(double amount) => (short)Math.Clamp(Math.Round(amount), short.MinValue, short.MaxValue);

    private static bool IsInner(ushort source) => source is DlsSource.Lfo or DlsSource.Vibrato or DlsSource.ModulationEnvelope;

    /// <summary>What any voice does by itself (its envelope, the channel's tuning, the fade of a stolen note), and what is reserved.</summary>
    private static bool IsOfNoConcern(in DlsConnection connection) =>
        connection.Source is DlsSource.VolumeEnvelope or DlsSource.FineTuning or DlsSource.CoarseTuning
        || connection.Destination is DlsDestination.None or DlsDestination.Reserved or DlsDestination.VolumeReserved
            or DlsDestination.ModulationReserved or DlsDestination.VolumeShutdown
        || connection is { Source: DlsSource.Key, Destination: DlsDestination.Key, Scale: 100 * Positions };

    private bool TryAddDepth(in DlsConnection connection)
    {
        GeneratorType? depth = (connection.Source, connection.Destination) switch
        {
            (DlsSource.Lfo, DlsDestination.Pitch) => GeneratorType.ModLfoToPitch,
            (DlsSource.Lfo, DlsDestination.Cutoff) => GeneratorType.ModLfoToFilterCutoff,
            (DlsSource.Lfo, DlsDestination.Gain) => GeneratorType.ModLfoToVolume,
            (DlsSource.Vibrato, DlsDestination.Pitch) => GeneratorType.VibLfoToPitch,
            (DlsSource.ModulationEnvelope, DlsDestination.Pitch) => GeneratorType.ModEnvToPitch,
            (DlsSource.ModulationEnvelope, DlsDestination.Cutoff) => GeneratorType.ModEnvToFilterCutoff,
            _ => null,
        };
        var isEnvelope = connection.Source == DlsSource.ModulationEnvelope;
        if (depth is not { } generator || connection.Transform.IsSourceCurved || (isEnvelope && connection.Transform.Source != 0))
        {
            return false;
        }

        var scale = connection.Transform.IsSourceInverted ? -connection.Scale : connection.Scale;
        if (connection.Control == DlsSource.None)
        {
            Sum(generator, scale);
            return true;
        }

        var outer = connection.Swapped() with { Control = DlsSource.None };
        return TryAddModulator(outer, generator, scale);
    }

    private bool TryAddConstant(in DlsConnection connection)
    {
        switch (connection.Destination)
        {
            case DlsDestination.Gain:
                _gainCentibels += connection.Scale;
                return true;
            case DlsDestination.Pitch:
                _pitchCents += connection.Scale;
                return true;
        }

        if (DlsParameters.GeneratorOf(connection.Destination) is not { } generator)
        {
            return false;
        }

        // Levels of DLS count from silence up, those of SoundFont 2 from the top down.
        var level = DlsParameters.PerUnit(connection.Destination) is < 0 and var perUnit && !Has(generator) ? FullLevel * -perUnit : 0;
        Sum(generator, level + (connection.Scale * DlsParameters.PerUnit(connection.Destination)));
        return true;
    }

    private bool TryAddKeyScale(in DlsConnection connection)
    {
        Sum(GeneratorType.ScaleTuning, connection.Scale / Positions);
        return connection.Scale >= 0;
    }

    private bool TryAddModulator(in DlsConnection connection) =>
        DlsParameters.GeneratorOf(connection.Destination) is { } generator
        && TryAddModulator(connection, generator, connection.Scale * DlsParameters.PerUnit(connection.Destination));

    private bool TryAddModulator(in DlsConnection connection, GeneratorType generator, double amount)
    {
        if (DlsParameters.SourceWord(connection.Source, connection.Transform.Source) is not { } source
            || DlsParameters.SourceWord(connection.Control, connection.Transform.Control) is not { } control
            || connection.Transform.Output != 0)
        {
            return false;
        }

        // A range of 127 semitones is the whole of that source in SoundFont 2, one of 128 in DLS.
        amount *= DlsSource.WheelRange == connection.Source || DlsSource.WheelRange == connection.Control ? 127.0 / 128.0 : 1;
        var modulator = new Modulator(source, (ushort)generator, Round(amount), control, 0);
        var same = _modulators.FindIndex(other => other.IsSameAs(modulator));
        if (same >= 0)
        {
            _modulators[same] = modulator with { Amount = Round(_modulators[same].Amount + amount) };
            return true;
        }

        if (_modulators.Count == MostModulators)
        {
            return false;
        }

        _modulators.Add(modulator);
        return true;
    }

    /// <summary>
    /// Whether the articulation has a connection of its own between the ends of a default one. It takes its place whatever its curve, where in SoundFont 2
    /// the two would add up unless their curves are the same.
    /// </summary>
    private bool IsReplaced(Modulator standard) =>
        _modulators.Exists(own => (byte)own.Source == (byte)standard.Source && (byte)own.AmountSource == (byte)standard.AmountSource && own.Destination == standard.Destination)
        && !_modulators.Exists(own => own.IsSameAs(standard));

    private void Sum(GeneratorType generator, double amount)
    {
        _amounts[(int)generator] += amount;
        _set |= 1UL << (int)generator;
    }

    private void AddDefault(GeneratorType generator, short amount)
    {
        if (!Has(generator))
        {
            Sum(generator, amount);
        }
    }

    private bool Has(GeneratorType generator) => (_set >> (int)generator & 1) != 0;
}
