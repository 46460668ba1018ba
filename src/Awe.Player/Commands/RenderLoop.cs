using System.Diagnostics;
using Awe.Playback;

namespace Awe.Player.Commands;

/// <summary>
/// Moves frames from the player to the writer until the music is over: as fast as it goes, or at the clock's pace as a device would take them.
/// </summary>
internal sealed class RenderLoop
{
    private const int BlockFrames = 1024;

    /// <summary>In real time, a block as a sound device asks for them, and how many of them the device holds.</summary>
    private const int DeviceBlockFrames = 512;
    private const int DeviceBlocks = 2;

    /// <summary>How long sound may go on after the end before it is cut, unless the user says otherwise.</summary>
    private const double LongestTailSeconds = 10;

    /// <summary>The music is over when nothing passed -90 dB for this long.</summary>
    private const double SilenceSeconds = 0.2;
    private const float Silence = 3e-5f;

    private readonly RenderEngine _engine;
    private readonly RenderOptions _options;
    private readonly IAudioWriter _writer;
    private readonly float[] _left = new float[BlockFrames];
    private readonly float[] _right = new float[BlockFrames];
    private readonly long _endFrame;
    private long _silentFrames;

    public RenderLoop(RenderEngine engine, RenderOptions options, IAudioWriter writer)
    {
        _engine = engine;
        _options = options;
        _writer = writer;
        _endFrame = (long)Math.Round(engine.Player.RemainingSeconds * options.Rate);
        MusicFrames = _endFrame;
    }

    public RenderMeter Meter { get; } = new();

    /// <summary>Frames of the song itself, without tail: what progress is measured against.</summary>
    public long MusicFrames { get; }

    /// <summary>Blocks that a device would have missed.</summary>
    public int Underruns { get; private set; }

    /// <summary>Timestamp at which the first frame of the first note had been rendered; 0 before.</summary>
    public long FirstNoteTimestamp { get; private set; }

    /// <summary>Voices that started late, and times that voices ran dry, in the first second: where no look-ahead could be ahead yet.</summary>
    public (long Late, long Dry) FirstSecond { get; private set; }

    /// <summary>The loudest frame written, linear.</summary>
    public float Peak { get; private set; }

    /// <summary>Renders everything; stops early when cancelled, with what is written so far intact.</summary>
    public void Run(Action<long>? progress, CancellationToken cancellation)
    {
        try
        {
            RenderAll(progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            // It was waiting for samples; what is written is whole.
        }
    }

    private void RenderAll(Action<long>? progress, CancellationToken cancellation)
    {
        Skip(_engine.Synthesizer.LatencyFrames, cancellation);
        var block = _options.Realtime ? DeviceBlockFrames : BlockFrames;
        var pace = _options.Realtime ? new DeviceClock(_options.Rate, block, DeviceBlocks) : null;
        while (!cancellation.IsCancellationRequested && !IsOver())
        {
            pace?.WaitForRoom();
            WriteBlock((int)Math.Min(block, FramesToNextStop()));
            if (pace is not null && !pace.Deliver())
            {
                Underruns++;
            }

            if (_writer.FramesWritten <= _options.Rate)
            {
                var store = _engine.Store.Statistics;
                FirstSecond = (store.LateVoices, store.DryVoices);
            }

            progress?.Invoke(_writer.FramesWritten);
        }
    }

    private long FramesToNextStop() => _writer.FramesWritten < _endFrame
        ? _endFrame - _writer.FramesWritten
        : _options.TailSeconds is { } tail ? LastFrame(tail) - _writer.FramesWritten : BlockFrames;

    private bool IsOver()
    {
        var written = _writer.FramesWritten;
        if (written < _endFrame)
        {
            return false;
        }

        return _options.TailSeconds is { } tail
            ? written >= LastFrame(tail)
            : written >= LastFrame(LongestTailSeconds) || (_engine.Synthesizer.VoiceCount == 0 && _silentFrames >= SilenceSeconds * _options.Rate);
    }

    private long LastFrame(double tailSeconds) => _endFrame + (long)Math.Round(tailSeconds * _options.Rate);

    // The limiter's look-ahead comes out first; without it the file's time is the song's.
    private void Skip(int frames, CancellationToken cancellation)
    {
        for (var done = 0; done < frames && !cancellation.IsCancellationRequested;)
        {
            var count = Math.Min(BlockFrames, frames - done);
            Render(count);
            done += count;
        }
    }

    private void WriteBlock(int frames)
    {
        Render(frames);
        var left = _left.AsSpan(0, frames);
        var right = _right.AsSpan(0, frames);
        NotePeak(left, right);
        _writer.Write(left, right);
    }

    private void Render(int frames)
    {
        Meter.Begin();
        _engine.Player.Render(_left.AsSpan(0, frames), _right.AsSpan(0, frames));
        Meter.End();
        if (FirstNoteTimestamp == 0 && _engine.Synthesizer.VoiceFrames > 0)
        {
            FirstNoteTimestamp = Stopwatch.GetTimestamp();
        }
    }

    private void NotePeak(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var peak = 0f;
        for (var i = 0; i < left.Length; i++)
        {
            peak = MathF.Max(peak, MathF.Max(MathF.Abs(left[i]), MathF.Abs(right[i])));
        }

        Peak = MathF.Max(Peak, peak);
        _silentFrames = peak < Silence ? _silentFrames + left.Length : 0;
    }
}
