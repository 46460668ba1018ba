namespace Awe.Midi;

/// <summary>What the INFO list of an RMID file says about the song; an empty text where it says nothing.</summary>
public sealed record SongInformation
{
    /// <summary>INAM.</summary>
    public string Title { get; init; } = "";

    /// <summary>IPRD or IALB.</summary>
    public string Album { get; init; } = "";

    /// <summary>IART.</summary>
    public string Artist { get; init; } = "";

    /// <summary>IGNR.</summary>
    public string Genre { get; init; } = "";

    /// <summary>ICOP.</summary>
    public string Copyright { get; init; } = "";

    /// <summary>ICRD, or ICRT of old writers: whatever form of a date it has.</summary>
    public string Date { get; init; } = "";

    /// <summary>ISBJ.</summary>
    public string Subject { get; init; } = "";

    /// <summary>ICMT.</summary>
    public string Comment { get; init; } = "";

    /// <summary>IENG: who made the MIDI file.</summary>
    public string Engineer { get; init; } = "";

    /// <summary>ISFT: what wrote the file.</summary>
    public string Software { get; init; } = "";
}
