namespace Awe.Codecs;

/// <summary>Where a page's packets are, in the 12 bytes that a map keeps of it.</summary>
/// <param name="Begin">Byte of the stream where the Ogg page is in which the first packet begins.</param>
/// <param name="End">Byte of the stream after the last packet.</param>
/// <param name="Skip">Points that the packets give before the page's first.</param>
/// <param name="Index">Packets that begin in the same Ogg page before the first.</param>
/// <param name="Packets">Audio packets, the one before for the overlap included.</param>
internal readonly record struct VorbisPlace(int Begin, int End, ushort Skip, byte Index, byte Packets)
{
    /// <summary>Bytes that it takes.</summary>
    public const int Bytes = 12;
}
