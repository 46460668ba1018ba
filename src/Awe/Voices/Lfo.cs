namespace Awe.Voices;

/// <summary>
/// A low-frequency oscillator (specification 9.1.6): a triangle of +-1 that starts at 0, upwards, when its delay is over.
/// Time passes only by <see cref="Advance"/>, and its result does not depend on how the frames are portioned.
/// </summary>
internal struct Lfo
{
    private double _secondsPerFrame;
    private double _delaySeconds;
    private double _waitedSeconds; // since the start of the note, as long as the delay lasts
    private double _phase; // 0..1 of a period
    private float _frequencyHz;

    /// <summary>Value now, -1..1.</summary>
    public readonly float Value => (float)(_phase switch
    {
        < 0.25 => 4 * _phase,
        < 0.75 => 2 - (4 * _phase),
        _ => (4 * _phase) - 4,
    });

    public void Start(float delaySeconds, float frequencyHz, float rate)
    {
        _secondsPerFrame = 1d / rate;
        _delaySeconds = delaySeconds;
        _frequencyHz = frequencyHz;
        _waitedSeconds = 0;
        _phase = 0;
    }

    /// <summary>
    /// Takes a new delay and frequency from now on. The phase goes on from where it is; the delay counts from the start of the note, and one
    /// that is over stays over.
    /// </summary>
    public void Retime(float delaySeconds, float frequencyHz)
    {
        _delaySeconds = IsWaiting ? delaySeconds : 0;
        _frequencyHz = frequencyHz;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(int frames)
    {
        var seconds = frames * _secondsPerFrame;
        if (IsWaiting)
        {
            _waitedSeconds += seconds;
            seconds = Math.Max(0, _waitedSeconds - _delaySeconds);
        }

        _phase += seconds * _frequencyHz;
        _phase -= Math.Floor(_phase);
    }

    private readonly bool IsWaiting => _waitedSeconds < _delaySeconds;
}
