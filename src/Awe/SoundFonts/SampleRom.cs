namespace Awe.SoundFonts;

/// <summary>
/// What answers for the samples that a bank of the AWE32's day expects in the card's ROM. A bank that is opened without one leaves them silent.
/// </summary>
/// <remarks>Any thread may open banks with one, several at once.</remarks>
public abstract class SampleRom
{
    private protected SampleRom()
    {
    }

    /// <summary>What plays for a sample, or null where nothing does. The same points are the same array, however often they are asked for.</summary>
    internal abstract RomAnswer? Find(RomNeed need);
}
