namespace Awe.SoundFonts;

/// <summary>The INFO list of a bank: version and texts. A text that the bank lacks is empty.</summary>
public sealed record SoundFontInfo
{
    /// <summary>ifil major: 1 for the AWE32's own banks (.sbk), 2 for SF2, 3 for SF3.</summary>
    public int MajorVersion { get; init; } = 2;

    /// <summary>ifil minor as a number: 1 in 2.01, 4 in 2.04.</summary>
    public int MinorVersion { get; init; } = 1;

    /// <summary>Level of a bank of Downloadable Sounds, 1 or 2; 0 for a SoundFont. What such a bank means is told in the words of SoundFont 2.</summary>
    public int DlsLevel { get; init; }

    /// <summary>Whether the bank is of SoundFont version 1, whose tables and units are others.</summary>
    internal bool IsSoundFont1 => MajorVersion == 1;

    /// <summary>INAM.</summary>
    public string Name { get; init; } = "";

    /// <summary>isng; EMU8000 when missing.</summary>
    public string Engine { get; init; } = "EMU8000";

    /// <summary>irom; empty when the bank wants no ROM.</summary>
    public string Rom { get; init; } = "";

    /// <summary>ICRD.</summary>
    public string Date { get; init; } = "";

    /// <summary>IENG.</summary>
    public string Author { get; init; } = "";

    /// <summary>IPRD.</summary>
    public string Product { get; init; } = "";

    /// <summary>ICOP.</summary>
    public string Copyright { get; init; } = "";

    /// <summary>ICMT.</summary>
    public string Comment { get; init; } = "";

    /// <summary>ISFT.</summary>
    public string Software { get; init; } = "";
}
