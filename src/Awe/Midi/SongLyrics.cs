namespace Awe.Midi;

/// <summary>The words of a song: from the texts of a karaoke file (.kar), or from lyric events.</summary>
public sealed record SongLyrics
{
    /// <summary>The lines in order of time.</summary>
    public required IReadOnlyList<LyricLine> Lines { get; init; }

    /// <summary>Title, author and the like as the file's @T lines have them; often the first is the title.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>The language of @L, such as ENGL; empty where none is named.</summary>
    public string Language { get; init; } = "";

    /// <summary>The lines of @I.</summary>
    public IReadOnlyList<string> Information { get; init; } = [];

    /// <summary>The version of @V, empty where none is named.</summary>
    public string Version { get; init; } = "";
}
