namespace Awe.SoundFonts;

/// <summary>One modulator record as the file holds it (specification 7.4); what it means is decided in the Voices room.</summary>
/// <param name="Source">Source word: index, CC flag, direction, polarity, curve (8.2).</param>
/// <param name="Destination">Generator number, or with bit 15 the index of a linked modulator of the same zone.</param>
/// <param name="Amount">Amount in the destination's unit.</param>
/// <param name="AmountSource">Second source word, multiplied in; 0 is the constant 1.</param>
/// <param name="Transform">0 linear, 2 absolute value.</param>
public readonly record struct Modulator(ushort Source, ushort Destination, short Amount, ushort AmountSource, ushort Transform)
{
    /// <summary>Two modulators are the same one, and replace or add to each other, when all but the amount agree (9.5.1).</summary>
    public bool IsSameAs(in Modulator other) =>
        Source == other.Source && Destination == other.Destination && AmountSource == other.AmountSource && Transform == other.Transform;
}
