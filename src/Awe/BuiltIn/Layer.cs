using Awe.SoundFonts;

namespace Awe.BuiltIn;

/// <summary>
/// One sound of a patch and how it is played, in units of the ear; the bank's own units are made here and nowhere else.
/// A layer becomes an instrument of the bank: a global zone with the articulation, and a zone for each root key.
/// </summary>
internal sealed record Layer(WaveSet Waves)
{
    // Velocity 127 leaves the filter where CutoffHz says, softer strokes close it (specification 8.4.2).
    private const int VelocityDown = 0x0102;
    private const int KeyBothWays = 0x0203;
    private const double TimecentsOf60Db = 96.0 / 60;

    /// <summary>Louder or softer than a plain tone, which sounds as loud as any other.</summary>
    public double LevelDb { get; init; }

    public int TuneCents { get; init; }

    /// <summary>-100 left to 100 right.</summary>
    public int Pan { get; init; }

    public double ReverbPercent { get; init; } = 12;

    public double ChorusPercent { get; init; }

    public int LowKey { get; init; }

    public int HighKey { get; init; } = 127;

    /// <summary>Whether every key sounds the root's pitch: drums and noises.</summary>
    public bool IsFixedPitch { get; init; }

    /// <summary>Silence before the attack.</summary>
    public double DelaySeconds { get; init; }

    public double AttackSeconds { get; init; }

    public double HoldSeconds { get; init; }

    /// <summary>Time to fall by 60 dB at key 60, were there no sustain; 0 is no decay.</summary>
    public double DecaySeconds { get; init; }

    /// <summary>How many times shorter the decay is an octave up.</summary>
    public double DecayPerOctave { get; init; } = 1;

    /// <summary>How far the decay goes while the key is held.</summary>
    public double SustainDb { get; init; } = 100;

    /// <summary>Time to fall by 60 dB after the key.</summary>
    public double ReleaseSeconds { get; init; } = 0.2;

    /// <summary>Low pass at velocity 127 (and at key 64, if it follows keys); 0 is open.</summary>
    public double CutoffHz { get; init; }

    public double ResonanceDb { get; init; }

    /// <summary>How far the softest stroke closes the filter.</summary>
    public int VelocityToCutoffCents { get; init; } = 2400;

    /// <summary>How much of a key's distance from 64 moves the filter: 1 is all of it.</summary>
    public double CutoffPerKey { get; init; }

    /// <summary>The second envelope: how far it opens the filter, how far it bends the pitch, and its times.</summary>
    public int EnvelopeToCutoffCents { get; init; }

    public int EnvelopeToPitchCents { get; init; }

    public double EnvelopeAttackSeconds { get; init; }

    public double EnvelopeDecaySeconds { get; init; }

    public double EnvelopeSustain { get; init; }

    public double VibratoHz { get; init; } = 5.4;

    public int VibratoCents { get; init; }

    public double VibratoDelaySeconds { get; init; } = 0.5;

    /// <summary>The other oscillator: loudness, filter and pitch in time.</summary>
    public double TremoloHz { get; init; } = 5;

    public double TremoloDb { get; init; }

    public int TremoloToCutoffCents { get; init; }

    public int TremoloToPitchCents { get; init; }

    public double TremoloDelaySeconds { get; init; }

    /// <summary>Notes of one class silence each other: the two hats of a drum kit. 0 is none.</summary>
    public int ExclusiveClass { get; init; }

    /// <summary>The global zone: everything but the samples.</summary>
    public ZoneBuilder Articulation()
    {
        var zone = new ZoneBuilder();
        SetPlace(zone);
        SetVolumeEnvelope(zone);
        SetFilter(zone);
        SetSecondEnvelope(zone);
        SetOscillators(zone);
        return zone;
    }

    private void SetPlace(ZoneBuilder zone)
    {
        Set(zone, GeneratorType.Pan, Pan * 5);
        Set(zone, GeneratorType.ReverbSend, (int)(ReverbPercent * 10));
        Set(zone, GeneratorType.ChorusSend, (int)(ChorusPercent * 10));
        Set(zone, GeneratorType.CoarseTune, TuneCents / 100);
        Set(zone, GeneratorType.FineTune, TuneCents % 100);
        Set(zone, GeneratorType.ExclusiveClass, ExclusiveClass);
        if (IsFixedPitch)
        {
            zone.With(GeneratorType.ScaleTuning, 0);
        }
    }

    private void SetVolumeEnvelope(ZoneBuilder zone)
    {
        SetTime(zone, GeneratorType.DelayVolEnv, DelaySeconds);
        SetTime(zone, GeneratorType.AttackVolEnv, AttackSeconds);
        SetTime(zone, GeneratorType.HoldVolEnv, HoldSeconds);
        SetTime(zone, GeneratorType.ReleaseVolEnv, ReleaseSeconds * TimecentsOf60Db);
        if (DecaySeconds > 0)
        {
            SetTime(zone, GeneratorType.DecayVolEnv, DecaySeconds * TimecentsOf60Db);
            zone.With(GeneratorType.SustainVolEnv, (int)(SustainDb * 10));
            Set(zone, GeneratorType.KeyToVolEnvDecay, (int)Math.Round(100 * Math.Log2(DecayPerOctave)));
        }
    }

    private void SetFilter(ZoneBuilder zone)
    {
        if (CutoffHz == 0)
        {
            return;
        }

        zone.With(GeneratorType.InitialFilterCutoff, Math.Clamp(AbsoluteCents(CutoffHz), 1500, 13500));
        Set(zone, GeneratorType.InitialFilterQ, (int)(ResonanceDb * 10));
        SetModulator(zone, VelocityDown, -VelocityToCutoffCents);
        SetModulator(zone, KeyBothWays, (int)(6400 * CutoffPerKey));
    }

    private void SetSecondEnvelope(ZoneBuilder zone)
    {
        if (EnvelopeToCutoffCents == 0 && EnvelopeToPitchCents == 0)
        {
            return;
        }

        Set(zone, GeneratorType.ModEnvToFilterCutoff, EnvelopeToCutoffCents);
        Set(zone, GeneratorType.ModEnvToPitch, EnvelopeToPitchCents);
        SetTime(zone, GeneratorType.AttackModEnv, EnvelopeAttackSeconds);
        SetTime(zone, GeneratorType.DecayModEnv, EnvelopeDecaySeconds);
        SetTime(zone, GeneratorType.ReleaseModEnv, ReleaseSeconds * TimecentsOf60Db);
        zone.With(GeneratorType.SustainModEnv, (int)((1 - EnvelopeSustain) * 1000));
    }

    private void SetOscillators(ZoneBuilder zone)
    {
        zone.With(GeneratorType.FrequencyVibLfo, AbsoluteCents(VibratoHz));
        SetTime(zone, GeneratorType.DelayVibLfo, VibratoDelaySeconds);
        Set(zone, GeneratorType.VibLfoToPitch, VibratoCents);
        if (TremoloDb == 0 && TremoloToCutoffCents == 0 && TremoloToPitchCents == 0)
        {
            return;
        }

        zone.With(GeneratorType.FrequencyModLfo, AbsoluteCents(TremoloHz));
        SetTime(zone, GeneratorType.DelayModLfo, TremoloDelaySeconds);
        Set(zone, GeneratorType.ModLfoToVolume, (int)(TremoloDb * 10));
        Set(zone, GeneratorType.ModLfoToFilterCutoff, TremoloToCutoffCents);
        Set(zone, GeneratorType.ModLfoToPitch, TremoloToPitchCents);
    }

    private static void Set(ZoneBuilder zone, GeneratorType type, int amount)
    {
        if (amount != 0)
        {
            zone.With(type, amount);
        }
    }

    private static void SetTime(ZoneBuilder zone, GeneratorType type, double seconds)
    {
        if (seconds > 0.001)
        {
            zone.With(type, (int)Math.Round(1200 * Math.Log2(seconds)));
        }
    }

    private static void SetModulator(ZoneBuilder zone, int source, int amount)
    {
        if (amount != 0)
        {
            zone.Modulate(source, GeneratorType.InitialFilterCutoff, amount);
        }
    }

    private static int AbsoluteCents(double hz) => (int)Math.Round(1200 * Math.Log2(hz / 8.17579891564));
}
