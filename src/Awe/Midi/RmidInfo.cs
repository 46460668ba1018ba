using System.Buffers.Binary;
using System.Text;
using Awe.Primitives;

namespace Awe.Midi;

/// <summary>The INFO list of an RMID file, as bytes until all of it is known: the encoding of its texts may stand last.</summary>
internal sealed class RmidInfo
{
    // Texts only; pictures (IPIC) are passed over.
    private const int LongestTextBytes = 64 << 10;
    private const int MaxChunks = 256;
    private const string TextIds = "INAM IPRD IALB IART IGNR ICOP ICRD ICRT ISBJ ICMT IENG ISFT IENC MENC";

    private readonly Dictionary<string, byte[]> _texts = [];

    /// <summary>DBNK, 0-127, or null.</summary>
    public int? BankOffset { get; private set; }

    /// <summary>The encoding of the texts in the song itself (MENC), or null.</summary>
    public Encoding? SongEncoding => EncodingOf("MENC");

    /// <param name="source">The file.</param>
    /// <param name="start">After the list's type.</param>
    /// <param name="end">Of the list.</param>
    public void Read(IByteSource source, long start, long end)
    {
        Span<byte> header = stackalloc byte[8];
        var at = start;
        for (var met = 0; met < MaxChunks && at + header.Length <= end && source.ReadFully(at, header) == header.Length; met++)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            var data = at + header.Length;
            Take(Encoding.Latin1.GetString(header[..4]), source, data, Math.Min(size, end - data));
            at = data + size + (size & 1);
        }
    }

    /// <summary>The texts decoded; null if there are none.</summary>
    public SongInformation? ToInformation()
    {
        var decoder = new MidiTextDecoder(EncodingOf("IENC"));
        string Text(string id, string or = "") =>
            _texts.TryGetValue(id, out var bytes) ? decoder.Decode(bytes).Trim('\0', ' ') : or.Length > 0 ? Text(or) : "";

        var information = new SongInformation
        {
            Title = Text("INAM"),
            Album = Text("IPRD", or: "IALB"),
            Artist = Text("IART"),
            Genre = Text("IGNR"),
            Copyright = Text("ICOP"),
            Date = Text("ICRD", or: "ICRT"),
            Subject = Text("ISBJ"),
            Comment = Text("ICMT"),
            Engineer = Text("IENG"),
            Software = Text("ISFT"),
        };
        return information == new SongInformation() ? null : information;
    }

    private Encoding? EncodingOf(string id) =>
        _texts.TryGetValue(id, out var name) ? MidiTextDecoder.FindEncoding(Encoding.Latin1.GetString(name)) : null;

    private void Take(string id, IByteSource source, long data, long size)
    {
        if (id == "DBNK" && size >= 2)
        {
            Span<byte> number = stackalloc byte[2];
            source.ReadFully(data, number);
            BankOffset = Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(number), 127);
        }
        else if (TextIds.Contains(id, StringComparison.Ordinal))
        {
            var bytes = new byte[Math.Min(size, LongestTextBytes)];
            _texts.TryAdd(id, bytes[..source.ReadFully(data, bytes)]);
        }
    }
}
