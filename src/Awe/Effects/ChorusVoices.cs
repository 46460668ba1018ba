using System.Runtime.CompilerServices;

namespace Awe.Effects;

/// <summary>The moving taps of a chorus and their gains, for one set of parameters.</summary>
internal struct ChorusVoices
{
    /// <summary>The longest delay of a voice over the delay in the middle of all.</summary>
    public const double LongestDelay = 1.286;

    private static readonly double[] s_delays = [LongestDelay, 0.731, 0.925, 1.046, 0.773, 1.206];

    private readonly float _sameSideGain;
    private readonly float _otherSideGain;
    private Taps _taps;

    /// <param name="parameters">What is asked for; brought into bounds here.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="chunkFrames">Voices that feed back are read before the chunk is written, so they are later than that.</param>
    /// <param name="turned">How far the oscillation has come since its start: another set of voices goes on where one was.</param>
    public ChorusVoices(in ChorusParameters parameters, int rate, int chunkFrames, uint turned)
    {
        Parameters = parameters;
        Count = 2 * Math.Clamp(parameters.VoicesPerSide, 1, Chorus.MostVoicesPerSide);
        Feedback = (float)Math.Clamp(parameters.Feedback, -0.9, 0.9);

        // The cubic looks one frame ahead of the point it draws: two frames is the shortest delay.
        var shortest = 2 + (Feedback == 0 ? 0 : chunkFrames);
        var centre = Math.Min(parameters.DelaySeconds, ChorusParameters.LongestDelaySeconds) * rate;
        for (var voice = 0; voice < Count; voice++)
        {
            var delay = Math.Max(shortest, centre * DelayOf(voice));
            var depth = Math.Clamp(parameters.DepthSeconds * rate, 0, delay - shortest);
            LongestFrames = Math.Max(LongestFrames, (int)Math.Ceiling(delay + depth));
            _taps[voice] = new MovingTap(delay, depth, Math.Clamp(parameters.RateHz, 0, 10), (double)voice / Count, rate);
            _taps[voice].TurnTo(turned);
        }

        var repeated = Math.Sqrt(1 - ((double)Feedback * Feedback)); // what the repetitions add to the power is taken off again
        (_sameSideGain, _otherSideGain) = StereoWidth.Gains(parameters.Width, parameters.Level * repeated / Math.Sqrt(Count / 2.0));
        TailFrames = (int)(LongestFrames * RepetitionsUntilSilent);
    }

    /// <summary>What was asked for.</summary>
    public ChorusParameters Parameters { get; }

    /// <summary>Voices of both sides: even ones on the left, odd ones on the right.</summary>
    public int Count { get; }

    /// <summary>Gain of the first voice back into the line.</summary>
    public float Feedback { get; }

    /// <summary>The longest delay that any voice comes to.</summary>
    public int LongestFrames { get; }

    /// <summary>Until the repetitions have fallen by 120 dB.</summary>
    public int TailFrames { get; }

    /// <summary>How far the oscillation has come since its start, in 2^32nds of a turn.</summary>
    public readonly uint Turned => _taps[0].Turned;

    // Voices with one delay in common would cancel one another wherever their swaying is worth a certain part of a period (13 dB at 120 Hz in the sum of
    // the sides). Found by search: with these, no third of an octave from 130 Hz up leaves 1 dB on the average over time, neither on a side nor
    // in the sum, and neither side comes first.
    private readonly double DelayOf(int voice) => Count < 2 * Chorus.MostVoicesPerSide ? 1 : s_delays[voice];

    private readonly double RepetitionsUntilSilent => Feedback == 0 ? 1 : 1 + (Math.Log(1e-6) / Math.Log(Math.Abs(Feedback)));

    public readonly (float Left, float Right) GainsOf(int voice) =>
        voice % 2 == 0 ? (_sameSideGain, _otherSideGain) : (_otherSideGain, _sameSideGain);

    /// <summary>Reads a voice; the oscillation stays where it is.</summary>
    public readonly void Peek(int voice, DelayLine line, int firstFrame, Span<float> delays, Span<float> destination)
    {
        var tap = _taps[voice];
        tap.Read(line, firstFrame, delays, destination);
    }

    public void Skip(int frames)
    {
        for (var voice = 0; voice < Count; voice++)
        {
            _taps[voice].Skip(frames);
        }
    }

    public void Restart()
    {
        for (var voice = 0; voice < Count; voice++)
        {
            _taps[voice].Restart();
        }
    }

    [InlineArray(2 * Chorus.MostVoicesPerSide)]
    private struct Taps
    {
        private MovingTap _first;
    }
}
