using Awe.Codecs;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Tests.Codecs;

/// <summary>Vorbis streams to test with, and their points as this decoder gives them.</summary>
internal static class VorbisStreams
{
    /// <summary>A bank that lies in the material beside the repository.</summary>
    public static string SmallBank => TestFiles.Shared("corpus", "soundfonts", "VintageDreamsWaves-v2.sf3");

    /// <summary>The bank of the package musescore-general-soundfont.</summary>
    public static string LargeBank => TestFiles.Program("/usr/share/sounds/sf3/MuseScore_General_Full.sf3");

    /// <summary>Streams of an SF3 bank, every <paramref name="step"/>th one.</summary>
    public static List<(string Name, byte[] Bytes)> OfBank(string path, int step = 1)
    {
        using var font = SoundFont.Open(path);
        var streams = new List<(string Name, byte[] Bytes)>();
        for (var i = 0; i < font.Samples.Count; i += step)
        {
            var sample = font.Samples[i];
            if (sample.IsEncoded)
            {
                var bytes = new byte[sample.EncodedBytes];
                Assert.Equal(bytes.Length, font.Source.ReadFully(font.SampleData.Offset + sample.EncodedOffset, bytes));
                streams.Add(($"{i} {sample.Name}", bytes));
            }
        }

        return streams;
    }

    public static VorbisMap Map(byte[] stream, VorbisSetupCache? setups = null)
    {
        using var source = new MemoryByteSource(stream, "stream");
        return VorbisMap.Read(source, 0, stream.Length, setups ?? new VorbisSetupCache(), CancellationToken.None);
    }

    /// <summary>The record of a page, made from no more bytes than the map asks for.</summary>
    public static byte[] Record(VorbisMap map, byte[] stream, int page)
    {
        var (offset, bytes) = map.BytesOf(page, 1);
        var record = new byte[map.MaximumRecordBytes];
        var length = map.CopyRecord(stream.AsSpan((int)offset, bytes), offset, page, record);
        Assert.InRange(length, VorbisRecord.HeadBytes, map.MaximumRecordBytes);
        return record[..length];
    }

    /// <summary>The whole sample, page by page.</summary>
    public static short[] Decode(byte[] stream, VorbisSetupCache? setups = null)
    {
        var map = Map(stream, setups);
        var decoder = new VorbisDecoder();
        var points = new short[map.Pages * PageCodec.Points];
        for (var page = 0; page < map.Pages; page++)
        {
            Assert.True(decoder.TryDecode(map.Setup, Record(map, stream, page), points.AsSpan(page * PageCodec.Points, PageCodec.Points)));
        }

        Assert.DoesNotContain(points[(int)map.Points..], point => point != 0);
        return points[..(int)map.Points];
    }

    /// <summary>As many points as the other decoder gives, and each the nearest to its float, give or take one.</summary>
    public static int AssertSame(string name, ReadOnlySpan<float> expected, ReadOnlySpan<short> points)
    {
        Assert.True(expected.Length == points.Length, $"{name}: {points.Length} points, {expected.Length} expected");
        var different = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var nearest = Math.Clamp(MathF.Round(expected[i] * 32768f), short.MinValue, short.MaxValue);
            different += nearest == points[i] ? 0 : 1;
            Assert.True(
                MathF.Abs(nearest - points[i]) <= 1, $"{name}: point {i} of {points.Length} is {points[i]}, {expected[i] * 32768f} expected");
        }

        return different;
    }
}
