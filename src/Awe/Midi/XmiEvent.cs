namespace Awe.Midi;

/// <summary>A message of an XMI song.</summary>
/// <param name="Tick">When.</param>
/// <param name="IsDue">Whether it is the end of a note that began earlier: of all at one tick these come first.</param>
/// <param name="Message">The message.</param>
/// <param name="Place">Its place among them, once all are known: what else is the same keeps its order.</param>
internal readonly record struct XmiEvent(long Tick, bool IsDue, MidiMessage Message, int Place = 0) : IComparable<XmiEvent>
{
    public int CompareTo(XmiEvent other) => (Tick, !IsDue, Place).CompareTo((other.Tick, !other.IsDue, other.Place));
}
