namespace Awe.Voices;

/// <summary>What messages made of one drum: GS and XG drum set-up. The bank says all that they left alone.</summary>
internal struct DrumKey
{
    /// <summary>Pan that nobody set: the bank's own holds.</summary>
    public const byte OwnPan = 0xFF;

    /// <summary>Each stroke comes from somewhere else.</summary>
    public const byte RandomPan = 0;

    /// <summary>Group that nobody set: the bank's own exclusive class holds.</summary>
    public const sbyte OwnGroup = -1;

    // Level 120 is what the drum has by itself, and 127 a little more: Roland's drum level.
    private const float UnityLevel = 120f;

    /// <summary>A drum as the bank has it.</summary>
    public static DrumKey Untouched => new() { Level = 120, Pan = OwnPan, Reverb = 127, Chorus = 127, Delay = 127, Group = OwnGroup, HearsNoteOn = true, HearsNoteOff = true };

    public sbyte CoarseSemitones;
    public sbyte FineCents;
    public byte Level;
    public byte Pan;
    public byte Reverb;
    public byte Chorus;
    public byte Delay;

    /// <summary>Drums of one group end each other; 0 is none.</summary>
    public sbyte Group;

    /// <summary>Whether key-downs play it.</summary>
    public bool HearsNoteOn;

    /// <summary>Whether key-ups end it; if not, it rings out.</summary>
    public bool HearsNoteOff;

    public readonly float PitchCents => (100f * CoarseSemitones) + FineCents;

    public readonly float Gain => Level / UnityLevel;
}
