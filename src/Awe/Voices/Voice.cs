using System.Runtime.CompilerServices;
using Awe.Primitives;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>
/// One sounding sample: a zone of a preset over a zone of an instrument, played by one note. Pooled; everything it needs it has from the
/// start, so starting, rendering and ending allocate nothing. Audio thread only.
/// </summary>
internal sealed class Voice : PlayedVoice
{
    /// <summary>A released note sounds at least this long, so that drum hits of no length are heard.</summary>
    public const double ShortestNoteSeconds = 0.01;

    /// <summary>A voice whose first page does not come within this time is dropped: later it would be a wrong note.</summary>
    private const double LatestStartSeconds = 0.1;

    /// <summary>Fades of voices that run dry or come back: long enough not to click.</summary>
    private const double WetSeconds = 0.001;

    // A message cuts a block at its frame, and what is left may be a single one: a controller's step would be heard as a click.
    private const float LevelRampFrames = 64;

    /// <summary>What a note does to its predecessor in an exclusive class: -2000 timecents for the full 96 dB.</summary>
    public const float GivingWaySeconds = 0.315f;

    /// <summary>A released voice below this gain (<see cref="VoiceControls.InaudibleCentibels"/>) is over.</summary>
    public const float Inaudible = 1.5848932e-5f;

    private readonly int _slot;
    private readonly float _rate;
    private readonly StealOrder _order;
    private StoredBank _bank = null!;
    private int _sample;
    private bool _isPlaced; // the cursor stands in the sample
    private VoiceControls _controls;
    private SampleCursor _cursor;
    private LowPassFilter _filter;
    private FilterCoefficients _coefficients;

    private double _rateRatio;
    private double _pointsPerFrame;
    private long _increment;

    // What the controls said when increment and coefficients were last computed.
    private float _soundingCents;
    private (float Cutoff, float Resonance, bool IsOpen) _soundingFilter;

    private BusGains _gains;
    private BusGains _level; // follows what controllers say of the level, never faster than in an uncut block
    private int _ageFrames;
    private int _lateFrames;
    private bool _hasBegun;
    private bool _isReleaseWanted;
    private bool _isFading;
    private FadeOut _fade;
    private float _lastPoint;

    // 1 while pages are there, 0 while one is missing, and on the way between for a millisecond.
    private float _wetness;
    private bool _isDry;

    /// <param name="slot">Its number in the pool.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="order">Where it tells how loud it is and what holds it.</param>
    public Voice(int slot, int rate, StealOrder order)
    {
        _slot = slot;
        _rate = rate;
        _order = order;
    }

    /// <summary>Memory of one voice: its large parts, and room for the plain fields beside them.</summary>
    public static long Bytes =>
        Unsafe.SizeOf<VoiceControls>() + Unsafe.SizeOf<SampleCursor>() + Unsafe.SizeOf<LowPassFilter>() + Unsafe.SizeOf<FilterCoefficients>() + 384;

    /// <inheritdoc cref="Articulation.IgnoredModulators"/>
    public int IgnoredModulators => _controls.IgnoredModulators;

    /// <inheritdoc/>
    public override bool IsReleasing => _isReleaseWanted || _controls.IsReleasing;

    /// <inheritdoc/>
    public override bool IsFading => _isFading;

    /// <summary>The bank that the voice plays from.</summary>
    public StoredBank Bank => _bank;

    /// <summary>Whether anything of the voice has been heard yet.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>Its number in the pool.</summary>
    public int Slot => _slot;

    /// <summary>Its place among the live voices, kept by the pool.</summary>
    public int Index { get; set; }

    /// <summary>Prepares the voice for a note. Returns false when the sample has nothing to play.</summary>
    public bool Start(in VoiceStart start, PageReader reader)
    {
        Begin(start);
        _ageFrames = _lateFrames = 0;
        _hasBegun = _isReleaseWanted = _isFading = _isDry = IsOver = IsFaulty = false;
        _lastPoint = 0;
        _wetness = 1;
        _controls.Start(start, _rate);
        ExclusiveClass = _controls.ExclusiveClass;
        _level = _controls.Level;
        _gains = _level * _controls.Gain;
        NoteHold();
        _order.Expect(_slot, _controls.Level);
        StartFilter();
        StartPitch(start);
        (_bank, _sample) = (start.Bank, start.InstrumentZone.Target);
        _isPlaced = reader.Knows(_bank, _sample);
        return !_isPlaced || TryPlace(reader); // in real time the voice waits until it is known how long its sample is
    }

    /// <summary>The note is over: goes into release, at the earliest when it has sounded for its shortest time.</summary>
    public override void Release()
    {
        _isReleaseWanted = true;
        LiftKey();
    }

    /// <inheritdoc/>
    public override void GiveWay()
    {
        LeaveLoop();
        _controls.ReleaseWithin(GivingWaySeconds);
        LiftKey();
    }

    /// <summary>Ends within some milliseconds: stolen, or all sound off.</summary>
    public void Fade()
    {
        _isFading = true;
        _fade = new FadeOut(_gains, _rate);
        LiftKey();
        if (!_hasBegun)
        {
            _order.Silence(_slot);
        }
    }

    /// <inheritdoc/>
    protected override void MoveTo(in StruckNote note)
    {
        _controls.MoveTo(note, Channel, _rate);
        _order.Move(_slot, Note);
    }

    /// <inheritdoc/>
    protected override void NoteHold() => _order.Hold(
        _slot, _isFading ? VoiceHold.Fading : IsReleasing ? VoiceHold.Released : IsKeyDown ? VoiceHold.Key : VoiceHold.Pedal);

    /// <summary>A controller moved (an id of <see cref="ModulatorSource"/>).</summary>
    public override void Update(byte source) => _controls.Update(source);

    /// <summary>The controllers were reset.</summary>
    public override void UpdateAll() => _controls.UpdateAll();

    /// <inheritdoc/>
    public override void Reread(ulong generators) => _controls.Reread(generators);

    /// <inheritdoc/>
    public override void Retune() => _controls.Retune(Channel);

    /// <summary>Whether the voice has nothing more to say.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it ended because what it made was no number.</summary>
    public bool IsFaulty { get; private set; }

    /// <summary>
    /// First half of a block: the controls move, the sample is read into <paramref name="row"/>, and the filter takes its lane.
    /// Returns false when nothing sounds: the voice waits for its first page, or has waited too long and is over.
    /// </summary>
    public bool Oscillate(PageReader reader, Interpolation interpolation, VoiceScratch scratch, Span<float> row, ref LowPassLanes lanes, int lane)
    {
        if (!_hasBegun && !TryBegin(reader, row.Length))
        {
            IsOver |= _lateFrames > LatestStartSeconds * _rate || _isFading;
            return false;
        }

        MoveControls(row.Length);
        UpdatePitch();
        ReadSample(reader, interpolation, scratch, row);
        UpdateCoefficients();
        _filter.Enter(ref lanes, lane, row, _coefficients);
        return true;
    }

    /// <summary>Second half: the filtered row is added to the buses.</summary>
    public void Mix(ReadOnlySpan<float> row, in LowPassLanes lanes, int lane, in MixBuses buses)
    {
        _filter.Leave(lanes, lane);
        if (!float.IsFinite(row[^1]))
        {
            IsOver = IsFaulty = true; // what is no number must not reach the buses, where reverberation would keep it for ever
            return;
        }

        var to = GainsAfter(row.Length);
        Kernels.MixRamped(row, _gains.Left, to.Left, buses.Left);
        Kernels.MixRamped(row, _gains.Right, to.Right, buses.Right);
        Kernels.MixRamped(row, _gains.Reverb, to.Reverb, buses.Reverb);
        Kernels.MixRamped(row, _gains.Chorus, to.Chorus, buses.Chorus);
        Kernels.MixRamped(row, _gains.Delay, to.Delay, buses.Delay); // nearly always nothing to do, and then nothing done
        _gains = to;
        _order.Hear(_slot, row, to, _controls.IsRising);
        IsOver = !IsAlive();
    }

    /// <summary>The voice's pages may be evicted.</summary>
    public void Unpin(PageReader reader) => reader.Pins.Clear(_slot);

    private bool TryPlace(PageReader reader)
    {
        var sample = _bank.SampleAt(_sample);
        return sample.PageCount > 0
            && _cursor.Start(_bank, sample, _slot, _controls.SpanOf(_bank, _sample), reader, _pointsPerFrame);
    }

    private void StartFilter()
    {
        _soundingFilter = (float.NaN, 0, false);
        UpdateCoefficients();
        _filter.Start(_coefficients);
    }

    private void StartPitch(in VoiceStart start)
    {
        _rateRatio = start.SampleRate / (double)_rate;
        _soundingCents = float.NaN;
        UpdatePitch();
    }

    // In real time the first page may not be there yet: the voice waits with everything, so that it starts whole.
    private bool TryBegin(PageReader reader, int frames)
    {
        if (!_isPlaced && reader.Knows(_bank, _sample))
        {
            _isPlaced = true;
            IsOver = !TryPlace(reader);
        }

        if (_isPlaced && !IsOver && _cursor.IsReady(reader))
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
            _controls.Release();
        }

        _ageFrames = Math.Min(_ageFrames, int.MaxValue - frames) + frames; // a drone may sound for days
        _controls.Advance(frames);
    }

    private void LeaveLoop()
    {
        if (_isPlaced && _controls.SampleMode == SampleMode.LoopUntilRelease)
        {
            _cursor.LeaveLoop();
        }
    }

    private void UpdatePitch()
    {
        var cents = _controls.PitchCents;
        if (cents != _soundingCents)
        {
            _soundingCents = cents;
            _pointsPerFrame = VoiceControls.PointsPerFrame(cents, _rateRatio);
            _increment = Math.Max(1, (long)(_pointsPerFrame * (1L << 32)));
        }
    }

    private void ReadSample(PageReader reader, Interpolation interpolation, VoiceScratch scratch, Span<float> block)
    {
        var frames = block.Length;
        var interpolator = new Interpolator(interpolation, _increment);
        var points = _cursor.Read(reader, ref frames, _increment, interpolator.Taps, scratch.Points);
        if (points.IsEmpty)
        {
            RunDry(reader, frames > 0, block);
        }
        else
        {
            var sounding = block[..frames];
            interpolator.Fill(points, _cursor.Fraction, sounding);
            if (_cursor.Is24Bit)
            {
                AddLowBytes(reader, interpolator, scratch, sounding);
            }

            block[frames..].Clear();
            _lastPoint = block[^1];
            ComeBack(block);
        }

        _cursor.Advance(reader, block.Length, _increment, _pointsPerFrame);
    }

    // Interpolation is a sum over points, so the two planes of 24-bit points may take it one after the other.
    private void AddLowBytes(PageReader reader, in Interpolator interpolator, VoiceScratch scratch, Span<float> row)
    {
        var points = _cursor.ReadLowBytes(reader, row.Length, _increment, interpolator.Taps, scratch.LowBytes);
        if (!points.IsEmpty)
        {
            var low = scratch.LowRow(row.Length);
            interpolator.Fill(points, _cursor.Fraction, low);
            Kernels.AddScaled(low, 1f / 256f, row);
        }
    }

    // Time goes on while the page is missing (or could not be read), so that the voice comes back in step with the music.
    private void RunDry(PageReader reader, bool isMissing, Span<float> block)
    {
        if (isMissing && !_isDry)
        {
            reader.Counters.CountDryVoice();
        }

        _isDry = isMissing;
        block.Fill(isMissing ? _lastPoint : 0);
        Ramp(block, 0);
    }

    private void ComeBack(Span<float> block)
    {
        _isDry = false;
        if (_wetness < 1)
        {
            Ramp(block, 1);
        }
    }

    // A message may cut a block to a single frame: the ramp takes as many blocks as a millisecond has.
    private void Ramp(Span<float> block, float target)
    {
        var step = 1f / (int)((WetSeconds * _rate) + 1);
        foreach (ref var point in block)
        {
            _wetness = target > _wetness ? Math.Min(target, _wetness + step) : Math.Max(target, _wetness - step);
            point *= _wetness;
        }
    }

    private void UpdateCoefficients()
    {
        var filter = (_controls.CutoffCents, _controls.Resonance, _controls.IsFilterOpen);
        if (filter != _soundingFilter)
        {
            _soundingFilter = filter;
            _coefficients = _controls.IsFilterOpen
                ? FilterCoefficients.Open(_rate)
                : FilterCoefficients.For(FastMath.CentsToHz(filter.CutoffCents), filter.Resonance, _rate);
        }
    }

    // A fade goes on from the gains as they are: what controllers do to the level from now on is nothing to it.
    private BusGains GainsAfter(int frames)
    {
        if (!_isFading)
        {
            _level = _level.Towards(_controls.Level, frames / LevelRampFrames);
            return _level * _controls.Gain;
        }

        _fade.Advance(frames);
        return _fade.Gains;
    }

    private bool IsAlive()
    {
        var gain = MathF.Max(_gains.Left, _gains.Right);
        return !_controls.IsFinished
            && !_cursor.HasEnded
            && !(_isFading && _fade.IsOver)
            && !(gain < Inaudible && _controls.IsDying)
            && float.IsFinite(gain);
    }
}
