using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// Two reverbs that take turns. When the room changes while it sounds, the send goes over to the other one within ten milliseconds, and the first
/// rings on by itself until it is silent: no click, no sweep of lengths, and the old notes keep their old room. A third room waits
/// until the first has been faded out. What does not change the paths of the room glides within it.
/// </summary>
/// <remarks>
/// Audio thread only. Fades move on once a call of <see cref="Process"/>: the caller hands over blocks of one length, a render quantum.
/// </remarks>
internal sealed class AlternatingReverb
{
    private const int SendFadeSteps = 8;
    private const int CutFadeSteps = 16;

    private readonly float[] _send = new float[SendEffect.ChunkFrames];
    private readonly float[] _left = new float[SendEffect.ChunkFrames];
    private readonly float[] _right = new float[SendEffect.ChunkFrames];
    private Reverb _now;
    private Reverb _before;
    private ReverbParameters _wanted;
    private int _sendStep = SendFadeSteps; // of the fade of the send from the one before to the present one
    private int _cutStep; // of the fade of what is left of the one before

    public AlternatingReverb(int rate, in ReverbParameters parameters)
    {
        _now = new Reverb(rate, parameters);
        _before = new Reverb(rate, parameters);
        _wanted = parameters;
    }

    public long Bytes => _now.Bytes + _before.Bytes + (3L * sizeof(float) * SendEffect.ChunkFrames);

    /// <summary>Frames for which it goes on after the last sound.</summary>
    public int TailFrames => Math.Max(_now.TailFrames, _before.TailFrames);

    public bool IsSilent => _now.IsSilent && _before.IsSilent;

    /// <summary>The room from now on, or as soon as the one before the present one has been faded out.</summary>
    public void Set(in ReverbParameters parameters) => _wanted = parameters;

    /// <summary>Adds the return for <paramref name="send"/>, at most <see cref="SendEffect.ChunkFrames"/> frames.</summary>
    public void Process(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        if (_wanted != _now.Parameters)
        {
            TakeRoom();
        }

        if (_sendStep == SendFadeSteps && _before.IsSilent)
        {
            _now.Process(send, left, right);
        }
        else
        {
            ProcessBoth(send, left, right);
        }
    }

    private void TakeRoom()
    {
        if (_now.IsSilent)
        {
            _now.Set(_wanted);
        }
        else if (_wanted.HasPathsOf(_now.Parameters))
        {
            _now.GlideTo(_wanted);
        }
        else if (_before.IsSilent && _sendStep == SendFadeSteps)
        {
            (_now, _before) = (_before, _now);
            _now.Set(_wanted);
            _sendStep = _cutStep = 0;
        }
        else if (_sendStep == SendFadeSteps && _cutStep == 0)
        {
            _cutStep = 1;
        }
    }

    private void ProcessBoth(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        var from = (float)_sendStep / SendFadeSteps;
        _sendStep = Math.Min(SendFadeSteps, _sendStep + 1);
        var to = (float)_sendStep / SendFadeSteps;
        _now.Process(Faded(send, from, to), left, right);

        var restLeft = _left.AsSpan(0, send.Length);
        var restRight = _right.AsSpan(0, send.Length);
        restLeft.Clear();
        restRight.Clear();
        _before.Process(Faded(send, 1 - from, 1 - to), restLeft, restRight);
        Cut(restLeft, restRight, left, right);
    }

    private ReadOnlySpan<float> Faded(ReadOnlySpan<float> send, float from, float to)
    {
        var faded = _send.AsSpan(0, send.Length);
        faded.Clear();
        Kernels.MixRamped(send, from, to, faded);
        return faded;
    }

    private void Cut(ReadOnlySpan<float> restLeft, ReadOnlySpan<float> restRight, Span<float> left, Span<float> right)
    {
        var step = Math.Max(0, _cutStep - 1);
        var (from, to) = (1 - ((float)step / CutFadeSteps), 1 - ((float)_cutStep / CutFadeSteps));
        Kernels.MixRamped(restLeft, from, to, left);
        Kernels.MixRamped(restRight, from, to, right);
        if (_cutStep == CutFadeSteps)
        {
            _before.Clear();
            _cutStep = 0;
        }
        else if (_cutStep > 0)
        {
            _cutStep++;
        }
    }
}
