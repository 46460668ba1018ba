namespace Awe.Effects;

/// <summary>
/// A feedback delay network of eight lines: what leaves the lines is damped, mixed by a Hadamard matrix (which keeps energy and
/// sends every line into every other) and fed back. Each line loses per pass exactly what the asked decay costs in its length,
/// so all of them fade together. Even lines are heard on the left, odd ones on the right: both sides have the room's
/// decay but no echo in common. Half of the lines change their length by a fraction of a millisecond, each at its own pace, so that no
/// resonance stands long enough to ring like metal.
/// </summary>
/// <remarks>
/// Stable for every parameter: the matrix is orthogonal, the interpolation and the damping never amplify, and each line's gain
/// is below one. Audio thread only.
/// </remarks>
internal sealed class DelayNetwork
{
    private const int Lines = 8;

    /// <summary>How far a moving line swings to either side; at its pace about one cent of detuning a pass.</summary>
    private const double SwingSeconds = 0.00018;

    // Milliseconds at size 1: even places (left) and odd places (right) have the same mean; no simple ratios.
    private static readonly double[] s_lineMilliseconds = [31.3, 34.1, 44.9, 40.3, 56.7, 60.1, 75.1, 73.3];

    // Half turns of difference between the signs in which the input enters keep the first echoes from adding up.
    private static readonly float[] s_inputSigns = [1, 1, -1, 1, 1, -1, -1, -1];

    // Pace of the swing; 0 for a line that stands still.
    private static readonly double[] s_swingHz = [0.83, 0, 0, 0.61, 0, 1.07, 0.71, 0];

    private readonly DelayLine[] _delays = new DelayLine[Lines];
    private readonly int[] _delayFrames = new int[Lines];
    private readonly float[] _gains = new float[Lines];
    private readonly float[] _poles = new float[Lines];
    private readonly float[] _damped = new float[Lines];
    private readonly SlowOscillator[] _swings = new SlowOscillator[Lines];
    private readonly float _swingFrames;
    private readonly float[] _chunk;
    private readonly int _chunkFrames;

    public DelayNetwork(int rate, ReverbParameters parameters, int chunkFrames)
    {
        _chunkFrames = chunkFrames;
        _chunk = new float[Lines * chunkFrames];
        _swingFrames = (float)(SwingSeconds * rate);
        var scale = Math.Clamp(parameters.Size, 0.25, 4) * rate / 1000;
        var shortestFrames = chunkFrames + (int)Math.Ceiling(_swingFrames) + 2;
        for (var line = 0; line < Lines; line++)
        {
            var frames = UnusedPrime(Math.Max(shortestFrames, (int)(s_lineMilliseconds[line] * scale)), line);
            var gain = Math.Pow(10, -3 * frames / (Math.Clamp(parameters.TimeSeconds, 0.1, 30) * rate));
            _delayFrames[line] = frames;
            _delays[line] = new DelayLine(frames, (int)Math.Ceiling(_swingFrames) + 3);
            _gains[line] = (float)gain;
            _poles[line] = (float)DampingPole(gain, parameters.DampingHz, rate);
            _swings[line] = new SlowOscillator(s_swingHz[line], (double)line / Lines, rate);
        }
    }

    public long Bytes => (_chunk.Length * sizeof(float)) + SumOfLineBytes();

    /// <summary>The longest way through a line.</summary>
    public int LongestFrames => Max(_delayFrames) + (int)Math.Ceiling(_swingFrames);

    public void Clear()
    {
        for (var line = 0; line < Lines; line++)
        {
            _delays[line].Clear();
            _damped[line] = 0;
        }
    }

    public void RestartOscillators()
    {
        foreach (ref var swing in _swings.AsSpan())
        {
            swing.Restart();
        }
    }

    public void SkipOscillators(int frames)
    {
        foreach (ref var swing in _swings.AsSpan())
        {
            swing.Skip(frames);
        }
    }

    /// <summary>One chunk: <paramref name="input"/> in, the two sides out (overwritten).</summary>
    public void Process(ReadOnlySpan<float> input, Span<float> left, Span<float> right)
    {
        for (var line = 0; line < Lines; line++)
        {
            var points = Chunk(line, input.Length);
            ReadLine(line, points);
            Damp(line, points);
        }

        for (var i = 0; i < input.Length; i++)
        {
            MixFrame(i, input[i], out left[i], out right[i]);
        }

        for (var line = 0; line < Lines; line++)
        {
            _delays[line].Write(Chunk(line, input.Length));
        }
    }

    /// <summary>
    /// Power gain from the input to each side at <paramref name="angle"/> radians a frame, on the assumption, true in a mixing network, that
    /// the lines carry equal power: what enters and what is lost in one pass balance.
    /// </summary>
    public double PowerGainAt(double angle)
    {
        var passed = 0.0;
        for (var line = 0; line < Lines; line++)
        {
            var pole = _poles[line];
            var damping = (1 - pole) * (1 - pole) / (1 - (2 * pole * Math.Cos(angle)) + (pole * pole));
            passed += _gains[line] * _gains[line] * damping / Lines;
        }

        return passed / (1 - passed) * Lines / 2;
    }

    private void ReadLine(int line, Span<float> points)
    {
        if (s_swingHz[line] == 0)
        {
            _delays[line].Read(_delayFrames[line], points);
            return;
        }

        ref var swing = ref _swings[line];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = _delays[line].ReadCubic(_delayFrames[line] + (_swingFrames * swing.Next()), i);
        }
    }

    private void Damp(int line, Span<float> points)
    {
        var pole = _poles[line];
        var gain = _gains[line] * (1 - pole);
        var damped = _damped[line];
        for (var i = 0; i < points.Length; i++)
        {
            damped = (gain * points[i]) + (pole * damped);
            points[i] = damped;
        }

        _damped[line] = damped;
    }

    private void MixFrame(int frame, float input, out float left, out float right)
    {
        var chunk = _chunk;
        var stride = _chunkFrames;
        var x0 = chunk[frame];
        var x1 = chunk[frame + stride];
        var x2 = chunk[frame + (2 * stride)];
        var x3 = chunk[frame + (3 * stride)];
        var x4 = chunk[frame + (4 * stride)];
        var x5 = chunk[frame + (5 * stride)];
        var x6 = chunk[frame + (6 * stride)];
        var x7 = chunk[frame + (7 * stride)];

        left = x0 - x2 + x4 - x6;
        right = x1 - x3 - x5 + x7;

        // Hadamard 8 x 8 as three rounds of sums and differences; 1 / sqrt(8) keeps the energy.
        const float Scale = 0.35355339f;
        var (a0, a1, a2, a3) = (x0 + x1, x0 - x1, x2 + x3, x2 - x3);
        var (a4, a5, a6, a7) = (x4 + x5, x4 - x5, x6 + x7, x6 - x7);
        var (b0, b2, b1, b3) = (a0 + a2, a0 - a2, a1 + a3, a1 - a3);
        var (b4, b6, b5, b7) = (a4 + a6, a4 - a6, a5 + a7, a5 - a7);
        chunk[frame] = (Scale * (b0 + b4)) + (s_inputSigns[0] * input);
        chunk[frame + stride] = (Scale * (b1 + b5)) + (s_inputSigns[1] * input);
        chunk[frame + (2 * stride)] = (Scale * (b2 + b6)) + (s_inputSigns[2] * input);
        chunk[frame + (3 * stride)] = (Scale * (b3 + b7)) + (s_inputSigns[3] * input);
        chunk[frame + (4 * stride)] = (Scale * (b0 - b4)) + (s_inputSigns[4] * input);
        chunk[frame + (5 * stride)] = (Scale * (b1 - b5)) + (s_inputSigns[5] * input);
        chunk[frame + (6 * stride)] = (Scale * (b2 - b6)) + (s_inputSigns[6] * input);
        chunk[frame + (7 * stride)] = (Scale * (b3 - b7)) + (s_inputSigns[7] * input);
    }

    private Span<float> Chunk(int line, int frames) => _chunk.AsSpan(line * _chunkFrames, frames);

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
        foreach (var delay in _delays)
        {
            sum += delay.Bytes;
        }

        return sum;
    }

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
