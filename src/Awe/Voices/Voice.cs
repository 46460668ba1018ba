using System.Runtime.CompilerServices;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>
/// One sounding sample: a zone of a preset over a zone of an instrument, played by one note. Pooled; everything it needs it has from the
/// start, so starting, rendering and ending allocate nothing. Audio thread only.
/// </summary>
internal sealed class Voice
{
    /// <summary>A released note sounds at least this long, so that drum hits of no length are heard.</summary>
    private const double ShortestNoteSeconds = 0.01;

    /// <summary>A voice whose first page does not come within this time is dropped: later it would be a wrong note.</summary>
    private const double LatestStartSeconds = 0.1;

    /// <summary>Fades of voices that are stolen, run dry or come back: long enough not to click.</summary>
    private const double FadeSeconds = 0.001;

    /// <summary>What an exclusive class does to its predecessor: -2000 timecents for the full 96 dB.</summary>
    private const float ExclusiveReleaseSeconds = 0.315f;

    /// <summary>A released voice below this gain (-100 dB) is over.</summary>
    private const float Inaudible = 1e-5f;

    private readonly int _slot;
    private readonly float _rate;
    private Articulation _articulation;
    private SampleCursor _cursor;
    private VolumeEnvelope _volume;
    private ModulationEnvelope _modulation;
    private Lfo _modLfo;
    private Lfo _vibLfo;
    private LowPassFilter _filter;
    private FilterCoefficients _coefficients;

    // Read from the articulation when they change, not every block.
    private float _pitchCents;
    private float _modLfoToPitch;
    private float _vibLfoToPitch;
    private float _modEnvToPitch;
    private float _cutoffCents;
    private float _resonance;
    private float _modLfoToFilter;
    private float _modEnvToFilter;
    private float _tremolo;
    private bool _isFilterOpen;
    private BusGains _level;

    private double _rateRatio;
    private double _pointsPerFrame;
    private float _soundingCents;
    private float _soundingCutoff;
    private long _increment;
    private BusGains _gains;
    private int _ageFrames;
    private int _lateFrames;
    private bool _hasBegun;
    private bool _isReleaseWanted;
    private bool _isFading;
    private int _fadeFramesLeft;
    private float _fadeShare;
    private bool _isDry;
    private float _lastPoint;

    public Voice(int slot, int rate)
    {
        _slot = slot;
        _rate = rate;
    }

    /// <summary>Memory of one voice: its large parts, and room for the plain fields beside them.</summary>
    public static long Bytes =>
        Unsafe.SizeOf<Articulation>() + Unsafe.SizeOf<SampleCursor>() + Unsafe.SizeOf<VolumeEnvelope>() + Unsafe.SizeOf<ModulationEnvelope>()
        + (2 * Unsafe.SizeOf<Lfo>()) + Unsafe.SizeOf<LowPassFilter>() + Unsafe.SizeOf<FilterCoefficients>() + 256;

    public Channel Channel { get; private set; } = null!;

    /// <summary>The note this voice belongs to; voices of one note-on share it.</summary>
    public long Note { get; private set; }

    /// <summary>The key that was struck, and whose release ends the note.</summary>
    public int PlayedKey => _articulation.PlayedKey;

    public int ExclusiveClass { get; private set; }

    /// <summary>Whether the key of the note is down.</summary>
    public bool IsKeyDown { get; set; }

    /// <summary>Whether the sostenuto pedal caught the note.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Whether the voice is in its release, or about to be.</summary>
    public bool IsReleasing => _isReleaseWanted || _volume.IsReleasing;

    /// <summary>Whether the voice has been stolen and has a millisecond left.</summary>
    public bool IsFading => _isFading;

    /// <summary>How loud the voice is, for choosing whom to steal: before its attack is over, how loud it is going to be.</summary>
    public float Loudness => _hasBegun && _volume.Stage > EnvelopeStage.Attack
        ? MathF.Max(_gains.Left, _gains.Right)
        : MathF.Max(_level.Left, _level.Right);

    /// <summary>Whether anything of the voice has been heard yet.</summary>
    public bool HasBegun => _hasBegun;

    private int FadeFrames => (int)(FadeSeconds * _rate) + 1;

    /// <summary>Prepares the voice for a note. Returns false when the sample has nothing to play.</summary>
    public bool Start(in VoiceStart start, PageReader reader)
    {
        var header = start.Bank.Font.Samples[start.InstrumentZone.Target];
        Channel = start.Channel;
        Note = start.Note;
        _articulation.Resolve(
            start.Bank.Font, start.Preset, start.PresetZone, start.Instrument, start.InstrumentZone, start.Defaults, start.Channel, start.Key, start.Velocity);
        ExclusiveClass = _articulation.ExclusiveClass;
        IsKeyDown = true;
        IsCaptured = false;
        _ageFrames = _lateFrames = 0;
        _hasBegun = _isReleaseWanted = _isFading = _isDry = IsOver = false;
        _lastPoint = 0;
        _rateRatio = header.Rate / (double)_rate;
        _soundingCents = float.NaN;
        StartControls();
        var sample = start.Bank.SampleAt(start.InstrumentZone.Target);
        UpdatePitch();
        return sample.PageCount > 0 && _cursor.Start(start.Bank, sample, _slot, SpanOf(header, sample), reader, _pointsPerFrame);
    }

    /// <summary>The note is over: goes into release, at the earliest when it has sounded for its shortest time.</summary>
    public void Release()
    {
        IsKeyDown = false;
        _isReleaseWanted = true;
    }

    /// <summary>Another note of the exclusive class has started.</summary>
    public void EndForClass()
    {
        IsKeyDown = false;
        LeaveLoop();
        _volume.ReleaseWithin(ExclusiveReleaseSeconds);
    }

    /// <summary>Ends within a millisecond: stolen, or all sound off.</summary>
    public void Fade()
    {
        IsKeyDown = false;
        _isFading = true;
        _fadeFramesLeft = FadeFrames;
        _fadeShare = PresentShare() / FadeFrames;
    }

    /// <summary>A controller moved (an id of <see cref="ModulatorSource"/>).</summary>
    public void Update(byte source) => Reread(_articulation.Update(source));

    /// <summary>The controllers were reset.</summary>
    public void UpdateAll() => Reread(_articulation.UpdateAll());

    /// <summary>Whether the voice has nothing more to say.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// First half of a block: the controls move, the sample is read into <paramref name="row"/>, and the filter takes its lane.
    /// Returns false when nothing sounds: the voice waits for its first page, or has waited too long and is over.
    /// </summary>
    public bool Oscillate(PageReader reader, Interpolation interpolation, Span<short> points, Span<float> row, ref LowPassLanes lanes, int lane)
    {
        if (!_hasBegun && !TryBegin(reader, row.Length))
        {
            IsOver = _lateFrames > LatestStartSeconds * _rate || _isFading;
            return false;
        }

        MoveControls(row.Length);
        UpdatePitch();
        ReadSample(reader, interpolation, points, row);
        UpdateCoefficients();
        _filter.Enter(ref lanes, lane, row, _coefficients);
        return true;
    }

    /// <summary>Second half: the filtered row is added to the buses.</summary>
    public void Mix(ReadOnlySpan<float> row, in LowPassLanes lanes, int lane, in MixBuses buses)
    {
        _filter.Leave(lanes, lane);
        var to = _level * GainNow(row.Length);
        Kernels.MixRamped(row, _gains.Left, to.Left, buses.Left);
        Kernels.MixRamped(row, _gains.Right, to.Right, buses.Right);
        Kernels.MixRamped(row, _gains.Reverb, to.Reverb, buses.Reverb);
        Kernels.MixRamped(row, _gains.Chorus, to.Chorus, buses.Chorus);
        _gains = to;
        IsOver = !IsAlive(row);
    }

    /// <summary>The voice's pages may be evicted.</summary>
    public void Unpin(PageReader reader) => reader.Pins.Clear(_slot);

    private void StartControls()
    {
        ReadPitch();
        ReadPitchDepths();
        ReadFilter();
        ReadLoudness();
        _volume.Start(_articulation.VolumeEnvelopeTimes, _articulation.VolumeSustainCentibels, _rate);
        _modulation.Start(_articulation.ModulationEnvelopeTimes, _articulation.ModulationSustainLevel, _rate);
        _modLfo.Start(_articulation.ModLfoDelaySeconds, _articulation.ModLfoHz, _rate);
        _vibLfo.Start(_articulation.VibLfoDelaySeconds, _articulation.VibLfoHz, _rate);
        _soundingCutoff = float.NaN;
        UpdateCoefficients();
        _filter.Start(_coefficients);
        _gains = _level * _volume.Gain;
    }

    private void Reread(ulong changed)
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
            _modLfo.SetFrequency(_articulation.ModLfoHz);
            _vibLfo.SetFrequency(_articulation.VibLfoHz);
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
        _cutoffCents = _articulation.FilterCutoffCents;
        _resonance = _articulation.FilterQCentibels;
        _modLfoToFilter = _articulation.ModLfoToFilterCents;
        _modEnvToFilter = _articulation.ModEnvToFilterCents;
        _isFilterOpen = _articulation.IsFilterOpen;
        _soundingCutoff = float.NaN;
    }

    private void ReadLoudness()
    {
        var gain = _articulation.Gain;
        PanLaw.Gains(_articulation.Pan, out var left, out var right);
        _level = new BusGains(gain * left, gain * right, gain * _articulation.ReverbSend, gain * _articulation.ChorusSend);
        _tremolo = _articulation.ModLfoToVolumeCentibels;
    }

    private SampleSpan SpanOf(SampleHeader header, in StoredSample sample) => SampleSpan.Clamp(
        sample,
        header.Start + _articulation.StartOffsetPoints,
        header.End + _articulation.EndOffsetPoints,
        header.LoopStart + _articulation.LoopStartOffsetPoints,
        header.LoopEnd + _articulation.LoopEndOffsetPoints,
        _articulation.SampleMode != SampleMode.OneShot);

    // In real time the first page may not be there yet: the voice waits with everything, so that it starts whole.
    private bool TryBegin(PageReader reader, int frames)
    {
        if (_cursor.IsReady(reader))
        {
            _hasBegun = true;
            return true;
        }

        if (_lateFrames == 0)
        {
            reader.Counters.CountLateVoice();
        }

        _lateFrames += frames;
        return false;
    }

    private void MoveControls(int frames)
    {
        if (_isReleaseWanted && _ageFrames >= ShortestNoteSeconds * _rate)
        {
            _isReleaseWanted = false;
            LeaveLoop();
            _volume.Release();
            _modulation.Release();
        }

        _ageFrames += frames;
        _volume.Advance(frames);
        _modulation.Advance(frames);
        _modLfo.Advance(frames);
        _vibLfo.Advance(frames);
    }

    private void LeaveLoop()
    {
        if (_articulation.SampleMode == SampleMode.LoopUntilRelease)
        {
            _cursor.LeaveLoop();
        }
    }

    private void UpdatePitch()
    {
        var cents = _pitchCents + Channel.TuningCents
            + (_modLfoToPitch * _modLfo.Value) + (_vibLfoToPitch * _vibLfo.Value) + (_modEnvToPitch * _modulation.Level);
        if (cents != _soundingCents)
        {
            _soundingCents = cents;
            _pointsPerFrame = Math.Min(FastMath.CentsToRatio(cents) * _rateRatio, SampleCursor.MaximumIncrement);
            _increment = Math.Max(1, (long)(_pointsPerFrame * (1L << 32)));
        }
    }

    private void ReadSample(PageReader reader, Interpolation interpolation, Span<short> scratch, Span<float> block)
    {
        var frames = block.Length;
        var points = _cursor.Read(reader, ref frames, _increment, scratch);
        if (points.IsEmpty)
        {
            RunDry(reader, frames > 0, block);
        }
        else
        {
            var sounding = block[..frames];
            if (interpolation == Interpolation.Cubic)
            {
                Kernels.InterpolateCubic(points, _cursor.Fraction, _increment, sounding);
            }
            else
            {
                Kernels.InterpolateLinear(points, _cursor.Fraction, _increment, sounding);
            }

            block[frames..].Clear();
            _lastPoint = block[^1];
            ComeBack(block);
        }

        _cursor.Advance(reader, block.Length, _increment, _pointsPerFrame);
    }

    // Time goes on while the page is missing, so that the voice comes back in step with the music.
    private void RunDry(PageReader reader, bool isMissing, Span<float> block)
    {
        block.Clear();
        if (isMissing && !_isDry)
        {
            reader.Counters.CountDryVoice();
            block.Fill(_lastPoint);
            Ramp(block, 1, 0);
        }

        _isDry = isMissing;
    }

    private void ComeBack(Span<float> block)
    {
        if (_isDry)
        {
            _isDry = false;
            Ramp(block, 0, 1);
        }
    }

    private void Ramp(Span<float> block, float from, float to)
    {
        var length = Math.Min(block.Length, FadeFrames);
        for (var i = 0; i < length; i++)
        {
            block[i] *= from + ((to - from) * (i + 1) / length);
        }

        if (to == 0)
        {
            block[length..].Clear();
        }
    }

    private void UpdateCoefficients()
    {
        var cutoff = _cutoffCents + (_modLfoToFilter * _modLfo.Value) + (_modEnvToFilter * _modulation.Level);
        if (cutoff != _soundingCutoff)
        {
            _soundingCutoff = cutoff;
            _coefficients = _isFilterOpen
                ? FilterCoefficients.Open(_rate)
                : FilterCoefficients.For(FastMath.CentsToHz(cutoff), _resonance, _rate);
        }
    }

    private float GainNow(int frames)
    {
        if (_isFading)
        {
            _fadeFramesLeft = Math.Max(0, _fadeFramesLeft - frames);
            return _fadeShare * _fadeFramesLeft;
        }

        var tremolo = _tremolo == 0f ? 1f : FastMath.CentibelsToGain(-_tremolo * _modLfo.Value);
        return _volume.Gain * tremolo;
    }

    // What the present gains are of the level, so that a fade goes on from where the voice is.
    private float PresentShare() => _level.Left > _level.Right
        ? _gains.Left / _level.Left
        : _level.Right > 0f ? _gains.Right / _level.Right : 0f;

    private bool IsAlive(ReadOnlySpan<float> block)
    {
        var gain = MathF.Max(_gains.Left, _gains.Right);
        return !_volume.IsFinished
            && !_cursor.HasEnded
            && !(gain < Inaudible && (_isFading || _volume.Stage == EnvelopeStage.Release))
            && float.IsFinite(block[^1] + gain);
    }
}
