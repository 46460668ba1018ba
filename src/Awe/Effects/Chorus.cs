using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// Up to six voices out of one delay line, three a side. The oscillations are spread evenly over the turn and alternate between
/// the sides, so that at any moment the detunings of a side cancel: the pitch stays put while the sound widens.
/// </summary>
/// <remarks>Audio thread only.</remarks>
internal sealed class Chorus : SendEffect
{
    /// <summary>Voices of an ensemble.</summary>
    public const int MostVoicesPerSide = 3;

    /// <summary>Below this the voices would add up in phase to more than the original and muddy it.</summary>
    private const double HighPassHz = 80;

    /// <summary>A chunk, and the neighbours of an interpolated point on both sides.</summary>
    private const int SpareFrames = ChunkFrames + 8;

    private readonly int _rate;
    private readonly DelayLine _line;
    private readonly float[] _sound = new float[ChunkFrames];
    private readonly float[] _tap = new float[ChunkFrames];
    private readonly float[] _delays = new float[ChunkFrames];
    private ChorusParameters _wanted;
    private ChorusVoices _voices;
    private ChorusVoices _before; // on their way out while parameters change
    private GlidingGain _share = new(1); // of the present voices; the ones before have the rest
    private SendHighPass _highPass;
    private SendLowPass _lowPass;

    public Chorus(int rate, in ChorusParameters parameters)
    {
        _rate = rate;
        _line = new DelayLine(LongestFramesAt(rate), SpareFrames);
        _highPass = new SendHighPass(HighPassHz, rate);
        Set(parameters);
    }

    public override int TailFrames => _voices.TailFrames + SpareFrames + SendHighPass.TailFrames(HighPassHz, _rate);

    public override long Bytes => _line.Bytes + (3L * ChunkFrames * sizeof(float));

    /// <summary>As long as any voice may be late: the depth is at most the delay.</summary>
    public static int LongestFramesAt(int rate) =>
        (int)Math.Ceiling(2 * ChorusVoices.LongestDelay * ChorusParameters.LongestDelaySeconds * rate) + SpareFrames;

    /// <summary>Other voices: at once in silence, else by a cross-fade on the same line, one at a time.</summary>
    public void Set(in ChorusParameters parameters)
    {
        _wanted = parameters;
        _lowPass.Set(parameters.LowPassHz, _rate);
        if (IsSilent)
        {
            _voices = new ChorusVoices(parameters, _rate, ChunkFrames, _voices.Turned);
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

    protected override void RestartOscillators() => _voices.Restart();

    protected override void SkipOscillators(int frames) => _voices.Skip(frames);

    protected override void Render(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        if (!_share.IsMoving && _wanted != _voices.Parameters)
        {
            TakeVoices();
        }

        var sound = _sound.AsSpan(0, send.Length);
        _highPass.Process(send, AntiDenormal, sound);
        _lowPass.Process(sound);
        var from = _share.Now;
        var to = _share.Next();
        FeedBack(ref _voices, from, to, sound);
        if (from < 1)
        {
            FeedBack(ref _before, 1 - from, 1 - to, sound);
        }

        _line.Write(sound);
        AddVoices(ref _voices, from, to, left, right);
        if (from < 1)
        {
            AddVoices(ref _before, 1 - from, 1 - to, left, right);
        }
    }

    private void TakeVoices()
    {
        _before = _voices;
        _voices = new ChorusVoices(_wanted, _rate, ChunkFrames, _before.Turned);
        _share.JumpTo(0);
        _share.GlideTo(1);
        StretchTail();
    }

    // Read before this chunk is in the line, which voices that feed back are late enough for.
    private void FeedBack(ref ChorusVoices voices, float from, float to, Span<float> sound)
    {
        if (voices.Feedback != 0f)
        {
            var tap = _tap.AsSpan(0, sound.Length);
            voices.Peek(0, _line, 0, _delays.AsSpan(0, sound.Length), tap);
            Kernels.MixRamped(tap, from * voices.Feedback, to * voices.Feedback, sound);
        }
    }

    private void AddVoices(ref ChorusVoices voices, float from, float to, Span<float> left, Span<float> right)
    {
        var tap = _tap.AsSpan(0, left.Length);
        for (var voice = 0; voice < voices.Count; voice++)
        {
            // The chunk is in the line already.
            voices.Peek(voice, _line, -left.Length, _delays.AsSpan(0, left.Length), tap);
            var (toLeft, toRight) = voices.GainsOf(voice);
            Kernels.MixRamped(tap, from * toLeft, to * toLeft, left);
            Kernels.MixRamped(tap, from * toRight, to * toRight, right);
        }

        voices.Skip(left.Length);
    }
}
