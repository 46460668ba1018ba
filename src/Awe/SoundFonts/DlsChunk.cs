namespace Awe.SoundFonts;

/// <summary>One chunk of a DLS bank. A list goes by its type, and what is in it begins behind that.</summary>
/// <param name="Id">Its four letters.</param>
/// <param name="IsList">Whether it holds chunks.</param>
/// <param name="Offset">First byte of its content.</param>
/// <param name="End">The byte behind its content, inside the list that holds it.</param>
internal readonly record struct DlsChunk(FourCC Id, bool IsList, long Offset, long End)
{
    public long SizeBytes => End - Offset;

    public bool Is(string id) => Id == FourCC.Of(id);
}
