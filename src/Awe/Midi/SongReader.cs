namespace Awe.Midi;

/// <summary>Reads a song in whichever format its bytes begin with; the file's name does not count.</summary>
internal static class SongReader
{
    /// <exception cref="InvalidDataException">It is no song, or another format; one line says which.</exception>
    public static SongContents Read(SongBytes song, string name, MidiReadOptions options)
    {
        var log = new ReadLog(song.OriginBytes);
        song.Frame?.Report(log);
        var contents = new SongContents(log, new MidiTextDecoder(options.TextEncoding ?? song.Frame?.Info.SongEncoding));
        var bytes = song.Bytes.Span;
        if (MusReader.IsMus(bytes))
        {
            MusReader.Read(bytes, name, contents);
        }
        else if (XmiFile.IsXmi(bytes))
        {
            XmiFile.Read(bytes, name, options.SongIndex, contents);
        }
        else
        {
            SmfReader.Read(bytes, SmfLocator.Find(bytes, name, log), name, contents);
            EmidiTracks.Apply(contents);
        }

        return options.SongIndex < contents.SongCount
            ? contents
            : throw new InvalidDataException($"{name}: found no song number {options.SongIndex + 1} in the file, expected 1, as it has one song");
    }
}
