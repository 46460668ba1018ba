using Awe.Codecs;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Tests.Codecs;

/// <summary>Pages that are hard in one way or another, by name.</summary>
internal static class TestPages
{
    private static readonly Dictionary<string, Func<Random, int, double>> s_points = new()
    {
        ["silence"] = (_, _) => 0,
        ["one value"] = (_, _) => -12345,
        ["lowest value"] = (_, _) => -32768,
        ["ramp"] = (_, i) => (i * 16) - 32768,
        ["steep ramp that wraps"] = (_, i) => (short)(i * 4099),
        ["full square wave"] = (_, i) => i / 50 % 2 == 0 ? 32767 : -32768,
        ["every other point at the other end"] = (_, i) => i % 2 == 0 ? 32767 : -32768,
        ["full noise"] = (random, _) => random.Next(-32768, 32768),
        ["noise of the two ends"] = (random, _) => random.Next(2) == 0 ? 32767 : -32768,
        ["quiet noise"] = (random, _) => random.Next(-3, 4),
        ["one bit"] = (random, _) => random.Next(2),
        ["one impulse"] = (_, i) => i == 700 ? 32767 : 0,
        ["impulse at the first point"] = (_, i) => i == 0 ? -32768 : 0,
        ["impulse in the middle of a quarter"] = (_, i) => i == 512 ? -32768 : 0,
        ["rare impulses in quiet noise"] = (random, _) => random.Next(100) == 0 ? 30000 : random.Next(-2, 3),
        ["full sine"] = (_, i) => 32767 * Math.Sin(i * 0.05),
        ["sine that overshoots and wraps"] = (_, i) => (short)(int)(50000 * Math.Sin(i * 0.05)),
        ["two sines and noise"] = (random, i) => (9000 * Math.Sin(i * 0.11)) + (7000 * Math.Sin(i * 0.31)) + random.Next(-40, 41),
        ["sine near the top of the band"] = (_, i) => 20000 * Math.Sin(i * 3.1),
        ["eight-bit sine"] = (_, i) => 256 * Math.Round(100 * Math.Sin(i * 0.03)),
        ["only the highest bit"] = (random, _) => -32768 * random.Next(2),
        ["decay into silence"] = (_, i) => i > 3000 ? 0 : 20000 * Math.Exp(-i / 300.0) * Math.Sin(i * 0.2),
        ["noise, then silence"] = (random, i) => i < 1000 ? random.Next(-32768, 32768) : 0,
    };

    public static IEnumerable<TheoryDataRow<string>> Names => s_points.Keys.Select(name => new TheoryDataRow<string>(name));

    public static IEnumerable<short[]> All => s_points.Keys.Select(Of);

    public static short[] Of(string name)
    {
        var random = new Random(1);
        return Enumerable.Range(0, PageCodec.Points).Select(i => (short)s_points[name](random, i)).ToArray();
    }

    /// <summary>Sines of random pitch and level in noise of random level, some of them cut off or in coarse steps.</summary>
    public static short[] Random(int seed)
    {
        var random = new Random(seed);
        var (level, noise, pitch) = (Math.Pow(2, random.NextDouble() * 16), Math.Pow(2, random.NextDouble() * 15), random.NextDouble() * Math.PI);
        var (end, step) = (random.Next(3) == 0 ? random.Next(PageCodec.Points) : PageCodec.Points, 1 << Math.Max(0, random.Next(24) - 16));
        return Enumerable.Range(0, PageCodec.Points).Select(i => Point(i)).ToArray();

        short Point(int i)
        {
            var value = (level * Math.Sin(pitch * i)) + (noise * (random.NextDouble() - 0.5));
            return i < end ? (short)(Math.Clamp((int)value, short.MinValue, short.MaxValue) / step * step) : (short)0;
        }
    }

    /// <summary>Pages from all over the points of a bank.</summary>
    public static IEnumerable<short[]> OfBank(string fileName, int count)
    {
        using var font = SoundFont.Open(TestFiles.Bank(fileName));
        var bytes = new byte[PageCodec.Points * sizeof(short)];
        for (var i = 0; i < count; i++)
        {
            var point = font.SampleData.Points * i / (count + 1);
            Assert.Equal(bytes.Length, font.Source.ReadFully(font.SampleData.Offset + (point * sizeof(short)), bytes));
            yield return Enumerable.Range(0, PageCodec.Points).Select(k => BitConverter.ToInt16(bytes, k * sizeof(short))).ToArray();
        }
    }
}
