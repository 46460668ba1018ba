namespace Awe.Voices;

/// <summary>The parts of a synthesizer as system messages set them up: channels, and who carries to their voices what that means for these.</summary>
internal interface IParts
{
    /// <summary>How many; a number from there on is no part.</summary>
    int Count { get; }

    /// <summary>What they share.</summary>
    SystemState System { get; }

    /// <summary>A part, by the number of the channel that it has at first.</summary>
    Channel this[int number] { get; }

    /// <summary>All parts as at power-on.</summary>
    void Reset(SystemMode mode);

    /// <summary>Does with the voices of a part what its channel answered.</summary>
    void Carry(int number, ControlEffect effect);
}
