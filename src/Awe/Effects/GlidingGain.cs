namespace Awe.Effects;

/// <summary>A gain that goes to where it is told in a straight line of <see cref="Steps"/> chunks, so that no change is a click.</summary>
internal struct GlidingGain
{
    /// <summary>Chunks of a whole change: 46 ms at 44.1 kHz.</summary>
    public const int Steps = 32;

    private float _target;
    private float _step;
    private int _stepsLeft;

    public GlidingGain(float now)
        : this()
    {
        Now = _target = now;
    }

    /// <summary>The gain at the end of the last chunk.</summary>
    public float Now { get; private set; }

    public readonly bool IsMoving => _stepsLeft > 0;

    /// <summary>Whether it is 0 and stays there.</summary>
    public readonly bool IsResting => Now == 0f && !IsMoving;

    public void JumpTo(float gain)
    {
        Now = _target = gain;
        _stepsLeft = 0;
    }

    public void GlideTo(float gain)
    {
        if (gain != _target)
        {
            _target = gain;
            _step = (gain - Now) / Steps;
            _stepsLeft = Steps;
        }
    }

    /// <summary>Moves on by one chunk and returns the gain at its end.</summary>
    public float Next()
    {
        if (_stepsLeft > 0)
        {
            // The last step lands on the target itself.
            Now = --_stepsLeft == 0 ? _target : Now + _step;
        }

        return Now;
    }
}
