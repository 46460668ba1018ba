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

    private const float DiffusionGain = 0.7f;

    private static readonly double[] s_diffusionMilliseconds = [4.77, 3.59, 12.73, 9.31];

    private readonly int _rate;
    private readonly DelayLine _predelay;
    private readonly DiffusionAllPass[] _diffusion = new DiffusionAllPass[s_diffusionMilliseconds.Length];
    private readonly DelayNetwork _network;
    private readonly float[] _entering = new float[ChunkFrames];
    private readonly float[] _evenSide = new float[ChunkFrames];
    private readonly float[] _oddSide = new float[ChunkFrames];
    private ReverbParameters _parameters;
    private int _predelayFrames;
    private GlidingGain _sameSide;
    private GlidingGain _otherSide;
    private SendHighPass _highPass;
    private SendLowPass _lowPass;

    public Reverb(int rate, in ReverbParameters parameters)
    {
        _rate = rate;
        _highPass = new SendHighPass(HighPassHz, rate);
        _predelay = new DelayLine((int)(ReverbParameters.LongestPredelaySeconds * rate), 2 * ChunkFrames);
        for (var i = 0; i < _diffusion.Length; i++)
        {
            _diffusion[i] = new DiffusionAllPass(DiffusionFrames(i, 1), DiffusionGain);
        }

        _network = new DelayNetwork(rate, ChunkFrames);
        Set(parameters);
    }

    /// <summary>How the room sounds, or is about to.</summary>
    public ref readonly ReverbParameters Parameters => ref _parameters;

    /// <summary>Twice 60 dB, and the way that sound has before it comes round for the first time.</summary>
    public override int TailFrames =>
        (int)(2 * _parameters.BoundedTimeSeconds * _rate) + _predelayFrames + _network.LongestFrames + (_rate / 10);

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

    /// <summary>Another room; at once, so only while this one is silent.</summary>
    public void Set(in ReverbParameters parameters)
    {
        _parameters = parameters;
        _predelayFrames = (int)(parameters.BoundedPredelaySeconds * _rate);
        for (var i = 0; i < _diffusion.Length; i++)
        {
            _diffusion[i].Set(DiffusionFrames(i, Math.Min(1, parameters.BoundedSize)));
        }

        _network.Set(parameters);
        _lowPass.Set(parameters.LowPassHz, _rate);
        var (same, other) = StereoWidth.Gains(parameters.Width, parameters.Level / Math.Sqrt(PowerGain(isWanted: false)));
        _sameSide.JumpTo(same);
        _otherSide.JumpTo(other);
    }

    /// <summary>Other manners of the same room (<see cref="ReverbParameters.HasPathsOf"/>), reached without a click while it sounds.</summary>
    public void GlideTo(in ReverbParameters parameters)
    {
        _parameters = parameters;
        _network.GlideTo(parameters);
        _lowPass.Set(parameters.LowPassHz, _rate);
        var (same, other) = StereoWidth.Gains(parameters.Width, parameters.Level / Math.Sqrt(PowerGain(isWanted: true)));
        _sameSide.GlideTo(same);
        _otherSide.GlideTo(other);
        StretchTail();
    }

    protected override void ClearSound()
    {
        _highPass.Clear();
        _lowPass.Clear();
        _predelay.Clear();
        foreach (var allPass in _diffusion)
        {
            allPass.Clear();
        }

        _network.Clear();
        if (_network.IsGliding || _sameSide.IsMoving || _otherSide.IsMoving)
        {
            Set(_parameters); // a change that was on its way has arrived
        }
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
        if (_sameSide.IsMoving || _otherSide.IsMoving)
        {
            AddMoving(even, odd, left, right);
        }
        else
        {
            Add(even, odd, left, right);
        }
    }

    private void Add(ReadOnlySpan<float> even, ReadOnlySpan<float> odd, Span<float> left, Span<float> right)
    {
        Kernels.AddScaled(even, _sameSide.Now, left);
        Kernels.AddScaled(odd, _sameSide.Now, right);
        if (_otherSide.Now != 0f)
        {
            Kernels.AddScaled(odd, _otherSide.Now, left);
            Kernels.AddScaled(even, _otherSide.Now, right);
        }
    }

    private void AddMoving(ReadOnlySpan<float> even, ReadOnlySpan<float> odd, Span<float> left, Span<float> right)
    {
        var (same, other) = (_sameSide.Now, _otherSide.Now);
        var (nextSame, nextOther) = (_sameSide.Next(), _otherSide.Next());
        Kernels.MixRamped(even, same, nextSame, left);
        Kernels.MixRamped(odd, same, nextSame, right);
        Kernels.MixRamped(odd, other, nextOther, left);
        Kernels.MixRamped(even, other, nextOther, right);
    }

    private int DiffusionFrames(int stage, double size) => Math.Max(1, (int)(s_diffusionMilliseconds[stage] * size * _rate / 1000));

    private void Enter(ReadOnlySpan<float> send, Span<float> entering)
    {
        _highPass.Process(send, AntiDenormal, entering);
        _lowPass.Process(entering);
        _predelay.Write(entering);
        _predelay.Read(_predelayFrames + send.Length, entering);
    }

    /// <summary>Power of a side for a lasting white sound of power 1 in the send: the gains of the stages, averaged over frequency.</summary>
    private double PowerGain(bool isWanted)
    {
        const int Steps = 64; // on the audio thread too
        var sum = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var angle = Math.PI * (step + 0.5) / Steps;
            sum += _highPass.PowerGainAt(angle) * _network.PowerGainAt(angle, isWanted);
        }

        return sum / Steps;
    }
}
