using System.Text;

namespace Awe.SoundFonts;

/// <summary>RIFF chunks, little endian: id, 32-bit size, data, a pad byte after an odd size.</summary>
internal static class ChunkWriter
{
    public static byte[] Compose(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.Latin1);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    public static void Id(BinaryWriter writer, string id)
    {
        foreach (var letter in id)
        {
            writer.Write((byte)letter);
        }
    }

    public static void Header(BinaryWriter writer, string id, long size)
    {
        Id(writer, id);
        writer.Write(checked((uint)size));
    }

    public static void Chunk(BinaryWriter writer, string id, ReadOnlySpan<byte> data)
    {
        Header(writer, id, data.Length);
        writer.Write(data);
        if ((data.Length & 1) != 0)
        {
            writer.Write((byte)0);
        }
    }

    /// <summary>A text chunk with one or two zeros at its end, so that its size is even and old readers need no pad byte.</summary>
    public static void Text(BinaryWriter writer, string id, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var data = new byte[(length + 2) & ~1];
        Encoding.UTF8.GetBytes(text, data);
        Chunk(writer, id, data);
    }

    /// <summary>A text in a field of <paramref name="size"/> bytes, filled with zeros.</summary>
    public static void FixedText(BinaryWriter writer, string text, int size)
    {
        Span<byte> field = stackalloc byte[size];
        Encoding.UTF8.GetBytes(text, field);
        writer.Write(field);
    }
}
