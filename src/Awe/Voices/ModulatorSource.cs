namespace Awe.Voices;

/// <summary>Shape of a source's mapping (specification 8.2.4).</summary>
internal enum ModulatorCurve
{
    Linear = 0,
    Concave = 1,
    Convex = 2,
    Switch = 3,
}

/// <summary>
/// A source word of a modulator (specification 8.2): which controller it listens to, and how its position becomes 0..1 or -1..1.
/// </summary>
internal readonly record struct ModulatorSource(ushort Word)
{
    // Ids: the low byte of the source word, so a controller is its number with bit 7 set.
    public const byte None = 0;
    public const byte Velocity = 2;
    public const byte Key = 3;
    public const byte PolyPressure = 10;
    public const byte ChannelPressure = 13;
    public const byte PitchWheel = 14;
    public const byte PitchWheelSensitivity = 16;
    public const byte Link = 127;

    /// <summary>The wheel's top position in 128ths: it has 14 bits.</summary>
    private const float WheelTop = 16383f / 128f;

    // The one source that is not a share of its range: a wheel may bend over more than 128 semitones.
    private const float MostWheelRange = 2f;

    /// <summary>What changes when this source moves: index and controller flag in one byte.</summary>
    public byte Id => (byte)Word;

    public int Index => Word & 0x7F;

    public bool IsController => (Word & 0x80) != 0;

    /// <summary>D bit: from the maximum down to the minimum.</summary>
    public bool IsDescending => (Word & 0x100) != 0;

    public bool IsBipolar => (Word & 0x200) != 0;

    public ModulatorCurve Curve => (ModulatorCurve)(Word >> 10);

    /// <summary>Whether this engine can listen to the source; a modulator with any other is ignored (8.2.1, 8.2.4).</summary>
    public bool IsSupported => Curve <= ModulatorCurve.Switch && (IsController ? IsLegalController(Index) : IsGeneral(Index));

    /// <summary>
    /// Whether the source is what other modulators are linked into this one. Direction, polarity and curve then say nothing: what comes was
    /// mapped where it came from, and has no range to map again.
    /// </summary>
    public bool IsLink => Id == Link && Curve <= ModulatorCurve.Switch;

    /// <summary>Whether it can move while a note sounds.</summary>
    public bool IsLive => Id is not (None or Velocity or Key);

    /// <summary>The ends of what it maps to while a note sounds: its one value when it does not move.</summary>
    public (float Low, float High) RangeFor(in ModulatorInputs inputs)
    {
        if (!IsLive)
        {
            var value = Map(inputs.PositionOf(this));
            return (value, value);
        }

        var most = Id == PitchWheelSensitivity ? MostWheelRange : 1f;
        return (IsBipolar ? -most : 0f, most);
    }

    /// <summary>The <see cref="Id"/> of a MIDI controller.</summary>
    public static byte Controller(int number) => (byte)(0x80 | number);

    /// <summary>Maps a position in 128ths (0..127, with fractions up to 16383/128) to 0..1, or to -1..1 when bipolar.</summary>
    public float Map(float position)
    {
        if (Id == None)
        {
            return 1f;
        }

        if (IsBipolar)
        {
            // A descending bipolar source is the mirror image, so that the middle (64) stays 0: a reversed wheel at rest must not bend.
            var value = Bipolar((position / 64f) - 1f);
            return IsDescending ? -value : value;
        }

        var top = Id == PitchWheel ? WheelTop : Curves.Top;
        return Unipolar(IsDescending ? MathF.Max(0f, top - position) : position);
    }

    private float Unipolar(float position) => Curve switch
    {
        ModulatorCurve.Concave => Curves.Concave(position),
        ModulatorCurve.Convex => Curves.Convex(position),
        ModulatorCurve.Switch => position >= 64f ? 1f : 0f, // at 64 a pedal counts as down
        _ => position / 128f,
    };

    private float Bipolar(float deviation) => Curve switch
    {
        ModulatorCurve.Concave => MathF.CopySign(Curves.Concave(128f * MathF.Abs(deviation)), deviation),
        ModulatorCurve.Convex => MathF.CopySign(Curves.Convex(128f * MathF.Abs(deviation)), deviation),
        ModulatorCurve.Switch => deviation >= 0f ? 1f : -1f,
        _ => deviation,
    };

    private static bool IsGeneral(int index) =>
        index is None or Velocity or Key or PolyPressure or ChannelPressure or PitchWheel or PitchWheelSensitivity;

    // Bank select, data entry, LSBs, parameter selection and channel mode messages are no sources (8.2.1).
    private static bool IsLegalController(int number) => number is not (0 or 6 or (>= 32 and <= 63) or (>= 98 and <= 101) or >= 120);
}
