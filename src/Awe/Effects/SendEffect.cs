namespace Awe.Effects;

/// <summary>
/// An effect fed by one mono send whose stereo return is added to the mix. The base decides when there is anything to do:
/// once the input has been silent for the length of the tail, the state is cleared and further silence costs nothing and
/// returns exactly nothing. That decision counts frames, so the result does not depend on how a stream is cut into blocks.
/// </summary>
/// <remarks>
/// Audio thread only. All memory is made by the constructors. The chip's own reverbs and choruses join as further kinds of this type.
/// </remarks>
internal abstract class SendEffect
{
    /// <summary>
    /// Rides on the input of every recursive stage while it rings (-360 dB), so that a fading state never reaches the
    /// denormal numbers, which cost a processor a hundred times the work.
    /// </summary>
    protected const float AntiDenormal = 1e-18f;

    /// <summary>Longest stretch handed to <see cref="Render"/>; short enough that scratch stays in the first-level cache.</summary>
    public const int ChunkFrames = 64;

    private int _framesUntilSilent;

    /// <summary>Whether nothing rings: parameters may jump.</summary>
    public bool IsSilent => _framesUntilSilent == 0;

    /// <summary>Frames for which the return goes on after the last sounding frame of the send (-120 dB).</summary>
    public abstract int TailFrames { get; }

    /// <summary>Memory of the delay lines and scratch.</summary>
    public abstract long Bytes { get; }

    /// <summary>Adds the return for <paramref name="send"/> to <paramref name="left"/> and <paramref name="right"/>, which are as long.</summary>
    public void Process(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        while (!send.IsEmpty)
        {
            var frames = _framesUntilSilent == 0 ? Rest(send) : RenderChunk(send, left, right);
            send = send[frames..];
            left = left[frames..];
            right = right[frames..];
        }
    }

    /// <summary>Forgets everything that still rings, as if newly made.</summary>
    public void Clear()
    {
        _framesUntilSilent = 0;
        ClearSound();
        RestartOscillators();
    }

    /// <summary>What rings lasts as long as the tail is now.</summary>
    protected void StretchTail()
    {
        if (_framesUntilSilent > 0)
        {
            _framesUntilSilent = Math.Max(_framesUntilSilent, TailFrames);
        }
    }

    /// <summary>Adds the return for at most <see cref="ChunkFrames"/> frames.</summary>
    protected abstract void Render(ReadOnlySpan<float> send, Span<float> left, Span<float> right);

    /// <summary>Zeroes every delay line and filter.</summary>
    protected abstract void ClearSound();

    /// <summary>Sets every oscillator to its start.</summary>
    protected abstract void RestartOscillators();

    /// <summary>Moves every oscillator on: notes after a rest must not all meet the same phase.</summary>
    protected abstract void SkipOscillators(int frames);

    private int RenderChunk(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        var frames = Math.Min(send.Length, ChunkFrames);
        var sounding = frames - TrailingZeros(send[..frames]);
        if (sounding > 0)
        {
            _framesUntilSilent = TailFrames + sounding;
        }

        frames = Math.Min(frames, _framesUntilSilent);
        Render(send[..frames], left[..frames], right[..frames]);
        _framesUntilSilent -= frames;
        if (_framesUntilSilent == 0)
        {
            ClearSound();
        }

        return frames;
    }

    private int Rest(ReadOnlySpan<float> send)
    {
        var count = 0;
        while (count < send.Length && send[count] == 0)
        {
            count++;
        }

        if (count < send.Length)
        {
            _framesUntilSilent = TailFrames;
        }

        SkipOscillators(count);
        return count;
    }

    private static int TrailingZeros(ReadOnlySpan<float> send)
    {
        var count = 0;
        while (count < send.Length && send[send.Length - 1 - count] == 0)
        {
            count++;
        }

        return count;
    }
}
