using Awe.Storage;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>How a <see cref="Synthesizer"/> sounds. Fixed for its life.</summary>
public sealed record SynthesizerOptions
{
    /// <summary>Frames a second, 8000-192000.</summary>
    public int SampleRate { get; init; } = 44100;

    /// <summary>Most voices at once, 1-4096.</summary>
    public int Polyphony { get; init; } = 256;

    /// <summary>MIDI channels, 16 for each port, up to 256.</summary>
    public int Channels { get; init; } = 16;

    /// <summary>How voices find the values between sample points.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Cubic;

    /// <summary>Whether velocity closes the filter, where a bank has no say in it.</summary>
    public VelocityToFilter VelocityToFilter { get; init; } = VelocityToFilter.Off;

    /// <summary>When balance, the controllers of sound and the pressure of single keys are obeyed.</summary>
    public SoundControllers SoundControllers { get; init; } = SoundControllers.ByMode;

    /// <summary>Whether the reverb sends are heard.</summary>
    public bool Reverb { get; init; } = true;

    /// <summary>Whether the chorus sends are heard.</summary>
    public bool Chorus { get; init; } = true;

    /// <summary>Whether the delay sends (controller 94) are heard, in songs that set up a delay or say that they mean Roland GS.</summary>
    public bool Delay { get; init; } = true;

    /// <summary>Whether peaks over full scale are turned down; adds <see cref="Synthesizer.LatencyFrames"/>.</summary>
    public bool Limiter { get; init; } = true;

    /// <summary>Added to the level of everything, in decibels.</summary>
    public double GainDecibels { get; init; }

    /// <summary>What rendering does when a page of a sample is missing.</summary>
    public MissPolicy MissPolicy { get; init; } = MissPolicy.RealTime;

    /// <summary>
    /// Under <see cref="Storage.MissPolicy.Wait"/>: ends a wait for samples by throwing <see cref="OperationCanceledException"/> from
    /// <see cref="Synthesizer.Render"/>.
    /// </summary>
    public CancellationToken Cancellation { get; init; }
}
