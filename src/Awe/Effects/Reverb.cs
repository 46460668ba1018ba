using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// Reverberation: the send loses its bass, waits, is smeared by four all-passes, and circulates in a <see cref="DelayNetwork"/>
/// whose two sides are the return.
/// </summary>
/// <remarks>Audio thread only.</remarks>
internal sealed class Reverb : SendEffect
{
    /// <summary>A hall swallows the deepest bass too; without this a kick drum fills the tail with mud.</summary>
    private const double HighPassHz = 90;

    private const float DiffusionGain = 0.62f;

    private static readonly double[] s_diffusionMilliseconds = [4.77, 3.59, 12.73, 9.31];

    private readonly DelayLine _predelay;
    private readonly int _predelayFrames;
    private readonly DiffusionAllPass[] _diffusion = new DiffusionAllPass[s_diffusionMilliseconds.Length];
    private readonly DelayNetwork _network;
    private readonly float[] _entering = new float[ChunkFrames];
    private readonly float[] _evenSide = new float[ChunkFrames];
    private readonly float[] _oddSide = new float[ChunkFrames];
    private readonly float _sameSideGain;
    private readonly float _otherSideGain;
    private SendHighPass _highPass;

    public Reverb(int rate, ReverbParameters parameters)
    {
        _highPass = new SendHighPass(HighPassHz, rate);
        _predelayFrames = (int)(Math.Clamp(parameters.PredelaySeconds, 0, 0.5) * rate);
        _predelay = new DelayLine(_predelayFrames, 2 * ChunkFrames);
        for (var i = 0; i < _diffusion.Length; i++)
        {
            _diffusion[i] = new DiffusionAllPass((int)(s_diffusionMilliseconds[i] * rate / 1000), DiffusionGain);
        }

        _network = new DelayNetwork(rate, parameters, ChunkFrames);
        (_sameSideGain, _otherSideGain) = StereoWidth.Gains(parameters.Width, parameters.Level / Math.Sqrt(PowerGain()));

        // Twice 60 dB, and the way that sound has before it comes round for the first time.
        TailFrames = (int)(2 * Math.Clamp(parameters.TimeSeconds, 0.1, 30) * rate) + _predelayFrames + _network.LongestFrames + (rate / 10);
    }

    public override int TailFrames { get; }

    public override long Bytes
    {
        get
        {
            var bytes = _predelay.Bytes + _network.Bytes + (3L * ChunkFrames * sizeof(float));
            foreach (var allPass in _diffusion)
            {
                bytes += allPass.Bytes;
            }

            return bytes;
        }
    }

    protected override void ClearSound()
    {
        _highPass.Clear();
        _predelay.Clear();
        foreach (var allPass in _diffusion)
        {
            allPass.Clear();
        }

        _network.Clear();
    }

    protected override void RestartOscillators() => _network.RestartOscillators();

    protected override void SkipOscillators(int frames) => _network.SkipOscillators(frames);

    protected override void Render(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        var entering = _entering.AsSpan(0, send.Length);
        var even = _evenSide.AsSpan(0, send.Length);
        var odd = _oddSide.AsSpan(0, send.Length);

        Enter(send, entering);
        foreach (var allPass in _diffusion)
        {
            allPass.Process(entering);
        }

        _network.Process(entering, even, odd);
        Kernels.AddScaled(even, _sameSideGain, left);
        Kernels.AddScaled(odd, _otherSideGain, left);
        Kernels.AddScaled(even, _otherSideGain, right);
        Kernels.AddScaled(odd, _sameSideGain, right);
    }

    private void Enter(ReadOnlySpan<float> send, Span<float> entering)
    {
        _highPass.Process(send, AntiDenormal, entering);
        _predelay.Write(entering);
        _predelay.Read(_predelayFrames + send.Length, entering);
    }

    /// <summary>Power of a side for a lasting white sound of power 1 in the send: the gains of the stages, averaged over frequency.</summary>
    private double PowerGain()
    {
        const int Steps = 256;
        var sum = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var angle = Math.PI * (step + 0.5) / Steps;
            sum += _highPass.PowerGainAt(angle) * _network.PowerGainAt(angle);
        }

        return sum / Steps;
    }
}
