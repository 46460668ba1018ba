namespace Awe.Codecs;

/// <summary>The one way that the map of a stream says no: a line with where in the stream, what was found, and what was expected.</summary>
internal static class VorbisRefusal
{
    public static InvalidDataException At(long offset, string what, Exception? inner = null) =>
        new($"Vorbis stream, byte {offset}: {what}", inner);
}
