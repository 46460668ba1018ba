using Awe.Playback;
using Awe.Player.Options;
using Awe.Voices;

namespace Awe.Player.Commands;

/// <summary>What a render is asked to do, all sources of settings considered.</summary>
internal sealed record RenderOptions
{
    public const int DefaultRate = 44100;
    public const int DefaultPolyphony = 256;

    /// <summary>The song's file; null is the built-in demo song.</summary>
    public string? Song { get; init; }

    /// <summary>Which song of a file with several, from 1.</summary>
    public int SongNumber { get; init; } = 1;

    /// <summary>Banks, later ones over earlier ones; none is the default bank.</summary>
    public IReadOnlyList<FontSpec> Fonts { get; init; } = [];

    /// <summary>The file to write; "-" is stdout; null: named after the song.</summary>
    public string? Output { get; init; }

    /// <summary>What the sample store may hold; null is its own default.</summary>
    public long? BudgetBytes { get; init; }

    /// <summary>Whether all samples are loaded first.</summary>
    public bool Resident { get; init; }

    public int Rate { get; init; } = DefaultRate;

    public double GainDecibels { get; init; }

    public SampleFormat Format { get; init; } = SampleFormat.S16;

    public Interpolation Interpolation { get; init; } = Interpolation.Cubic;

    public VelocityToFilter VelocityToFilter { get; init; } = VelocityToFilter.Off;

    public SoundControllers SoundControllers { get; init; } = SoundControllers.ByMode;

    public int Polyphony { get; init; } = DefaultPolyphony;

    public bool Reverb { get; init; } = true;

    public bool Chorus { get; init; } = true;

    public bool Delay { get; init; } = true;

    public bool Limiter { get; init; } = true;

    public double StartSeconds { get; init; }

    /// <summary>Where in the song to stop; null is its end.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>How long to go on after the end; null: until silent.</summary>
    public double? TailSeconds { get; init; }

    /// <summary>1 is the song's own tempo.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>In semitones.</summary>
    public double Transposition { get; init; }

    /// <summary>Channels that are left out, from 0.</summary>
    public IReadOnlyList<int> Muted { get; init; } = [];

    /// <summary>The only channels that are played, from 0; none is all.</summary>
    public IReadOnlyList<int> Soloed { get; init; } = [];

    /// <summary>How often the song's own loop is played.</summary>
    public int Loops { get; init; } = 1;

    /// <summary>A folder for one file a channel; null: one file for all.</summary>
    public string? Stems { get; init; }

    /// <summary>Where statistics go as JSON; "-" is stderr; null is nowhere.</summary>
    public string? Stats { get; init; }

    /// <summary>Whether the clock paces the render, as if a device listened.</summary>
    public bool Realtime { get; init; }

    /// <summary>A slow disk to try, or null.</summary>
    public DiskSimulation? SimulatedDisk { get; init; }
}
