using System.Buffers.Binary;
using System.Text;

namespace Awe.Tests.Playback;

/// <summary>A WAVE file taken apart chunk by chunk, independently of the writer; sizes of RF64 come from ds64.</summary>
internal sealed class WavFile
{
    private WavFile(string form, uint riffSize)
    {
        Form = form;
        RiffSize = riffSize;
    }

    public string Form { get; }

    public uint RiffSize { get; }

    public Dictionary<string, byte[]> Chunks { get; } = [];

    public uint DataSizeField { get; private set; }

    public static WavFile Parse(byte[] file)
    {
        var wav = new WavFile(Name(file, 0), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal("WAVE", Name(file, 8));
        for (var offset = 12; offset < file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(offset + 4));
            var held = (int)Math.Min(size, file.Length - offset - 8);
            if (Name(file, offset) == "data")
            {
                wav.DataSizeField = size;
            }

            wav.Chunks[Name(file, offset)] = file[(offset + 8)..(offset + 8 + held)];
            offset += 8 + held + (held & 1);
        }

        return wav;
    }

    private static string Name(byte[] file, int offset) => Encoding.ASCII.GetString(file, offset, 4);
}
