using Awe.Primitives;

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

    /// <summary>A chunk, and the neighbours of an interpolated point on both sides.</summary>
    private const int SpareFrames = ChunkFrames + 8;

    private readonly DelayLine _line;
    private readonly MovingTap[] _voices = new MovingTap[2 * VoicesPerSide];
    private readonly float[] _scratch = new float[2 * ChunkFrames];
    private readonly float _sameSideGain;
    private readonly float _otherSideGain;
    private SendHighPass _highPass;

    public Chorus(int rate, ChorusParameters parameters)
    {
        // The cubic looks one frame ahead of the point it draws: two frames is the shortest delay.
        var delayFrames = Math.Max(2, parameters.DelaySeconds * rate);
        var depthFrames = Math.Min(delayFrames - 2, parameters.DepthSeconds * rate);
        var longestDelayFrames = (int)Math.Ceiling(delayFrames + depthFrames);
        _line = new DelayLine(longestDelayFrames, SpareFrames);
        _highPass = new SendHighPass(HighPassHz, rate);
        for (var voice = 0; voice < _voices.Length; voice++)
        {
            _voices[voice] = new MovingTap(delayFrames, depthFrames, parameters.RateHz, (double)voice / _voices.Length, rate);
        }

        (_sameSideGain, _otherSideGain) = StereoWidth.Gains(parameters.Width, parameters.Level / Math.Sqrt(VoicesPerSide));
        TailFrames = longestDelayFrames + SpareFrames + SendHighPass.TailFrames(HighPassHz, rate);
    }

    public override int TailFrames { get; }

    public override long Bytes => _line.Bytes + ((long)_scratch.Length * sizeof(float));

    protected override void ClearSound()
    {
        _line.Clear();
        _highPass.Clear();
    }

    protected override void RestartOscillators()
    {
        foreach (ref var voice in _voices.AsSpan())
        {
            voice.Restart();
        }
    }

    protected override void SkipOscillators(int frames)
    {
        foreach (ref var voice in _voices.AsSpan())
        {
            voice.Skip(frames);
        }
    }

    protected override void Render(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        var sound = _scratch.AsSpan(0, send.Length);
        var delays = _scratch.AsSpan(ChunkFrames, send.Length);
        _highPass.Process(send, AntiDenormal, sound);
        _line.Write(sound);
        for (var voice = 0; voice < _voices.Length; voice++)
        {
            // The chunk is in the line already.
            _voices[voice].Read(_line, -send.Length, delays, sound);
            var isLeft = voice % 2 == 0;
            Kernels.AddScaled(sound, isLeft ? _sameSideGain : _otherSideGain, left);
            Kernels.AddScaled(sound, isLeft ? _otherSideGain : _sameSideGain, right);
        }
    }
}
