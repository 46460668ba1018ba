using Awe.Primitives;

namespace Awe.Voices;

/// <summary>
/// Loudness of a voice over time (specification 9.1.7): amplitude rises in a straight line, decibels fall in straight lines over 96 dB.
/// Time passes only by <see cref="Advance"/>, and its result does not depend on how the frames are portioned.
/// </summary>
internal struct VolumeEnvelope
{
    /// <summary>The range that decay and release times refer to: the chip's 96 dB, not the 100 dB of generators 36 and 38.</summary>
    public const float FullRangeCentibels = 960f;

    private EnvelopeTimes _times;
    private double _secondsPerFrame;
    private double _position; // delay, attack, hold: how much of the phase is over, 0..1
    private double _attenuation; // decay and later: centibels below full
    private float _sustainCentibels;
    private float _quickestSeconds; // a forced release, infinite when there is none

    public EnvelopeStage Stage { get; private set; }

    public readonly bool IsReleasing => Stage >= EnvelopeStage.Release;

    /// <summary>Whether the voice can end: released to silence, or decayed to a sustain level that is silence.</summary>
    public readonly bool IsFinished => Stage == EnvelopeStage.Finished;

    /// <summary>Linear gain now, 0..1.</summary>
    public readonly float Gain => Stage switch
    {
        EnvelopeStage.Delay or EnvelopeStage.Finished => 0f,
        EnvelopeStage.Attack => (float)_position,
        EnvelopeStage.Hold => 1f,
        _ => FastMath.CentibelsToGain((float)_attenuation),
    };

    /// <summary>Whether a note that is held has fallen below this attenuation, and is on its way to a sustain level that is no higher.</summary>
    public readonly bool IsHeldBelow(float centibels) =>
        Stage is EnvelopeStage.Decay or EnvelopeStage.Sustain && _attenuation >= centibels && _sustainCentibels >= centibels;

    /// <summary>Seconds until it has fallen to silence if nothing happens to it; infinite while a held note sounds on.</summary>
    /// <param name="silentCentibels">From where on a released note is not heard.</param>
    /// <param name="heldCentibels">From where on a held note is not heard.</param>
    public readonly double SecondsLeft(float silentCentibels, float heldCentibels = FullRangeCentibels)
    {
        var bottom = Math.Clamp(heldCentibels, 0, FullRangeCentibels);
        var decay = _sustainCentibels < bottom ? double.PositiveInfinity : _times.DecaySeconds * bottom / FullRangeCentibels;
        return Stage switch
        {
            EnvelopeStage.Delay => ((1 - _position) * _times.DelaySeconds) + _times.AttackSeconds + _times.HoldSeconds + decay,
            EnvelopeStage.Attack => ((1 - _position) * _times.AttackSeconds) + _times.HoldSeconds + decay,
            EnvelopeStage.Hold => ((1 - _position) * _times.HoldSeconds) + decay,
            EnvelopeStage.Decay => _sustainCentibels < bottom
                ? double.PositiveInfinity
                : _times.DecaySeconds * Math.Max(0, bottom - _attenuation) / FullRangeCentibels,
            EnvelopeStage.Sustain => IsHeldBelow(heldCentibels) ? 0 : double.PositiveInfinity,
            EnvelopeStage.Release => Math.Max(0, Math.Min(silentCentibels, FullRangeCentibels) - _attenuation)
                * MathF.Min(_times.ReleaseSeconds, _quickestSeconds) / FullRangeCentibels,
            _ => 0,
        };
    }

    /// <summary>Begins a note.</summary>
    /// <param name="times">Durations, from <see cref="Articulation"/>.</param>
    /// <param name="sustainCentibels">Attenuation while the key is held; 960 and above is silence.</param>
    /// <param name="rate">Frames per second.</param>
    public void Start(in EnvelopeTimes times, float sustainCentibels, float rate)
    {
        _secondsPerFrame = 1d / rate;
        _position = 0;
        _attenuation = 0;
        _quickestSeconds = float.PositiveInfinity;
        Stage = times.DelaySeconds > 0 ? EnvelopeStage.Delay
            : times.AttackSeconds > 0 ? EnvelopeStage.Attack
            : EnvelopeStage.Hold;
        Retime(times, sustainCentibels); // after the stage: the one of a voice's last note is no matter
    }

    /// <summary>Takes new durations while the note sounds: the present level stays, its course bends.</summary>
    public void Retime(in EnvelopeTimes times, float sustainCentibels)
    {
        _times = times;
        _sustainCentibels = Math.Clamp(sustainCentibels, 0f, FullRangeCentibels);
        if (Stage == EnvelopeStage.Sustain)
        {
            _attenuation = _sustainCentibels;
        }
    }

    /// <summary>The key is up: falls from the present level. Before the attack there is nothing to fall from, and the note is over.</summary>
    public void Release()
    {
        if (IsReleasing)
        {
            return;
        }

        var isUnheard = Stage == EnvelopeStage.Delay || (Stage == EnvelopeStage.Attack && _position <= 0);
        if (Stage == EnvelopeStage.Attack && !isUnheard)
        {
            _attenuation = FastMath.GainToCentibels(_position);
        }

        Stage = isUnheard ? EnvelopeStage.Finished : EnvelopeStage.Release;
    }

    /// <summary>Releases at a forced rate (exclusive class, a stolen voice), unless the note falls faster by itself.</summary>
    /// <param name="seconds">Time for the full 96 dB.</param>
    public void ReleaseWithin(float seconds)
    {
        Release();
        _quickestSeconds = MathF.Min(_quickestSeconds, seconds);
    }

    /// <summary>Lets time pass: any number of frames, over any number of phases.</summary>
    public void Advance(int frames)
    {
        var seconds = frames * _secondsPerFrame;
        while (seconds > 0)
        {
            seconds = Spend(seconds);
        }
    }

    /// <summary>Spends time in the present phase; returns what is left of it for the next.</summary>
    private double Spend(double seconds) => Stage switch
    {
        EnvelopeStage.Delay => Pass(seconds, _times.DelaySeconds, EnvelopeStage.Attack),
        EnvelopeStage.Attack => Pass(seconds, _times.AttackSeconds, EnvelopeStage.Hold),
        EnvelopeStage.Hold => Pass(seconds, _times.HoldSeconds, EnvelopeStage.Decay),
        EnvelopeStage.Decay => Fall(
            seconds,
            _times.DecaySeconds,
            _sustainCentibels,
            _sustainCentibels < FullRangeCentibels ? EnvelopeStage.Sustain : EnvelopeStage.Finished),
        EnvelopeStage.Release => Fall(
            seconds, MathF.Min(_times.ReleaseSeconds, _quickestSeconds), FullRangeCentibels, EnvelopeStage.Finished),
        _ => 0,
    };

    private double Pass(double seconds, double lengthSeconds, EnvelopeStage next)
    {
        var left = (1 - _position) * lengthSeconds;
        if (seconds < left)
        {
            _position += seconds / lengthSeconds;
            return 0;
        }

        _position = 0;
        Stage = next;
        return seconds - left;
    }

    private double Fall(double seconds, double lengthSeconds, double target, EnvelopeStage next)
    {
        var left = Math.Max(0, target - _attenuation) * lengthSeconds / FullRangeCentibels;
        if (seconds < left)
        {
            _attenuation += seconds * FullRangeCentibels / lengthSeconds;
            return 0;
        }

        _attenuation = target;
        Stage = next;
        return seconds - left;
    }
}
