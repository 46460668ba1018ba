namespace Awe.Codecs;

/// <summary>What the first byte of a header packet says (Vorbis I, section 4.2.1); the word "vorbis" follows.</summary>
internal enum VorbisHeaderKind : byte
{
    Identification = 1,
    Comment = 3,
    Setup = 5,
}

internal static class VorbisHeaderKinds
{
    /// <summary>The kind and the word.</summary>
    public const int Bytes = 7;

    public static bool Begins(this VorbisHeaderKind kind, ReadOnlySpan<byte> packet) =>
        packet.Length >= Bytes && packet[0] == (byte)kind && packet[1..].StartsWith("vorbis"u8);
}
