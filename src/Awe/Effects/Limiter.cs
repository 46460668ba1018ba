using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// Stereo-linked look-ahead peak limiter. It sees a peak five milliseconds before it leaves, turns down smoothly over that time, stays
/// down until the next half-wave of a bass would have come, and recovers slowly, so no output passes -0.3 dBFS and none is clipped into a corner. Quieter sound passes bit for bit.
/// </summary>
/// <remarks>
/// A limiter without look-ahead would have to bend every loud wave (a shaper's distortion) or step its gain (a click); files and players can
/// afford five milliseconds, so this one delays and says by how much: the caller drops the first <see cref="LatencyFrames"/> frames
/// and feeds as many frames of silence at the end, and the time axis of a file stays exact.
/// Gains are whole numbers (1 = 2^30) so that their running sum has no rounding to drift: after a peak has passed, the gain is exactly 1 again.
/// Audio thread only; allocates in the constructor alone. The input must be finite.
/// </remarks>
internal sealed class Limiter
{
    /// <summary>-0.3 dBFS: a converter's reconstruction between two points may pass them a little.</summary>
    public const float Ceiling = 0.9660509f;

    private const double LookAheadSeconds = 0.005;

    /// <summary>
    /// For so long after a peak has left, the gain stays down: half a period of 33 Hz, so that between the peaks of a bass it does not rise and bend
    /// the wave (third harmonic of a 40 Hz tone 6 dB too loud: -42 dB without).
    /// </summary>
    private const double HoldSeconds = 0.015;

    /// <summary>Time in which a reduction falls to 37 %: short enough not to leave a hole, long enough not to follow a bass's wave.</summary>
    private const double ReleaseSeconds = 0.120;

    private const int UnityBits = 30;

    private const long Unity = 1L << UnityBits;

    private readonly float[] _left;
    private readonly float[] _right;

    // The gains of the last LatencyFrames frames and their sum: the average is the gain of the frame that leaves.
    private readonly long[] _gains;
    private long _gainSum;

    // Peaks still in the window, as a queue whose gains rise: the first is the window's least.
    private readonly long[] _queueGains;
    private readonly long[] _queueFrames;
    private int _queueStart;
    private int _queueCount;

    private readonly int _holdFrames;
    private readonly long _releaseStep;
    private readonly double _gainScale;
    private long _envelope = Unity;
    private long _frame;
    private int _slot;

    public Limiter(int rate)
    {
        LatencyFrames = LatencyFramesAt(rate);
        _holdFrames = HoldFramesAt(rate);
        _left = new float[LatencyFrames];
        _right = new float[LatencyFrames];
        _gains = new long[LatencyFrames];
        _queueGains = new long[LatencyFrames + _holdFrames + 1];
        _queueFrames = new long[LatencyFrames + _holdFrames + 1];
        _gainScale = 1.0 / Unity / LatencyFrames;
        _releaseStep = (long)((1 - Math.Exp(-1 / (ReleaseSeconds * rate))) * Unity);
        Array.Fill(_gains, Unity);
        _gainSum = Unity * LatencyFrames;
    }

    /// <summary>By how many frames the output lags behind the input.</summary>
    public int LatencyFrames { get; }

    /// <summary>Memory of the delay and of the gains.</summary>
    public long Bytes => ((_left.Length + _right.Length) * sizeof(float)) + ((_gains.Length + (2L * _queueGains.Length)) * sizeof(long));

    /// <summary>The <see cref="Bytes"/> of one, before it is made.</summary>
    public static long BytesFor(int rate)
    {
        var latencyFrames = LatencyFramesAt(rate);
        return (2L * sizeof(float) * latencyFrames) + (sizeof(long) * ((3L * latencyFrames) + (2L * (HoldFramesAt(rate) + 1))));
    }

    /// <summary>Replaces the block by the limited sound of <see cref="LatencyFrames"/> ago.</summary>
    public void Process(Span<float> left, Span<float> right)
    {
        while (!left.IsEmpty)
        {
            // As far as the ring goes on.
            var frames = Math.Min(left.Length, LatencyFrames - _slot);
            if (IsResting && !Kernels.AnyAbove(left[..frames], right[..frames], Ceiling))
            {
                Delay(left[..frames], right[..frames]);
            }
            else
            {
                Limit(left[..frames], right[..frames]);
            }

            left = left[frames..];
            right = right[frames..];
        }
    }

    private static int LatencyFramesAt(int rate) => Math.Max(1, (int)(LookAheadSeconds * rate));

    private static int HoldFramesAt(int rate) => (int)(HoldSeconds * rate);

    /// <summary>Whether neither a peak in the delay nor one that has left it lowers the gain.</summary>
    private bool IsResting => _queueCount == 0 && _envelope == Unity && _gainSum == Unity * LatencyFrames;

    private void Delay(Span<float> left, Span<float> right)
    {
        Kernels.Exchange(left, _left.AsSpan(_slot, left.Length));
        Kernels.Exchange(right, _right.AsSpan(_slot, left.Length));
        Advance(left.Length);
    }

    private void Limit(Span<float> left, Span<float> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            ForgetPast();
            var peak = MathF.Max(MathF.Abs(left[i]), MathF.Abs(right[i]));
            if (peak > Ceiling)
            {
                Enqueue((long)(Ceiling / (double)peak * Unity));
            }

            FollowPeaks();
            Average();
            (left[i], _left[_slot]) = (_left[_slot], left[i]);
            (right[i], _right[_slot]) = (_right[_slot], right[i]);
            Reduce(ref left[i], ref right[i]);
            Advance(1);
        }
    }

    private void Advance(int frames)
    {
        _frame += frames;
        _slot += frames;
        if (_slot == LatencyFrames)
        {
            _slot = 0;
        }
    }

    /// <summary>A new peak makes every waiting peak that asks for less superfluous.</summary>
    private void Enqueue(long gain)
    {
        while (_queueCount > 0 && _queueGains[QueueIndex(_queueCount - 1)] >= gain)
        {
            _queueCount--;
        }

        var last = QueueIndex(_queueCount++);
        _queueGains[last] = gain;
        _queueFrames[last] = _frame;
    }

    /// <summary>Drops the peak that has left the window of look-ahead and hold; before a new one comes, so that the queue never holds more than the window.</summary>
    private void ForgetPast()
    {
        if (_queueCount > 0 && _queueFrames[_queueStart] + LatencyFrames + _holdFrames < _frame)
        {
            _queueStart = QueueIndex(1);
            _queueCount--;
        }
    }

    /// <summary>
    /// The envelope is at once down at the least gain of the window, and rises slowly. A peak holds it down from the frame it enters until a
    /// while after it has left, so each of the gains averaged when it leaves is low enough for it.
    /// </summary>
    private void FollowPeaks()
    {
        var least = _queueCount > 0 ? _queueGains[_queueStart] : Unity;
        var risen = _envelope + Math.Max(1, ((Unity - _envelope) * _releaseStep) >> UnityBits);
        _envelope = Math.Min(least, Math.Min(Unity, risen));
    }

    private void Average()
    {
        _gainSum += _envelope - _gains[_slot];
        _gains[_slot] = _envelope;
    }

    private void Reduce(ref float left, ref float right)
    {
        if (_gainSum == Unity * LatencyFrames)
        {
            return;
        }

        // The product's rounding may stand one unit above the ceiling.
        var gain = _gainSum * _gainScale;
        left = Math.Clamp((float)(left * gain), -Ceiling, Ceiling);
        right = Math.Clamp((float)(right * gain), -Ceiling, Ceiling);
    }

    private int QueueIndex(int place)
    {
        var index = _queueStart + place;
        return index >= _queueGains.Length ? index - _queueGains.Length : index;
    }
}
