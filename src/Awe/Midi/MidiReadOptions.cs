using System.Text;

namespace Awe.Midi;

/// <summary>What a file does not say itself about how it is to be read.</summary>
public sealed record MidiReadOptions
{
    /// <summary>
    /// The encoding of texts that bear no mark of another one, such as Shift-JIS or Windows-1251 for karaoke files. Null: what is valid UTF-8
    /// is UTF-8, else the encoding that the file's language suggests, else Windows-1252.
    /// </summary>
    public Encoding? TextEncoding { get; init; }

    /// <summary>Which song of a file with several (XMI), from 0.</summary>
    public int SongIndex { get; init; }
}
