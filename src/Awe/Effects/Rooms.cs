namespace Awe.Effects;

/// <summary>
/// The rooms that the standards name, as this reverb makes them. A room that fades soon may be small: its resonances are wide enough to run into
/// one another. In a small one that rings long they would be heard singly.
/// </summary>
internal static class Rooms
{
    /// <summary>By the character of Roland GS: rooms 1-3, halls 1 and 2, plate. The echoes after them are no rooms and have the hall's manners.</summary>
    public static ReverbParameters OfGs(int character) => character switch
    {
        0 => Small,
        1 => Medium,
        2 => Large,
        3 => MediumHall,
        5 => Plate,
        _ => Hall,
    };

    /// <summary>By the type of General MIDI 2.</summary>
    public static ReverbParameters OfGm2(int type) => type switch
    {
        0 => Small,
        1 => Medium,
        2 => Large,
        3 => MediumHall,
        8 => Plate,
        _ => Hall,
    };

    /// <summary>By the type of Yamaha XG and its variant; a level of 0 for type 0, none.</summary>
    public static ReverbParameters OfXg(int type, int variant) => type switch
    {
        0 => Hall with { Level = 0 },
        1 => variant == 0 ? Hall with { TimeSeconds = 2.1 } : Hall with { TimeSeconds = 2.8, Size = 1.2 },
        2 => variant switch
        {
            0 => Large with { TimeSeconds = 1.5 },
            1 => Medium,
            _ => Small,
        },
        3 => variant == 0 ? MediumHall with { TimeSeconds = 2.2, PredelaySeconds = 0.02 } : MediumHall with { TimeSeconds = 1.5 },
        4 => Plate with { TimeSeconds = 2.6 },
        0x10 => Medium with { TimeSeconds = 1, DampingHz = 9000 },
        0x11 => Hall with { TimeSeconds = 4.8, DampingHz = 3500, Width = 0.4 },
        0x12 => Hall with { TimeSeconds = 7, DampingHz = 3000, Size = ReverbParameters.LargestSize, PredelaySeconds = 0.06 },
        0x13 => Small with { TimeSeconds = 0.7, Size = 0.4, DampingHz = 3000 },
        _ => Hall,
    };

    /// <summary>How the time grows over so many steps of a 7-bit value: General MIDI 2's exponential.</summary>
    public static double TimeRatio(int steps) => Math.Exp(0.025 * steps);

    /// <summary>The time that General MIDI 2 gives a value.</summary>
    public static double TimeSeconds(int value) => TimeRatio(value - 40);

    private static ReverbParameters Hall => new();

    private static ReverbParameters MediumHall => new() { Size = 0.9, PredelaySeconds = 0.008, DampingHz = 4000 };

    private static ReverbParameters Small => new() { TimeSeconds = 1.1, Size = 0.55, PredelaySeconds = 0, DampingHz = 5500 };

    private static ReverbParameters Medium => new() { TimeSeconds = 1.3, Size = 0.62, PredelaySeconds = 0.002, DampingHz = 5000 };

    private static ReverbParameters Large => new() { TimeSeconds = 1.5, Size = 0.75, PredelaySeconds = 0.005, DampingHz = 5000 };

    private static ReverbParameters Plate => new() { TimeSeconds = 1.3, Size = 0.7, PredelaySeconds = 0, DampingHz = 9000 };
}
