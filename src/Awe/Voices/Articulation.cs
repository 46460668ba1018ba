using System.Runtime.CompilerServices;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>How a voice treats its loop (generator 54).</summary>
internal enum SampleMode
{
    /// <summary>Plays once to the end.</summary>
    OneShot = 0,

    /// <summary>Loops as long as it sounds.</summary>
    Loop = 1,

    /// <summary>Loops until the key is released, then plays on to the end.</summary>
    LoopUntilRelease = 3,
}

/// <summary>
/// One preset zone over one instrument zone, for one note: generators summed, modulators live, and the only place where the
/// specification's units become hertz, seconds and gain. Lives inside a pooled voice: fixed size, nothing is allocated.
/// Every property is computed from the present sums; a voice reads again those whose generator <see cref="Update"/> names.
/// </summary>
internal struct Articulation
{
    /// <summary>Shortest volume release, -7200 timecents (15.6 ms): a guard against clicks.</summary>
    private const float ShortestReleaseTimecents = -7200f;

    /// <summary>The least time a generator can say, -12000 timecents. As a delay or a hold it stands for none at all.</summary>
    private const float LeastTimecents = -12000f;

    private const int PointsPerCoarseOffset = 32768;

    /// <summary>
    /// Every bank is voiced for it: the first drivers made 0.04 dB of a centibel of generator 48. Modulators are not scaled.
    /// </summary>
    private const float AttenuationScale = 0.4f;

    private Values _generators;
    private ModulatorList _modulators;
    private ModulatorInputs _inputs;
    private SampleHeader _sample;
    private float _place; // where messages put the note; NaN where zones and controllers say so

    /// <summary>The key that sounds: the played one, or generator 46.</summary>
    public readonly int Key => _inputs.Key;

    /// <summary>The velocity that counts: the played one, or generator 47.</summary>
    public readonly int Velocity => _inputs.Velocity;

    private readonly ref readonly DrumKey Drum => ref _inputs.Channel.Drum(PlayedKey);

    /// <summary>The key that was struck, and whose release ends the note.</summary>
    public readonly int PlayedKey => _inputs.PlayedKey;

    /// <summary>The modulators in force, for diagnostics.</summary>
    public readonly int ModulatorCount => _modulators.Count;

    /// <summary>Modulators that are not played: those whose links lead nowhere, and those that found no room.</summary>
    public readonly int IgnoredModulators => _modulators.DroppedCount + _modulators.BrokenLinkCount;

    // ---- Pitch

    /// <summary>
    /// Interval to the recording in cents, modulators included; low-frequency oscillators, envelope and channel tuning not.
    /// </summary>
    public readonly float PitchCents =>
        (this[GeneratorType.ScaleTuning] * (Key - RootKey))
        + (100f * (this[GeneratorType.CoarseTune] + Modulation(GeneratorType.CoarseTune)))
        + this[GeneratorType.FineTune] + Modulation(GeneratorType.FineTune)
        + _sample.CorrectionCents;

    /// <summary>What a key more adds to the pitch; nothing where generator 46 fixes the key.</summary>
    public readonly float CentsPerKey => _generators[(int)GeneratorType.KeyNumber] >= 0f ? 0f : this[GeneratorType.ScaleTuning];

    public readonly int RootKey =>
        this[GeneratorType.OverridingRootKey] is >= 0 and var root ? (int)root : _sample.RootKey;

    public readonly float ModLfoToPitchCents => Total(GeneratorType.ModLfoToPitch);

    public readonly float VibLfoToPitchCents => Total(GeneratorType.VibLfoToPitch);

    public readonly float ModEnvToPitchCents => Total(GeneratorType.ModEnvToPitch);

    // ---- Filter

    /// <summary>Cutoff as absolute cents, 1500..13500, before oscillator and envelope.</summary>
    public readonly float FilterCutoffCents => Total(GeneratorType.InitialFilterCutoff);

    /// <summary>Resonance, 0..960.</summary>
    public readonly float FilterQCentibels => Total(GeneratorType.InitialFilterQ);

    public readonly float ModLfoToFilterCents => Total(GeneratorType.ModLfoToFilterCutoff);

    public readonly float ModEnvToFilterCents => Total(GeneratorType.ModEnvToFilterCutoff);

    /// <summary>Whether the filter lets everything through: wide open, without resonance, and nothing moves it.</summary>
    public readonly bool IsFilterOpen =>
        FilterCutoffCents >= 13500f && FilterQCentibels <= 0f && ModLfoToFilterCents == 0f && ModEnvToFilterCents == 0f;

    // ---- Loudness and place

    /// <summary>Attenuation before envelope and oscillator, 0..1440. Negative generators cancel other attenuation and no more.</summary>
    public readonly float AttenuationCentibels => GeneratorRules.Clip(
        GeneratorType.InitialAttenuation,
        (AttenuationScale * this[GeneratorType.InitialAttenuation]) + Modulation(GeneratorType.InitialAttenuation));

    /// <summary>What of <see cref="AttenuationCentibels"/> no controller can take away.</summary>
    public readonly float LeastAttenuationCentibels => GeneratorRules.Clip(
        GeneratorType.InitialAttenuation,
        (AttenuationScale * this[GeneratorType.InitialAttenuation]) + _modulators.LeastOf(GeneratorType.InitialAttenuation, _inputs)
        + MathF.Min(0f, _inputs.Channel.Adjustments.OffsetOf((int)GeneratorType.InitialAttenuation)));

    /// <summary><see cref="AttenuationCentibels"/> as a linear gain, and the level that messages gave the drum.</summary>
    public readonly float Gain => FastMath.CentibelsToGain(AttenuationCentibels) * Drum.Gain;

    /// <summary>Oscillator to volume in centibels: positive values are louder first.</summary>
    public readonly float ModLfoToVolumeCentibels => Total(GeneratorType.ModLfoToVolume);

    /// <summary>
    /// -500 left to 500 right; generator and controller add before they are bounded. A drum that was placed by a message is moved by the controller alone,
    /// a note in a random place by nothing.
    /// </summary>
    public readonly float Pan => float.IsNaN(_place)
        ? Total(GeneratorType.Pan)
        : GeneratorRules.Clip(GeneratorType.Pan, _place + Modulation(GeneratorType.Pan));

    /// <summary>Centibels by which balance attenuates a side: the left one when positive, the right one when negative.</summary>
    public readonly float BalanceCentibels => Total(GeneratorRules.Balance);

    /// <summary>Share sent to the reverb, 0..1.</summary>
    public readonly float ReverbSend => Total(GeneratorType.ReverbSend) / 1000f * (Drum.Reverb / 127f);

    /// <summary>Share sent to the chorus, 0..1.</summary>
    public readonly float ChorusSend => Total(GeneratorType.ChorusSend) / 1000f * (Drum.Chorus / 127f);

    /// <summary>
    /// Share sent to the delay. SoundFonts know no such generator; controller 94 gives what the default modulators of 91 and 93 give the others.
    /// </summary>
    public readonly float DelaySend => 0.2f / 127f * _inputs.Channel.Controller(Controllers.DelayDepth) * (Drum.Delay / 127f);

    // ---- Low-frequency oscillators

    public readonly float ModLfoDelaySeconds => WaitSeconds(GeneratorType.DelayModLfo);

    public readonly float ModLfoHz => FastMath.CentsToHz(Total(GeneratorType.FrequencyModLfo));

    public readonly float VibLfoDelaySeconds => WaitSeconds(GeneratorType.DelayVibLfo);

    public readonly float VibLfoHz => FastMath.CentsToHz(Total(GeneratorType.FrequencyVibLfo));

    // ---- Envelopes

    public readonly EnvelopeTimes VolumeEnvelopeTimes => new(
        WaitSeconds(GeneratorType.DelayVolEnv),
        Seconds(GeneratorType.AttackVolEnv),
        KeyedWaitSeconds(GeneratorType.HoldVolEnv, GeneratorType.KeyToVolEnvHold),
        KeyedSeconds(GeneratorType.DecayVolEnv, GeneratorType.KeyToVolEnvDecay),
        FastMath.TimecentsToSeconds(MathF.Max(ShortestReleaseTimecents, Total(GeneratorType.ReleaseVolEnv))));

    /// <summary>Attenuation of the sustain phase; 960 (the envelope's whole range) and above is silence.</summary>
    public readonly float VolumeSustainCentibels => Total(GeneratorType.SustainVolEnv);

    /// <summary>Whether a controller can raise a note that its envelope has let fall: by another sustain level, or by more tremolo.</summary>
    public readonly bool CanComeBack =>
        _modulators.IsLive(GeneratorType.SustainVolEnv) || _modulators.IsLive(GeneratorType.ModLfoToVolume);

    public readonly EnvelopeTimes ModulationEnvelopeTimes => new(
        WaitSeconds(GeneratorType.DelayModEnv),
        Seconds(GeneratorType.AttackModEnv),
        KeyedWaitSeconds(GeneratorType.HoldModEnv, GeneratorType.KeyToModEnvHold),
        KeyedSeconds(GeneratorType.DecayModEnv, GeneratorType.KeyToModEnvDecay),
        Seconds(GeneratorType.ReleaseModEnv));

    /// <summary>Level of the sustain phase, 0..1.</summary>
    public readonly float ModulationSustainLevel => 1f - (Total(GeneratorType.SustainModEnv) / 1000f);

    // ---- Sample

    /// <summary>Points from the sample header's start to the first point; modulators (often velocity) included.</summary>
    public readonly long StartOffsetPoints => Offset(GeneratorType.StartAddressOffset, GeneratorType.StartAddressCoarseOffset);

    /// <summary>Points from the header's end to the end.</summary>
    public readonly long EndOffsetPoints => Offset(GeneratorType.EndAddressOffset, GeneratorType.EndAddressCoarseOffset);

    /// <summary>Points from the header's loop start to the loop start.</summary>
    public readonly long LoopStartOffsetPoints => Offset(GeneratorType.StartLoopAddressOffset, GeneratorType.StartLoopAddressCoarseOffset);

    /// <summary>Points from the header's loop end to the loop end.</summary>
    public readonly long LoopEndOffsetPoints => Offset(GeneratorType.EndLoopAddressOffset, GeneratorType.EndLoopAddressCoarseOffset);

    public readonly SampleMode SampleMode => ((int)this[GeneratorType.SampleModes] & 3) switch
    {
        1 => SampleMode.Loop,
        3 => SampleMode.LoopUntilRelease,
        _ => SampleMode.OneShot, // 2 is "as 0" in the specification
    };

    /// <summary>Notes of one class end each other; 0 is none. A drum may have been given a group by a message.</summary>
    public readonly int ExclusiveClass => Drum.Group == DrumKey.OwnGroup ? (int)this[GeneratorType.ExclusiveClass] : Drum.Group;

    /// <summary>
    /// A generator's value without modulators: instrument and preset summed and bounded, or what an NRPN put in the place of both.
    /// </summary>
    private readonly float this[GeneratorType generator] =>
        _inputs.Channel.Adjustments.TryLive((int)generator, out var value) ? value : _generators[(int)generator];

    /// <summary>
    /// Prepares a note: resolves the generators and modulators of a pair of zones, and evaluates them with the channel as it is now.
    /// </summary>
    /// <param name="font">The bank that the rest belongs to.</param>
    /// <param name="preset">The preset, for its global zone.</param>
    /// <param name="presetZone">The preset's zone.</param>
    /// <param name="instrument">The zone's instrument, for its global zone.</param>
    /// <param name="instrumentZone">The instrument's zone.</param>
    /// <param name="defaults">Default modulators of the profile; a bank's own (DMOD) replace them before they come here.</param>
    /// <param name="channel">The channel that plays.</param>
    /// <param name="key">The key that was struck.</param>
    /// <param name="velocity">Its velocity.</param>
    public void Resolve(
        SoundFont font,
        Preset preset,
        in Zone presetZone,
        Instrument instrument,
        in Zone instrumentZone,
        ReadOnlySpan<Modulator> defaults,
        Channel channel,
        int key,
        int velocity)
    {
        _sample = font.SampleAt(instrumentZone.Target);
        SumGenerators(font, preset, presetZone, instrument, instrumentZone);
        channel.Adjustments.Override(_generators);
        _place = channel.TryPlace(key, out var place) ? place : float.NaN;
        _inputs = new ModulatorInputs(
            channel, key, Substitute(GeneratorType.KeyNumber, channel.KeyOf(key)), Substitute(GeneratorType.Velocity, velocity));
        _modulators.Build(
            defaults,
            instrument.Global is { } instrumentGlobal ? font.InstrumentModulators(instrumentGlobal) : default,
            font.InstrumentModulators(instrumentZone),
            preset.Global is { } presetGlobal ? font.PresetModulators(presetGlobal) : default,
            font.PresetModulators(presetZone),
            _inputs);
    }

    /// <summary>Whether the channel's soft pedal is down.</summary>
    public readonly bool IsSoft => _inputs.Channel.IsSoft;

    /// <summary>Another key and velocity for the same zones. Everything that is read from here may have changed.</summary>
    public void MoveTo(int key, int velocity)
    {
        _inputs = new ModulatorInputs(
            _inputs.Channel, key, Substitute(GeneratorType.KeyNumber, _inputs.Channel.KeyOf(key)), Substitute(GeneratorType.Velocity, velocity));
        _modulators.UpdateAll(_inputs);
    }

    /// <summary>
    /// Evaluates again what listens to a source that moved (an id of <see cref="ModulatorSource"/>).
    /// Returns the generators whose value changed, bit n for generator n.
    /// </summary>
    public ulong Update(byte changedSource) => _modulators.Update(changedSource, _inputs);

    /// <summary>Evaluates all modulators again. Returns the generators whose value changed, bit n for generator n.</summary>
    public ulong UpdateAll() => _modulators.UpdateAll(_inputs);

    /// <summary>What modulators, and the channel's own offset, add to a generator now, in its unit.</summary>
    public readonly float Modulation(GeneratorType generator) =>
        _modulators.SumOf(generator) + _inputs.Channel.Adjustments.OffsetOf((int)generator);

    /// <summary>A generator's value with its modulators, bounded to its useful range.</summary>
    public readonly float Total(GeneratorType generator) => GeneratorRules.Clip(generator, this[generator] + Modulation(generator));

    /// <summary>Default, replaced by the instrument's global zone, replaced by its zone; then the preset's sum is added (9.4).</summary>
    private void SumGenerators(SoundFont font, Preset preset, in Zone presetZone, Instrument instrument, in Zone instrumentZone)
    {
        for (var i = 0; i < GeneratorRules.Count; i++)
        {
            _generators[i] = GeneratorRules.DefaultOf(i);
        }

        if (instrument.Global is { } instrumentGlobal)
        {
            Set(font.InstrumentGenerators(instrumentGlobal));
        }

        Set(font.InstrumentGenerators(instrumentZone));
        AddPreset(preset.Global is { } presetGlobal ? font.PresetGenerators(presetGlobal) : default, font.PresetGenerators(presetZone));
        BoundWhatIsNotBoundedLater();
    }

    private void Set(ReadOnlySpan<Generator> records)
    {
        foreach (ref readonly var record in records)
        {
            if (GeneratorRules.IsAllowedInInstrument(record.Type))
            {
                _generators[(int)record.Type] = record.Amount;
            }
        }
    }

    private void AddPreset(ReadOnlySpan<Generator> global, ReadOnlySpan<Generator> local)
    {
        Values preset = default;
        Collect(ref preset, global);
        Collect(ref preset, local);
        for (var i = 0; i < GeneratorRules.Count; i++)
        {
            _generators[i] += preset[i];
        }
    }

    private static void Collect(ref Values preset, ReadOnlySpan<Generator> records)
    {
        foreach (ref readonly var record in records)
        {
            if (GeneratorRules.IsAllowedInPreset(record.Type))
            {
                preset[(int)record.Type] = record.Amount;
            }
        }
    }

    // Most values are bounded together with their modulators (Total). These are not: a wheel may bend further than fine tune may tune,
    // and scale tuning, root key and key scaling are used as they are.
    private void BoundWhatIsNotBoundedLater()
    {
        Bound(GeneratorType.CoarseTune);
        Bound(GeneratorType.FineTune);
        Bound(GeneratorType.ScaleTuning);
        Bound(GeneratorType.OverridingRootKey);
        Bound(GeneratorType.KeyNumber);
        Bound(GeneratorType.Velocity);
        Bound(GeneratorType.ExclusiveClass);
    }

    private void Bound(GeneratorType generator) =>
        _generators[(int)generator] = GeneratorRules.Clip(generator, _generators[(int)generator]);

    private readonly int Substitute(GeneratorType generator, int played) =>
        _generators[(int)generator] is >= 0f and var substitute ? (int)substitute : played;

    private readonly float Seconds(GeneratorType generator) => FastMath.TimecentsToSeconds(Total(generator));

    private readonly float WaitSeconds(GeneratorType generator) => WaitSeconds(generator, Total(generator));

    private readonly float KeyedWaitSeconds(GeneratorType generator, GeneratorType perKey) =>
        WaitSeconds(generator, Keyed(generator, perKey));

    private static float WaitSeconds(GeneratorType generator, float timecents) =>
        timecents <= LeastTimecents ? 0f : FastMath.TimecentsToSeconds(GeneratorRules.Clip(generator, timecents));

    private readonly float KeyedSeconds(GeneratorType generator, GeneratorType perKey) =>
        FastMath.TimecentsToSeconds(GeneratorRules.Clip(generator, Keyed(generator, perKey)));

    // Key 60 is the middle: each key above it shortens by the timecents of the second generator.
    private readonly float Keyed(GeneratorType generator, GeneratorType perKey) => Total(generator) + (Total(perKey) * (60 - Key));

    private readonly long Offset(GeneratorType fine, GeneratorType coarse) =>
        (long)(this[fine] + Modulation(fine)) + (PointsPerCoarseOffset * (long)(this[coarse] + Modulation(coarse)));

    [InlineArray(GeneratorRules.Count)]
    private struct Values
    {
        private float _first;
    }
}
