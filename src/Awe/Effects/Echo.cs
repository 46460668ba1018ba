using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// Three taps on one delay line, left, middle and right, and a loop that repeats them. Other times are reached by a cross-fade on the same line,
/// one at a time, so they neither click nor sweep.
/// </summary>
/// <remarks>Audio thread only. The sum of what enters is never above the loop's gain times the loudest point of the line, so it stays bounded.</remarks>
internal sealed class Echo : SendEffect
{
    private const double HighPassHz = 30;

    private const double MostFeedback = 0.95;

    private readonly int _rate;
    private readonly int _longestFrames;
    private readonly DelayLine _line;
    private readonly float[] _sound = new float[ChunkFrames];
    private readonly float[] _tap = new float[ChunkFrames];
    private EchoParameters _wanted;
    private Taps _taps;
    private Taps _before; // on their way out while parameters change
    private GlidingGain _share = new(1); // of the present taps; the ones before have the rest
    private SendHighPass _highPass;
    private SendLowPass _lowPass;

    /// <param name="rate">Frames a second.</param>
    /// <param name="longestSeconds">The longest time of any tap.</param>
    /// <param name="parameters">How it begins.</param>
    public Echo(int rate, double longestSeconds, in EchoParameters parameters)
    {
        _rate = rate;
        _longestFrames = Math.Max(ChunkFrames, (int)(longestSeconds * rate));
        _line = new DelayLine(_longestFrames, 2 * ChunkFrames);
        _highPass = new SendHighPass(HighPassHz, rate);
        Set(parameters);
    }

    public override int TailFrames => _taps.TailFrames(_longestFrames) + SendHighPass.TailFrames(HighPassHz, _rate);

    public override long Bytes => _line.Bytes + (2L * ChunkFrames * sizeof(float));

    /// <summary>Other echoes: at once in silence, else by a cross-fade.</summary>
    public void Set(in EchoParameters parameters)
    {
        _wanted = parameters;
        _lowPass.Set(parameters.LowPassHz, _rate);
        if (IsSilent)
        {
            _taps = TapsFor(parameters);
            _share.JumpTo(1);
        }
    }

    protected override void ClearSound()
    {
        _line.Clear();
        _highPass.Clear();
        _lowPass.Clear();
        Set(_wanted); // a change that was on its way has arrived
    }

    // Nothing sways here.
    protected override void RestartOscillators()
    {
    }

    protected override void SkipOscillators(int frames)
    {
    }

    protected override void Render(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        if (!_share.IsMoving && _wanted != _taps.Parameters)
        {
            TakeTaps();
        }

        var sound = _sound.AsSpan(0, send.Length);
        _highPass.Process(send, AntiDenormal, sound);
        _lowPass.Process(sound);
        var from = _share.Now;
        var to = _share.Next();
        AddTap(_taps.LoopFrames, from * _taps.Feedback, to * _taps.Feedback, sound);
        AddTap(_before.LoopFrames, (1 - from) * _before.Feedback, (1 - to) * _before.Feedback, sound);
        _line.Write(sound);
        AddTaps(_taps, from, to, left, right);
        if (from < 1)
        {
            AddTaps(_before, 1 - from, 1 - to, left, right);
        }
    }

    private void TakeTaps()
    {
        _before = _taps;
        _taps = TapsFor(_wanted);
        _share.JumpTo(0);
        _share.GlideTo(1);
        StretchTail();
    }

    // The chunk is in the line already, hence its length on top of the delays.
    private void AddTaps(in Taps taps, float from, float to, Span<float> left, Span<float> right)
    {
        var chunk = left.Length;
        AddTap(taps.LeftFrames + chunk, from * taps.LeftGain, to * taps.LeftGain, left);
        AddTap(taps.RightFrames + chunk, from * taps.RightGain, to * taps.RightGain, right);
        AddTap(taps.CentreFrames + chunk, from * taps.CentreGain, to * taps.CentreGain, left);
        AddTap(taps.CentreFrames + chunk, from * taps.CentreGain, to * taps.CentreGain, right);
    }

    private void AddTap(int delayFrames, float from, float to, Span<float> target)
    {
        if (from != 0f || to != 0f)
        {
            var tap = _tap.AsSpan(0, target.Length);
            _line.Read(delayFrames, tap);
            Kernels.MixRamped(tap, from, to, target);
        }
    }

    private Taps TapsFor(in EchoParameters parameters) => new(
        parameters,
        Frames(parameters.LeftSeconds, 0),
        Frames(parameters.RightSeconds, 0),
        Frames(parameters.CentreSeconds, 0),
        Frames(parameters.LoopSeconds, ChunkFrames),
        (float)(parameters.Level * parameters.LeftLevel),
        (float)(parameters.Level * parameters.RightLevel),
        (float)(parameters.Level * parameters.CentreLevel),
        (float)Math.Clamp(parameters.Feedback, -MostFeedback, MostFeedback));

    private int Frames(double seconds, int shortest) => Math.Clamp((int)(Math.Min(seconds, 1000) * _rate), shortest, _longestFrames);

    private readonly record struct Taps(
        EchoParameters Parameters,
        int LeftFrames,
        int RightFrames,
        int CentreFrames,
        int LoopFrames,
        float LeftGain,
        float RightGain,
        float CentreGain,
        float Feedback)
    {
        /// <summary>Until the repetitions have fallen by 120 dB.</summary>
        public int TailFrames(int longestFrames)
        {
            var repetitions = Feedback == 0f ? 0 : Math.Log(1e-6) / Math.Log(Math.Abs(Feedback));
            return longestFrames + (int)(LoopFrames * repetitions);
        }
    }
}
