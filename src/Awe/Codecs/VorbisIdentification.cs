using System.Buffers.Binary;

namespace Awe.Codecs;

/// <summary>The first packet of a Vorbis stream (Vorbis I, section 4.2.2), as far as decoding depends on it.</summary>
internal readonly record struct VorbisIdentification(int Channels, int ShortBlock, int LongBlock)
{
    public const int Bytes = 30;

    /// <summary>Reads the packet.</summary>
    /// <exception cref="InvalidDataException">Not such a packet, or more than one channel.</exception>
    public static VorbisIdentification Read(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < Bytes || !VorbisHeaderKind.Identification.Begins(packet))
        {
            throw new InvalidDataException($"found {OggPayload.Describe(packet)}, the identification header of Vorbis expected");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(packet[7..]);
        int channels = packet[11];
        var (shortBlock, longBlock) = (1 << (packet[28] & 15), 1 << (packet[28] >> 4));
        if (version != 0)
        {
            throw new InvalidDataException($"version {version} of Vorbis, 0 expected");
        }

        if (channels != 1)
        {
            throw new InvalidDataException($"{channels} channels, mono expected");
        }

        if (shortBlock < 64 || longBlock > VorbisScratch.MaximumBlock || shortBlock > longBlock || (packet[29] & 1) == 0)
        {
            throw new InvalidDataException(
                $"blocks of {shortBlock} and {longBlock} and a last byte of {packet[29]}, "
                + $"blocks from 64 to {VorbisScratch.MaximumBlock} and a last byte of 1 expected");
        }

        return new VorbisIdentification(channels, shortBlock, longBlock);
    }
}
