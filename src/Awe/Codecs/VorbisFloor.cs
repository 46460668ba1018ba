namespace Awe.Codecs;

/// <summary>
/// The rough shape of a block's spectrum (Vorbis I, sections 6 and 7). Immutable: what a packet says of it lies in the scratch.
/// </summary>
internal abstract class VorbisFloor
{
    public abstract long Bytes { get; }

    /// <summary>Reads a packet's curve; false when it says that the block is silent, or ends before it has said it all.</summary>
    public abstract bool TryRead(ref VorbisBitReader reader, VorbisScratch scratch);

    /// <summary>Multiplies the spectrum of a block with the curve that was read last; beyond <paramref name="filled"/> it is zero.</summary>
    public abstract void Shape(VorbisScratch scratch, Span<float> spectrum, int filled);
}
