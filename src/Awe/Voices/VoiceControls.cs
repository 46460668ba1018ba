using Awe.Primitives;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>
/// Everything that moves a voice: its articulation, envelopes and low-frequency oscillators, and what they make of pitch, filter and
/// loudness at this moment. Numbers that only controllers can change are read from the articulation when they do, not every block.
/// </summary>
internal struct VoiceControls
{
    /// <summary>
    /// What is this far below full scale is not heard. At 90 dB, the ends of some voices in one frame summed to peaks of -88 dB in one of five songs.
    /// </summary>
    public const float InaudibleCentibels = 960f;

    // Of a zone that a slurred note brings in: its attack has been played by the zone that it takes over from.
    private const float SlurredRiseSeconds = 0.01f;

    private Articulation _articulation;
    private VolumeEnvelope _volume;
    private ModulationEnvelope _modulation;
    private Lfo _modLfo;
    private Lfo _vibLfo;
    private Glide _glide;
    private bool _isSoft;
    private float _silentCentibels;
    private float _pitchCents;
    private float _tuningCents;
    private float _modLfoToPitch;
    private float _vibLfoToPitch;
    private float _modEnvToPitch;
    private float _cutoffCents;
    private float _modLfoToFilter;
    private float _modEnvToFilter;
    private float _tremolo;

    /// <summary>The key that was struck, and whose release ends the note.</summary>
    public readonly int PlayedKey => _articulation.PlayedKey;

    public readonly int ExclusiveClass => _articulation.ExclusiveClass;

    /// <inheritdoc cref="Articulation.IgnoredModulators"/>
    public readonly int IgnoredModulators => _articulation.IgnoredModulators;

    public readonly SampleMode SampleMode => _articulation.SampleMode;

    /// <summary>Interval to the recording in cents, everything included.</summary>
    public readonly float PitchCents =>
        _pitchCents + _tuningCents + _glide.Cents + (_modLfoToPitch * _modLfo.Value) + (_vibLfoToPitch * _vibLfo.Value) + (_modEnvToPitch * _modulation.Level);

    /// <summary>As <see cref="PitchCents"/>, without the oscillators: they come back to where they were.</summary>
    public readonly float SteadyPitchCents => _pitchCents + _tuningCents + _glide.Cents + (_modEnvToPitch * _modulation.Level);

    /// <summary>Whether <see cref="SteadyPitchCents"/> moves by itself.</summary>
    public readonly bool IsPitchMoving =>
        _glide.IsMoving || (_modEnvToPitch != 0f && _modulation.Stage is not (EnvelopeStage.Sustain or EnvelopeStage.Finished));

    /// <summary>Cutoff in absolute cents, everything included.</summary>
    public readonly float CutoffCents => _cutoffCents + (_modLfoToFilter * _modLfo.Value) + (_modEnvToFilter * _modulation.Level);

    /// <summary>Resonance of the filter in centibels.</summary>
    public float Resonance { get; private set; }

    /// <summary>Whether the filter lets everything through, now and whatever the envelope does.</summary>
    public bool IsFilterOpen { get; private set; }

    /// <summary>Gains to the buses before envelope and tremolo.</summary>
    public BusGains Level { get; private set; }

    /// <summary>What envelope and tremolo make of the level now, linear.</summary>
    public readonly float Gain =>
        _tremolo == 0f ? _volume.Gain : _volume.Gain * FastMath.CentibelsToGain(-_tremolo * _modLfo.Value);

    /// <summary>Whether the note has been released.</summary>
    public readonly bool IsReleasing => _volume.IsReleasing;

    /// <summary>Whether the attack is not over: how loud the note is says nothing of how loud it is going to be.</summary>
    public readonly bool IsRising => _volume.Stage <= EnvelopeStage.Attack;

    /// <summary>Whether the note has been released and is on its way down.</summary>
    public readonly bool IsDying => _volume.Stage == EnvelopeStage.Release;

    /// <summary>Whether nothing will be heard any more, whatever controllers and oscillators do.</summary>
    public readonly bool IsFinished => _volume.IsFinished || _volume.IsHeldBelow(_silentCentibels);

    /// <summary>Seconds until nothing will be heard any more if nobody does anything; infinite while a held note sounds on.</summary>
    public readonly double SecondsLeft(float inaudibleGain)
    {
        var left = (double)inaudibleGain / MathF.Max(MathF.Max(Level.Left, Level.Right), inaudibleGain);
        return _volume.SecondsLeft((float)FastMath.GainToCentibels(left), _silentCentibels);
    }

    /// <summary>Points of a sample that a voice passes in a frame.</summary>
    /// <param name="cents">Interval to the recording.</param>
    /// <param name="rateRatio">The recording's rate over the output's.</param>
    public static double PointsPerFrame(float cents, double rateRatio) =>
        Math.Min(FastMath.CentsToRatio(cents) * rateRatio, SampleCursor.MaximumIncrement);

    /// <summary>Begins a note.</summary>
    public void Start(in VoiceStart start, float rate)
    {
        _articulation.Resolve(
            start.Bank.Font, start.Preset, start.PresetZone, start.Instrument, start.InstrumentZone, start.Defaults, start.Channel, start.Key, start.Velocity);
        Retune(start.Channel);
        _isSoft = start.Channel.IsSoft;
        ReadPitch();
        ReadPitchDepths();
        ReadFilter();
        ReadLoudness();
        ReadSilence();
        _glide.Start(start.Glide.Keys * _articulation.CentsPerKey, start.Glide.Seconds, rate);
        StartEnvelopes(start.IsSlurred, rate);
        _modLfo.Start(_articulation.ModLfoDelaySeconds, _articulation.ModLfoHz, rate);
        _vibLfo.Start(_articulation.VibLfoDelaySeconds, _articulation.VibLfoHz, rate);
    }

    /// <summary>
    /// Another note's pitch and loudness; where time has come stays. A glide sets out from the pitch that sounds, so that one that is cut
    /// short by the next has no step.
    /// </summary>
    public void MoveTo(in StruckNote note, Channel channel, float rate)
    {
        var from = _pitchCents + _tuningCents + _glide.Cents;
        _articulation.MoveTo(note.SoundingKey, note.Velocity);
        Retune(channel);
        Reread(ulong.MaxValue);
        _glide.Start(note.Glide.IsNone ? 0f : from - _pitchCents - _tuningCents, note.Glide.Seconds, rate);
    }

    /// <summary>The part of the sample that the note plays; its length is known (<see cref="StoredBank.IsKnown"/>).</summary>
    public readonly SampleSpan SpanOf(StoredBank bank, int sampleIndex)
    {
        var header = bank.Font.SampleAt(sampleIndex);
        var sample = bank.SampleAt(sampleIndex);
        return SampleSpan.Clamp(
            sample,
            header.Start + _articulation.StartOffsetPoints,
            (header.IsEncoded ? sample.Points : header.End) + _articulation.EndOffsetPoints,
            header.LoopStart + _articulation.LoopStartOffsetPoints,
            header.LoopEnd + _articulation.LoopEndOffsetPoints,
            SampleMode != SampleMode.OneShot);
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(int frames)
    {
        _volume.Advance(frames);
        _modulation.Advance(frames);
        _modLfo.Advance(frames);
        _vibLfo.Advance(frames);
        _glide.Advance(frames);
    }

    /// <summary>The note is over.</summary>
    public void Release()
    {
        _volume.Release();
        _modulation.Release();
    }

    /// <summary>The note is over, and falls through its 96 dB within this time unless it falls faster by itself.</summary>
    public void ReleaseWithin(float seconds) => _volume.ReleaseWithin(seconds);

    /// <summary>A controller moved (an id of <see cref="ModulatorSource"/>).</summary>
    public void Update(byte source)
    {
        var changed = _articulation.Update(source);
        ReadChanged(source == ModulatorSource.Controller(Controllers.DelayDepth) ? changed | GeneratorGroups.Loudness : changed);
        ReadSoftPedal();
    }

    /// <summary>The controllers were reset.</summary>
    public void UpdateAll()
    {
        ReadChanged(_articulation.UpdateAll());
        ReadSoftPedal();
    }

    // A slurred note rises only so long as not to click, and bends nothing on the way.
    private void StartEnvelopes(bool isSlurred, float rate)
    {
        var volume = _articulation.VolumeEnvelopeTimes;
        var modulation = _articulation.ModulationEnvelopeTimes;
        if (isSlurred)
        {
            volume = volume with { DelaySeconds = 0, AttackSeconds = SlurredRiseSeconds };
            modulation = modulation with { DelaySeconds = 0, AttackSeconds = 0 };
        }

        _volume.Start(volume, _articulation.VolumeSustainCentibels, rate);
        _modulation.Start(modulation, _articulation.ModulationSustainLevel, rate);
    }

    // How far the envelope has to fall until the note is not heard even with every controller at its loudest. So no controller changes it.
    private void ReadSilence() => _silentCentibels = _articulation.CanComeBack
        ? float.PositiveInfinity
        : InaudibleCentibels + MathF.Abs(_tremolo) - _articulation.LeastAttenuationCentibels;

    private void ReadSoftPedal()
    {
        if (_isSoft != _articulation.IsSoft)
        {
            _isSoft = _articulation.IsSoft;
            ReadFilter();
            ReadLoudness();
        }
    }

    /// <summary>The channel's tuning of the key changed.</summary>
    public void Retune(Channel channel) => _tuningCents = channel.TuningCentsOf(PlayedKey);

    /// <summary>Generators changed though no controller moved, bit n for generator n.</summary>
    public void Reread(ulong changed)
    {
        ReadChanged(changed);
        if ((changed & GeneratorGroups.Loudness) != 0)
        {
            ReadSilence();
        }
    }

    private void ReadChanged(ulong changed)
    {
        if ((changed & GeneratorGroups.Pitch) != 0)
        {
            ReadPitch();
        }

        if ((changed & GeneratorGroups.PitchDepths) != 0)
        {
            ReadPitchDepths();
        }

        if ((changed & GeneratorGroups.Filter) != 0)
        {
            ReadFilter();
        }

        if ((changed & GeneratorGroups.Loudness) != 0)
        {
            ReadLoudness();
        }

        if ((changed & GeneratorGroups.Lfos) != 0)
        {
            _modLfo.Retime(_articulation.ModLfoDelaySeconds, _articulation.ModLfoHz);
            _vibLfo.Retime(_articulation.VibLfoDelaySeconds, _articulation.VibLfoHz);
        }

        if ((changed & GeneratorGroups.VolumeEnvelope) != 0)
        {
            _volume.Retime(_articulation.VolumeEnvelopeTimes, _articulation.VolumeSustainCentibels);
        }

        if ((changed & GeneratorGroups.ModulationEnvelope) != 0)
        {
            _modulation.Retime(_articulation.ModulationEnvelopeTimes, _articulation.ModulationSustainLevel);
        }
    }

    private void ReadPitch() => _pitchCents = _articulation.PitchCents;

    private void ReadPitchDepths()
    {
        _modLfoToPitch = _articulation.ModLfoToPitchCents;
        _vibLfoToPitch = _articulation.VibLfoToPitchCents;
        _modEnvToPitch = _articulation.ModEnvToPitchCents;
    }

    private void ReadFilter()
    {
        _cutoffCents = _isSoft ? SoftPedal.Soften(_articulation.FilterCutoffCents) : _articulation.FilterCutoffCents;
        _modLfoToFilter = _articulation.ModLfoToFilterCents;
        _modEnvToFilter = _articulation.ModEnvToFilterCents;
        Resonance = _articulation.FilterQCentibels;
        IsFilterOpen = _articulation.IsFilterOpen && !_isSoft;
    }

    private void ReadLoudness()
    {
        var gain = _articulation.Gain * (_isSoft ? SoftPedal.Gain : 1f);
        PanLaw.Gains(_articulation.Pan, out var left, out var right);
        PanLaw.Balance(_articulation.BalanceCentibels, ref left, ref right);
        Level = new BusGains(
            gain * left, gain * right, gain * _articulation.ReverbSend, gain * _articulation.ChorusSend, gain * _articulation.DelaySend);
        _tremolo = _articulation.ModLfoToVolumeCentibels;
    }
}
