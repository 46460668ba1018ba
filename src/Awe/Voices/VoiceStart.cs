using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>Everything that a voice needs to know of its note.</summary>
internal readonly ref struct VoiceStart
{
    public required StoredBank Bank { get; init; }

    public required Preset Preset { get; init; }

    public required Zone PresetZone { get; init; }

    public required Instrument Instrument { get; init; }

    public required Zone InstrumentZone { get; init; }

    /// <summary>Default modulators in force for the bank.</summary>
    public required ReadOnlySpan<Modulator> Defaults { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>Number of the note; larger is later.</summary>
    public required long Note { get; init; }

    /// <summary>Whether a score plays the note, and not somebody live.</summary>
    public required bool IsOfScore { get; init; }

    /// <summary>The key that sounds.</summary>
    public required int Key { get; init; }

    /// <summary>The key that was struck, and whose release ends the note: another one where the score is transposed.</summary>
    public required int StruckKey { get; init; }

    /// <summary>The channel's voices, among which this one is while it sounds.</summary>
    public VoiceChain Voices { get; init; }

    /// <summary>How the note comes to its pitch.</summary>
    public GlideStart Glide { get; init; }

    /// <summary>Whether the note is slurred to the one before, and has no attack of its own.</summary>
    public bool IsSlurred { get; init; }

    /// <summary>Whether the note goes on when its key goes up: a drum that hears no note-offs, which ends by itself, or with all notes.</summary>
    public bool IgnoresKeyUp { get; init; }

    public required int Velocity { get; init; }

    /// <summary>Frames a second of the recording.</summary>
    public int SampleRate => Bank.Font.SampleAt(InstrumentZone.Target).Rate;
}
