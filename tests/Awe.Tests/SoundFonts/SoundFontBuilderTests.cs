using System.Buffers.Binary;
using System.Text;
using Awe.SoundFonts;

namespace Awe.Tests.SoundFonts;

public sealed class SoundFontBuilderTests
{
    [Fact]
    public void An_empty_bank_is_headers_and_terminal_records_only()
    {
        var bytes = new SoundFontBuilder().ToBytes();
        var chunks = Chunks(bytes);

        Assert.Equal("RIFF", Encoding.ASCII.GetString(bytes, 0, 4));
        Assert.Equal(bytes.Length - 8, (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)));
        Assert.Equal(
            ["ifil 4", "isng 8", "INAM 2", "smpl 0", "phdr 38", "pbag 4", "pmod 10", "pgen 4", "inst 22", "ibag 4", "imod 10", "igen 4", "shdr 46"],
            chunks.Select(c => $"{c.Id} {c.Data.Length}"));
    }

    [Fact]
    public void Generators_are_written_ranges_first_and_target_last()
    {
        var builder = new SoundFontBuilder();
        var sample = builder.AddSample("s", new short[64], 44100, 60);
        builder.AddInstrument("i", new ZoneBuilder(sample)
            .With(GeneratorType.Pan, -500).Velocities(1, 2).With(GeneratorType.FineTune, 7).Keys(3, 4));

        var igen = Chunks(builder.ToBytes()).Single(c => c.Id == "igen").Data;

        Assert.Equal(
            [43, 0x0403, 44, 0x0201, 17, 0xFE0C, 52, 7, 53, 0, 0, 0],
            Enumerable.Range(0, igen.Length / 2).Select(i => (int)BinaryPrimitives.ReadUInt16LittleEndian(igen.AsSpan(i * 2))));
    }

    [Fact]
    public void Each_sample_is_followed_by_46_zero_points()
    {
        var builder = new SoundFontBuilder();
        builder.AddSample("a", [1, 2, 3], 44100, 60);
        builder.AddSample("b", [4], 44100, 60);

        var chunks = Chunks(builder.ToBytes());
        var points = chunks.Single(c => c.Id == "smpl").Data;
        var shdr = chunks.Single(c => c.Id == "shdr").Data;

        Assert.Equal((3 + 46 + 1 + 46) * 2, points.Length);
        Assert.Equal(49u, BinaryPrimitives.ReadUInt32LittleEndian(shdr.AsSpan(46 + 20)));
        Assert.Equal(4, BinaryPrimitives.ReadInt16LittleEndian(points.AsSpan(49 * 2)));
    }

    [Fact]
    public void An_odd_plane_of_low_bytes_is_rounded_up_to_an_even_size()
    {
        var builder = new SoundFontBuilder();
        builder.AddSample("a", [1, 2, 3], [7, 8, 9], 44100, 60);

        var chunks = Chunks(builder.ToBytes());

        Assert.Equal(50, chunks.Single(c => c.Id == "sm24").Data.Length);
        Assert.Equal([2, 0, 4, 0], chunks.Single(c => c.Id == "ifil").Data);
    }

    [Fact]
    public void A_second_global_zone_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SoundFontBuilder().AddPreset("p", 0, 0, new ZoneBuilder(), new ZoneBuilder()));

    // A walk of its own, so that the builder is not checked by the reader it feeds.
    private static List<(string Id, byte[] Data)> Chunks(byte[] file)
    {
        var found = new List<(string Id, byte[] Data)>();
        for (var at = 12; at < file.Length;)
        {
            var id = Encoding.ASCII.GetString(file, at, 4);
            var size = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            if (id == "LIST")
            {
                at += 12;
                continue;
            }

            found.Add((id, file[(at + 8)..(at + 8 + size)]));
            at += 8 + size + (size & 1);
        }

        return found;
    }
}
