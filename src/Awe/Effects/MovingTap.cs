using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// A place on a delay line that sways slowly about its centre. The phase is a 32-bit integer that wraps by itself, so it neither drifts
/// nor depends on the block size.
/// </summary>
internal struct MovingTap
{
    private const double PhasePerTurn = 4294967296.0;

    private readonly float _centreFrames;
    private readonly float _depthFrames;
    private readonly uint _start;
    private readonly uint _step;
    private uint _phase;

    /// <param name="centreFrames">The delay in the middle.</param>
    /// <param name="depthFrames">How far it moves to either side.</param>
    /// <param name="frequencyHz">How often it comes back in a second.</param>
    /// <param name="startTurns">Where on its turn it begins, 0-1.</param>
    /// <param name="rate">Frames a second.</param>
    public MovingTap(double centreFrames, double depthFrames, double frequencyHz, double startTurns, int rate)
    {
        _centreFrames = (float)centreFrames;
        _depthFrames = (float)depthFrames;
        _start = (uint)(long)(startTurns * PhasePerTurn);
        _step = (uint)(frequencyHz / rate * PhasePerTurn);
        _phase = _start;
    }

    /// <summary>How far it is from where it began, in 2^32nds of a turn.</summary>
    public readonly uint Turned => _phase - _start;

    public void Restart() => _phase = _start;

    /// <summary>Goes to where it has turned so far since it began.</summary>
    public void TurnTo(uint turned) => _phase = _start + turned;

    /// <summary>Goes on by so many frames unheard.</summary>
    public void Skip(int frames) => _phase += _step * (uint)frames;

    /// <summary>Reads the frames from <paramref name="firstFrame"/> on; <paramref name="delays"/> is scratch as long as the destination.</summary>
    public void Read(DelayLine line, int firstFrame, Span<float> delays, Span<float> destination)
    {
        Kernels.Sway(_phase, _step, _centreFrames, _depthFrames, delays);
        line.ReadCubic(delays, firstFrame, destination);
        Skip(destination.Length);
    }
}
