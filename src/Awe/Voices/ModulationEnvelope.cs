namespace Awe.Voices;

/// <summary>
/// The second envelope of a voice, for pitch and filter (specification 9.1.7): a convex attack, then straight lines.
/// Time passes only by <see cref="Advance"/>, and its result does not depend on how the frames are portioned.
/// </summary>
internal struct ModulationEnvelope
{
    private EnvelopeTimes _times;
    private double _secondsPerFrame;
    private double _position; // delay, attack, hold: how much of the phase is over, 0..1
    private double _level; // decay and later
    private float _sustainLevel;

    public EnvelopeStage Stage { get; private set; }

    /// <summary>Level now, 0..1.</summary>
    public readonly float Level => Stage switch
    {
        EnvelopeStage.Delay or EnvelopeStage.Finished => 0f,
        EnvelopeStage.Attack => AttackLevel,
        EnvelopeStage.Hold => 1f,
        _ => (float)_level,
    };

    private readonly float AttackLevel => Curves.Convex((float)(_position * Curves.Top));

    /// <summary>Begins a note.</summary>
    /// <param name="times">Durations, from <see cref="Articulation"/>.</param>
    /// <param name="sustainLevel">Level while the key is held, 0..1.</param>
    /// <param name="rate">Frames per second.</param>
    public void Start(in EnvelopeTimes times, float sustainLevel, float rate)
    {
        _secondsPerFrame = 1d / rate;
        _position = 0;
        _level = 1;
        Stage = times.DelaySeconds > 0 ? EnvelopeStage.Delay
            : times.AttackSeconds > 0 ? EnvelopeStage.Attack
            : EnvelopeStage.Hold;
        Retime(times, sustainLevel); // after the stage: the one of a voice's last note is no matter
    }

    /// <summary>Takes new durations while the note sounds: the present level stays, its course bends.</summary>
    public void Retime(in EnvelopeTimes times, float sustainLevel)
    {
        _times = times;
        _sustainLevel = Math.Clamp(sustainLevel, 0f, 1f);
        if (Stage == EnvelopeStage.Sustain)
        {
            _level = _sustainLevel;
        }
    }

    /// <summary>The key is up: falls to 0 from the present level.</summary>
    public void Release()
    {
        if (Stage >= EnvelopeStage.Release)
        {
            return;
        }

        _level = Level;
        Stage = EnvelopeStage.Release;
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
        EnvelopeStage.Decay => Fall(seconds, _times.DecaySeconds, _sustainLevel, EnvelopeStage.Sustain),
        EnvelopeStage.Release => Fall(seconds, _times.ReleaseSeconds, 0, EnvelopeStage.Finished),
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
        var left = Math.Max(0, _level - target) * lengthSeconds;
        if (seconds < left)
        {
            _level -= seconds / lengthSeconds;
            return 0;
        }

        _level = target;
        Stage = next;
        return seconds - left;
    }
}
