namespace Awe.Codecs;

/// <summary>
/// All that packets of a stream are decoded with, from its identification and setup headers: codebooks, floors, residues, modes and the
/// tables of the transforms. Immutable; streams that were encoded alike share one, on any threads.
/// </summary>
internal sealed class VorbisSetup
{
    private readonly VorbisMode[] _modes;
    private readonly int _modeBits;
    private readonly VorbisTransform _shortTransform;
    private readonly VorbisTransform _longTransform;

    internal VorbisSetup(VorbisIdentification identification, VorbisMode[] modes, long partBytes)
    {
        (Channels, ShortBlock, LongBlock) = identification;
        _modes = modes;
        _modeBits = VorbisSetupReader.BitsOf(modes.Length - 1);
        _shortTransform = new VorbisTransform(ShortBlock);
        _longTransform = LongBlock == ShortBlock ? _shortTransform : new VorbisTransform(LongBlock);
        Bytes = partBytes + _shortTransform.Bytes + _longTransform.Bytes + (modes.Length * 48L) + 128;
    }

    /// <summary>1: others are refused.</summary>
    public int Channels { get; }

    /// <summary>Points of a short block, half of which reach over into the next.</summary>
    public int ShortBlock { get; }

    /// <summary>Points of a long block.</summary>
    public int LongBlock { get; }

    /// <summary>About what memory it takes.</summary>
    public long Bytes { get; }

    /// <summary>
    /// Points of the block that a packet holds, by its first byte; 0 when it is no audio packet, which decoders pass over (Vorbis I,
    /// section 4.3.1).
    /// </summary>
    public int BlockOf(byte first, int packetBytes)
    {
        var mode = ModeOf(first, packetBytes);
        return mode is null ? 0 : mode.IsLong ? LongBlock : ShortBlock;
    }

    /// <summary>The mode of a packet; null when it is no audio packet.</summary>
    public VorbisMode? ModeOf(byte first, int packetBytes)
    {
        var number = (first >> 1) & ((1 << _modeBits) - 1);
        if (packetBytes == 0 || (first & 1) != 0 || number >= _modes.Length)
        {
            return null;
        }

        var mode = _modes[number];
        return HeadBits(mode) > packetBytes * 8L ? null : mode;
    }

    /// <summary>Bits before the floor: the packet's type, its mode, and of a long block two that tell its neighbors' lengths.</summary>
    public int HeadBits(VorbisMode mode) => 1 + _modeBits + (mode.IsLong ? 2 : 0);

    public VorbisTransform TransformOf(int block) => block == LongBlock ? _longTransform : _shortTransform;
}
