using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>Reads the INFO list: version, texts, default modulators of the bank's own.</summary>
internal sealed class InfoReader(IByteSource source, BankChunks chunks, WarningList warnings)
{
    private const int TextLimitBytes = 256;
    private const int CommentLimitBytes = 65536;

    public SoundFontInfo Read()
    {
        var (major, minor) = ReadVersion();
        return new SoundFontInfo
        {
            MajorVersion = major,
            MinorVersion = minor,
            Name = Text("INAM"),
            Engine = Text("isng") is { Length: > 0 } engine ? engine : "EMU8000",
            Rom = Text("irom"),
            Date = Text("ICRD"),
            Author = Text("IENG"),
            Product = Text("IPRD"),
            Copyright = Text("ICOP"),
            Comment = Text("ICMT", CommentLimitBytes),
            Software = Text("ISFT"),
        };
    }

    private (int Major, int Minor) ReadVersion()
    {
        Span<byte> version = stackalloc byte[4];
        if (chunks.Find("ifil") is not { SizeBytes: >= 4 } chunk || source.ReadFully(chunk.OffsetBytes, version) < version.Length)
        {
            warnings.Add($"no version ('ifil'): read as 2.01");
            return (2, 1);
        }

        var major = BinaryPrimitives.ReadUInt16LittleEndian(version);
        var minor = BinaryPrimitives.ReadUInt16LittleEndian(version[2..]);
        if (major is not (1 or 2 or 3))
        {
            warnings.Add($"'ifil' at offset {chunk.OffsetBytes} says version {major}.{minor:D2}, expected 1, 2 or 3: read as 2");
        }

        return (major, minor);
    }

    private string Text(string id, int limitBytes = TextLimitBytes)
    {
        if (chunks.Find(id) is not { } chunk)
        {
            return "";
        }

        if (chunk.SizeBytes > limitBytes)
        {
            warnings.Add($"text '{id}' at offset {chunk.OffsetBytes} has {chunk.SizeBytes} bytes, expected at most {limitBytes}: cut");
        }

        var length = (int)Math.Min(chunk.SizeBytes, limitBytes);
        Span<byte> bytes = length <= TextLimitBytes ? stackalloc byte[length] : new byte[length];
        return BankText.Decode(bytes[..source.ReadFully(chunk.OffsetBytes, bytes)]);
    }
}
