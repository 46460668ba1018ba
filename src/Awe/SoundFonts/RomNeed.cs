namespace Awe.SoundFonts;

/// <summary>A sample of the card's ROM as a bank asks for it.</summary>
internal sealed record RomNeed
{
    /// <summary>Its name, without the star that SoundFont 1 marks it by; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>First point, counted from the start of the ROM.</summary>
    public required long Start { get; init; }

    /// <summary>Points from <see cref="Start"/> to the end.</summary>
    public required long Points { get; init; }

    /// <summary>Points from one end of the loop to the other; 0 is no loop.</summary>
    public required long LoopPoints { get; init; }

    /// <summary>Hz at which the sample plays at its root key.</summary>
    public required int Rate { get; init; }

    /// <summary>
    /// The keys at which the zones that use it play it at 44.1 kHz, so the pitch that it has there if they are in tune; the first is the first
    /// zone's. Empty where no zone with a full keyboard uses it.
    /// </summary>
    public required IReadOnlyList<double> UnityKeys { get; init; }

    /// <summary>The middle of the first zone's keys; 60 where no zone uses it.</summary>
    public required int MiddleKey { get; init; }

    /// <summary>Name of the first instrument that uses it; may be empty.</summary>
    public required string InstrumentName { get; init; }

    /// <summary>Name of the first preset that plays that instrument; may be empty.</summary>
    public required string PresetName { get; init; }
}
