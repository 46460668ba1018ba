namespace Awe.SoundFonts;

/// <summary>
/// One sample header, sanitised: positions are points counted from the start of the bank's sample data, inside it, and in order.
/// A point is one 16-bit (with sm24: 24-bit) number of one channel.
/// </summary>
/// <remarks>
/// An encoded sample (SF3) is a stream of its own: the file says where its bytes lie and, counted from its first decoded point, where it
/// loops; how many points it has is known when it was decoded. Until then <see cref="Start"/>, <see cref="End"/> and the reach are 0,
/// and the loop is in order but may lie behind the end.
/// </remarks>
public sealed record SampleHeader
{
    /// <summary>Name as the file holds it; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>First point.</summary>
    public required long Start { get; init; }

    /// <summary>The point after the last; 0 where that is not known before decoding.</summary>
    public required long End { get; init; }

    /// <summary>First point of the loop.</summary>
    public required long LoopStart { get; init; }

    /// <summary>The point after the loop, equivalent to <see cref="LoopStart"/>. Equal to it: there is no loop.</summary>
    public required long LoopEnd { get; init; }

    /// <summary>
    /// First and one-past-last point that any zone can reach by its address offsets and loops; contains [Start, End).
    /// The sample store keeps this range.
    /// </summary>
    public required long ReachStart { get; init; }

    /// <inheritdoc cref="ReachStart"/>
    public required long ReachEnd { get; init; }

    /// <summary>Recorded rate in Hz; never 0.</summary>
    public required int Rate { get; init; }

    /// <summary>MIDI key of the recording, 0-127; unpitched and illegal values read as 60.</summary>
    public required byte RootKey { get; init; }

    /// <summary>Cents to add at playback, -128..127.</summary>
    public required sbyte CorrectionCents { get; init; }

    /// <summary>Index of the other half of a stereo pair as the file holds it; for display only.</summary>
    public required int Link { get; init; }

    /// <summary>sampleType flags as the file holds them: 1 mono, 2 right, 4 left, 8 linked, 0x10 encoded, 0x8000 ROM.</summary>
    public required ushort Type { get; init; }

    /// <summary>Whether the sample is an encoded stream rather than points.</summary>
    public bool IsEncoded { get; init; }

    /// <summary>First byte of an encoded sample's stream, counted from the start of the bank's sample data.</summary>
    public long EncodedOffset { get; init; }

    /// <summary>Bytes of an encoded sample's stream, all of them inside the bank's sample data; 0 for others.</summary>
    public long EncodedBytes { get; init; }

    /// <summary>
    /// What plays for a sample of the card's ROM, in words; null for samples of the bank's own. Such a sample lies behind the bank's own points.
    /// </summary>
    public string? StandIn { get; init; }

    /// <summary>Why this sample is silent, or null when it can sound.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the sample can sound.</summary>
    public bool IsPlayable => Fault is null;
}
