using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// A feedback delay network of sixteen lines: what leaves the lines is damped, mixed by a Hadamard matrix (which keeps energy and
/// sends every line into every other) and fed back. Each line loses per pass exactly what the asked decay costs in its length,
/// so all of them fade together. Even lines are heard on the left, odd ones on the right: both sides have the room's
/// decay but no echo in common. Every line changes its length by half a millisecond, each at its own pace, so that no
/// resonance stands long enough to ring like metal. Sixteen, because eight lines of these lengths leave the resonances so far apart that
/// some of them are heard singly (peaks of the late tail over its median: 16 dB with eight lines that stand still, at most 13 with
/// sixteen that move; noise has 11).
/// </summary>
/// <remarks>
/// Stable for every parameter: the matrix is orthogonal, the interpolation and the damping never amplify, and each line's gain
/// is below one. Audio thread only.
/// </remarks>
internal sealed class DelayNetwork
{
    private const int Lines = 16;

    /// <summary>How far a line swings to either side; at its pace at most five cents of detuning a pass.</summary>
    private const double SwingSeconds = 0.0005;

    /// <summary>Neighbours of an interpolated point beyond the swing.</summary>
    private const int NeighbourFrames = 3;

    /// <summary>The mixing matrix is H / sqrt(16); the root is part of the lines' gains.</summary>
    private const float MixScale = 0.25f;

    /// <summary>The row of half-mixed lines that is heard on the left, its odd neighbour on the right: eight lines each, in mixed signs.</summary>
    private const int HeardRow = 6;

    // Milliseconds at size 1; even places (left) and odd places (right) have the same mean.
    private static readonly double[] s_lineMilliseconds =
        [31.3, 33.7, 40.1, 37.9, 44.3, 46.9, 52.7, 50.3, 56.3, 58.9, 66.1, 63.7, 70.9, 73.1, 80.3, 77.9];

    // Pace of the swing.
    private static readonly double[] s_swingHz =
        [0.83, 0.47, 0.39, 0.61, 0.73, 1.07, 0.71, 0.93, 0.53, 0.43, 0.79, 0.97, 0.59, 0.67, 0.89, 0.51];

    private readonly DelayLine[] _lines = new DelayLine[Lines];
    private readonly int[] _delayFrames = new int[Lines];
    private readonly MovingTap[] _taps = new MovingTap[Lines];
    private readonly LineLoss[] _losses = new LineLoss[Lines];
    private readonly LineLoss[] _wantedLosses = new LineLoss[Lines];
    private readonly float[] _damped = new float[Lines];
    private readonly float[] _rows;
    private readonly float[] _delays;
    private readonly int _rate;
    private readonly int _chunkFrames;
    private readonly int _swingFrames;
    private int _stepsLeft;

    public DelayNetwork(int rate, int chunkFrames)
    {
        _rate = rate;
        _chunkFrames = chunkFrames;
        _rows = new float[Lines * chunkFrames];
        _delays = new float[chunkFrames];
        _swingFrames = (int)Math.Ceiling(SwingSeconds * rate);
        SetPaths(ReverbParameters.LargestSize);
        for (var line = 0; line < Lines; line++)
        {
            _lines[line] = new DelayLine(_delayFrames[line], _swingFrames + NeighbourFrames);
        }
    }

    public long Bytes => ((_rows.Length + _delays.Length) * sizeof(float)) + SumOfLineBytes();

    /// <summary>The longest way through a line.</summary>
    public int LongestFrames => Max(_delayFrames) + _swingFrames;

    public void Clear()
    {
        foreach (var line in _lines)
        {
            line.Clear();
        }

        Array.Clear(_damped);
    }

    public void RestartOscillators()
    {
        foreach (ref var tap in _taps.AsSpan())
        {
            tap.Restart();
        }
    }

    public void SkipOscillators(int frames)
    {
        foreach (ref var tap in _taps.AsSpan())
        {
            tap.Skip(frames);
        }
    }

    /// <summary>Another room. What sounds must have been cleared.</summary>
    public void Set(in ReverbParameters parameters)
    {
        SetPaths(parameters.BoundedSize);
        SetLosses(parameters, _losses);
        _stepsLeft = 0;
    }

    /// <summary>Whether a decay is on its way to another.</summary>
    public bool IsGliding => _stepsLeft > 0;

    /// <summary>Another decay of the same room, which is reached within some chunks.</summary>
    public void GlideTo(in ReverbParameters parameters)
    {
        SetLosses(parameters, _wantedLosses);
        _stepsLeft = GlidingGain.Steps;
    }

    /// <summary>One chunk: <paramref name="input"/> in, the two sides out (overwritten).</summary>
    public void Process(ReadOnlySpan<float> input, Span<float> left, Span<float> right)
    {
        var frames = input.Length;
        Glide();
        for (var line = 0; line < Lines; line++)
        {
            _taps[line].Read(_lines[line], firstFrame: 0, _delays.AsSpan(0, frames), Row(line, frames));
        }

        for (var line = 0; line < Lines; line += 4)
        {
            DampFour(line, frames);
        }

        // As long as the last step of the transform is missing, even rows hold even lines only, and odd rows odd ones.
        MixRows(8, frames);
        MixRows(4, frames);
        MixRows(2, frames);
        Row(HeardRow, frames).CopyTo(left);
        Row(HeardRow + 1, frames).CopyTo(right);
        Enter(input);
        MixRows(1, frames);

        for (var line = 0; line < Lines; line++)
        {
            _lines[line].Write(Row(line, frames));
        }
    }

    /// <summary>
    /// Power gain from the input to each side at <paramref name="angle"/> radians a frame, on the assumption, true in a mixing network, that
    /// the lines carry equal power: what enters and what is lost in one pass balance.
    /// </summary>
    /// <param name="angle">Radians a frame.</param>
    /// <param name="isWanted">With the losses that are glided to, not those that have been reached.</param>
    public double PowerGainAt(double angle, bool isWanted)
    {
        var passed = 0.0;
        var twiceCosine = 2 * Math.Cos(angle);
        foreach (var loss in isWanted ? _wantedLosses : _losses)
        {
            passed += loss.Gain * loss.Gain / (1 - (loss.Pole * twiceCosine) + (loss.Pole * loss.Pole));
        }

        // The rows are scaled by 1 / sqrt(Lines), so their sum of squares is the mean; each side hears half of the lines.
        return passed / (1 - passed) / 2;
    }

    private void SetPaths(double size)
    {
        var shortestFrames = _chunkFrames + _swingFrames + NeighbourFrames;
        for (var line = 0; line < Lines; line++)
        {
            var frames = UnusedPrime(Math.Max(shortestFrames, (int)(s_lineMilliseconds[line] * size * _rate / 1000)), line);
            _delayFrames[line] = frames;
            _taps[line] = new MovingTap(frames, SwingSeconds * _rate, s_swingHz[line], (double)line / Lines, _rate);
        }
    }

    private void SetLosses(in ReverbParameters parameters, Span<LineLoss> losses)
    {
        for (var line = 0; line < Lines; line++)
        {
            var gain = Math.Pow(10, -3 * _delayFrames[line] / (parameters.BoundedTimeSeconds * _rate));
            var pole = DampingPole(gain, parameters.DampingHz, _rate);
            losses[line] = new LineLoss((float)(gain * MixScale * (1 - pole)), (float)pole);
        }
    }

    // A straight line between two losses is a loss everywhere.
    private void Glide()
    {
        if (_stepsLeft == 0)
        {
            return;
        }

        for (var line = 0; line < Lines; line++)
        {
            var (now, wanted) = (_losses[line], _wantedLosses[line]);
            _losses[line] = _stepsLeft == 1
                ? wanted
                : new LineLoss(now.Gain + ((wanted.Gain - now.Gain) / _stepsLeft), now.Pole + ((wanted.Pole - now.Pole) / _stepsLeft));
        }

        _stepsLeft--;
    }

    /// <summary>One-pole low-passes and the loss of a pass. Four lines at a time: each frame waits for the one before, but lines do not wait for one another.</summary>
    private void DampFour(int line, int frames)
    {
        var row0 = Row(line, frames);
        var row1 = Row(line + 1, frames);
        var row2 = Row(line + 2, frames);
        var row3 = Row(line + 3, frames);
        var ((gain0, pole0), (gain1, pole1)) = (_losses[line], _losses[line + 1]);
        var ((gain2, pole2), (gain3, pole3)) = (_losses[line + 2], _losses[line + 3]);
        var (damped0, damped1, damped2, damped3) = (_damped[line], _damped[line + 1], _damped[line + 2], _damped[line + 3]);
        for (var i = 0; i < row0.Length && i < row1.Length && i < row2.Length && i < row3.Length; i++)
        {
            row0[i] = damped0 = (gain0 * row0[i]) + (pole0 * damped0);
            row1[i] = damped1 = (gain1 * row1[i]) + (pole1 * damped1);
            row2[i] = damped2 = (gain2 * row2[i]) + (pole2 * damped2);
            row3[i] = damped3 = (gain3 * row3[i]) + (pole3 * damped3);
        }

        (_damped[line], _damped[line + 1], _damped[line + 2], _damped[line + 3]) = (damped0, damped1, damped2, damped3);
    }

    /// <summary>One step of the Hadamard transform: sums and differences of the rows that lie so far apart.</summary>
    private void MixRows(int distance, int frames)
    {
        for (var row = 0; row < Lines; row++)
        {
            if ((row & distance) == 0)
            {
                Kernels.SumAndDifference(Row(row, frames), Row(row + distance, frames));
            }
        }
    }

    /// <summary>The input joins one row of each pair before their last sum and difference, and so every line, in all sorts of signs.</summary>
    private void Enter(ReadOnlySpan<float> input)
    {
        for (var pair = 0; pair < Lines; pair += 2)
        {
            Kernels.AddScaled(input, (pair & 4) == 0 ? 1f : -1f, Row(pair + ((pair >> 2) & 1), input.Length));
        }
    }

    private Span<float> Row(int line, int frames) => _rows.AsSpan(line * _chunkFrames, frames);

    /// <summary>Pole of the one-pole low-pass that costs a line, at the damping frequency, once more what a pass costs anyway.</summary>
    private static double DampingPole(double gain, double dampingHz, int rate)
    {
        var power = gain * gain;
        var cosine = Math.Cos(Math.Min(Math.PI, 2 * Math.PI * Math.Max(1, dampingHz) / rate));
        var b = (1 - (power * cosine)) / (1 - power);
        return b - Math.Sqrt((b * b) - 1);
    }

    /// <summary>The next prime that no line before <paramref name="lines"/> has: prime lengths share no echo but the product's.</summary>
    private int UnusedPrime(int atLeast, int lines)
    {
        var candidate = atLeast;
        while (!IsPrime(candidate) || _delayFrames.AsSpan(0, lines).Contains(candidate))
        {
            candidate++;
        }

        return candidate;
    }

    private static bool IsPrime(int value)
    {
        for (var divisor = 2; divisor * divisor <= value; divisor++)
        {
            if (value % divisor == 0)
            {
                return false;
            }
        }

        return value > 1;
    }

    private long SumOfLineBytes()
    {
        var sum = 0L;
        foreach (var line in _lines)
        {
            sum += line.Bytes;
        }

        return sum;
    }

    /// <summary>One-pole low-pass of a line and what it costs to pass the line, the mixing matrix' scale included.</summary>
    private readonly record struct LineLoss(float Gain, float Pole);

    private static int Max(int[] values)
    {
        var max = 0;
        foreach (var value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }
}
