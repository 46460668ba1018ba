namespace Awe.Effects;

/// <summary>
/// Six voices out of one delay line, three a side. The six oscillations are spread evenly over the turn and alternate between
/// the sides, so that at any moment the detunings of a side cancel: the pitch stays put while the sound widens.
/// </summary>
/// <remarks>Audio thread only.</remarks>
internal sealed class Chorus : SendEffect
{
    private const int VoicesPerSide = 3;

    /// <summary>Below this the voices would add up in phase to more than the original and muddy it.</summary>
    private const double HighPassHz = 80;

    /// <summary>Neighbours of an interpolated point on both sides, and one for the rounding of the longest delay.</summary>
    private const int SpareFrames = ChunkFrames + 8;

    private readonly DelayLine _line;
    private readonly SlowOscillator[] _oscillators = new SlowOscillator[2 * VoicesPerSide];
    private readonly float[] _entering = new float[ChunkFrames];
    private readonly float _delayFrames;
    private readonly float _depthFrames;
    private readonly float _sameSideGain;
    private readonly float _otherSideGain;
    private SendHighPass _highPass;

    public Chorus(int rate, ChorusParameters parameters)
    {
        // The cubic looks one frame ahead of the point it draws: two frames is the shortest delay.
        _delayFrames = (float)Math.Max(2, parameters.DelaySeconds * rate);
        _depthFrames = (float)Math.Min(_delayFrames - 2, parameters.DepthSeconds * rate);
        var longestDelayFrames = (int)Math.Ceiling(_delayFrames + _depthFrames);
        _line = new DelayLine(longestDelayFrames, SpareFrames);
        _highPass = new SendHighPass(HighPassHz, rate);
        for (var voice = 0; voice < _oscillators.Length; voice++)
        {
            _oscillators[voice] = new SlowOscillator(parameters.RateHz, (double)voice / _oscillators.Length, rate);
        }

        (_sameSideGain, _otherSideGain) = StereoWidth.Gains(parameters.Width, parameters.Level / Math.Sqrt(VoicesPerSide));
        TailFrames = longestDelayFrames + SpareFrames + SendHighPass.TailFrames(HighPassHz, rate);
    }

    public override int TailFrames { get; }

    public override long Bytes => _line.Bytes + ((long)_entering.Length * sizeof(float));

    protected override void ClearSound()
    {
        _line.Clear();
        _highPass.Clear();
    }

    protected override void RestartOscillators()
    {
        foreach (ref var oscillator in _oscillators.AsSpan())
        {
            oscillator.Restart();
        }
    }

    protected override void SkipOscillators(int frames)
    {
        foreach (ref var oscillator in _oscillators.AsSpan())
        {
            oscillator.Skip(frames);
        }
    }

    protected override void Render(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        Enter(send);
        for (var i = 0; i < send.Length; i++)
        {
            // The chunk is already in the line.
            var frame = i - send.Length;
            var first = Voice(0, frame) + Voice(2, frame) + Voice(4, frame);
            var second = Voice(1, frame) + Voice(3, frame) + Voice(5, frame);
            left[i] += (_sameSideGain * first) + (_otherSideGain * second);
            right[i] += (_sameSideGain * second) + (_otherSideGain * first);
        }
    }

    private void Enter(ReadOnlySpan<float> send)
    {
        var entering = _entering.AsSpan(0, send.Length);
        for (var i = 0; i < send.Length; i++)
        {
            entering[i] = _highPass.Next(send[i] + AntiDenormal);
        }

        _line.Write(entering);
    }

    private float Voice(int index, int frame) => _line.ReadCubic(_delayFrames + (_depthFrames * _oscillators[index].Next()), frame);
}
