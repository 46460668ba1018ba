using System.Diagnostics;
using Awe.Playback;

namespace Awe.Benchmarks.Storage;

/// <summary>Renders at the clock's pace, as a device would ask for it that holds two blocks.</summary>
internal sealed class PacedRender
{
    private const int BlockFrames = 512;
    private const int DeviceFrames = 2 * BlockFrames;
    private readonly float[] _left = new float[BlockFrames];
    private readonly float[] _right = new float[BlockFrames];
    private readonly Synthesizer _synthesizer;
    private readonly Action _render;

    public PacedRender(Synthesizer synthesizer)
    {
        _synthesizer = synthesizer;
        _render = () => synthesizer.Render(_left, _right);
    }

    /// <summary>How long blocks take.</summary>
    public RenderMeter Meter { get; } = new();

    /// <summary>Blocks that a device would have missed.</summary>
    public int Underruns { get; private set; }

    /// <summary>How long the last block took.</summary>
    public double LastMilliseconds { get; private set; }

    /// <param name="seconds">How long.</param>
    /// <param name="beforeBlock">Told the place in seconds before each block; false ends it.</param>
    public void Run(double seconds, Func<double, bool>? beforeBlock = null)
    {
        var started = Stopwatch.GetTimestamp();
        for (var frames = 0L; frames < seconds * _synthesizer.SampleRate; frames += BlockFrames)
        {
            while (Frames(started) < frames - DeviceFrames)
            {
                Thread.Sleep(1);
            }

            if (beforeBlock?.Invoke((double)frames / _synthesizer.SampleRate) == false)
            {
                return;
            }

            Meter.Begin();
            LastMilliseconds = Figures.Milliseconds(_render);
            Meter.End();
            Underruns += Frames(started) > frames ? 1 : 0;
        }
    }

    private double Frames(long started) => (Stopwatch.GetElapsedTime(started).TotalSeconds * _synthesizer.SampleRate) - DeviceFrames;
}
