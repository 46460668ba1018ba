using System.Buffers.Binary;
using Awe.Playback;

namespace Awe.Tests.Playback;

public class WavWriterTests
{
    [Fact]
    public void A_small_16_bit_file_is_these_bytes()
    {
        var file = Written(SampleFormat.S16, [0f, 0.5f], [-1f, 1f / 32768]);

        Assert.Equal(
            [
                .. "RIFF"u8, 80, 0, 0, 0, .. "WAVE"u8,
                .. "JUNK"u8, 28, 0, 0, 0, .. new byte[28],
                .. "fmt "u8, 16, 0, 0, 0, 1, 0, 2, 0, 0x44, 0xAC, 0, 0, 0x10, 0xB1, 2, 0, 4, 0, 16, 0,
                .. "data"u8, 8, 0, 0, 0, 0, 0, 0x00, 0x80, 0x00, 0x40, 1, 0,
            ],
            file);
    }

    [Fact]
    public void A_24_bit_file_has_three_bytes_a_number()
    {
        var wav = WavFile.Parse(Written(SampleFormat.S24, [1f / 8388608, -1f], [0.5f, -1f / 8388608]));

        Assert.Equal([1, 0, 0, 0, 0, 0x40, 0, 0, 0x80, 0xFF, 0xFF, 0xFF], wav.Chunks["data"]);
        Assert.Equal([1, 0, 2, 0, 0x44, 0xAC, 0, 0, 0x98, 0x09, 4, 0, 6, 0, 24, 0], wav.Chunks["fmt "]);
    }

    [Fact]
    public void A_float_file_keeps_every_number_as_it_is_and_tells_its_frames()
    {
        var wav = WavFile.Parse(Written(SampleFormat.F32, [0.1f, 3f], [-0.2f, float.Epsilon]));

        Assert.Equal(0.1f, BinaryPrimitives.ReadSingleLittleEndian(wav.Chunks["data"]));
        Assert.Equal(float.Epsilon, BinaryPrimitives.ReadSingleLittleEndian(wav.Chunks["data"].AsSpan(12)));
        Assert.Equal(3, wav.Chunks["fmt "][0]);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32LittleEndian(wav.Chunks["fact"]));
    }

    [Theory]
    [InlineData(1f, 32767)]
    [InlineData(7f, 32767)]
    [InlineData(float.PositiveInfinity, 32767)]
    [InlineData(-1f, -32768)]
    [InlineData(-1.5f, -32768)]
    [InlineData(float.NaN, 0)]
    [InlineData(0.4f / 32768, 0)]
    [InlineData(0.6f / 32768, 1)]
    [InlineData(-0.6f / 32768, -1)]
    [InlineData(32766.6f / 32768, 32767)]
    public void Sixteen_bits_are_rounded_to_the_nearest_and_saturated(float value, int expected)
    {
        var data = WavFile.Parse(Written(SampleFormat.S16, [value], [value])).Chunks["data"];

        Assert.Equal(expected, BinaryPrimitives.ReadInt16LittleEndian(data));
        Assert.Equal(expected, BinaryPrimitives.ReadInt16LittleEndian(data.AsSpan(2)));
    }

    [Theory]
    [InlineData(1f, 0x7FFFFF)]
    [InlineData(-2f, -0x800000)]
    [InlineData(float.NaN, 0)]
    public void Twenty_four_bits_are_saturated(float value, int expected)
    {
        var data = WavFile.Parse(Written(SampleFormat.S24, [value], [0])).Chunks["data"];

        Assert.Equal(expected, data[0] | (data[1] << 8) | ((sbyte)data[2] << 16));
    }

    [Fact]
    public void Every_16_bit_number_returns_to_itself()
    {
        var points = Enumerable.Range(-32768, 65536).Select(value => value / 32768f).ToArray();

        var data = WavFile.Parse(Written(SampleFormat.S16, points, points)).Chunks["data"];

        Assert.All(Enumerable.Range(0, 65536), i => Assert.Equal(i - 32768, BinaryPrimitives.ReadInt16LittleEndian(data.AsSpan(4 * i))));
    }

    [Fact]
    public void Blocks_of_any_length_join_without_a_seam()
    {
        var points = Enumerable.Range(0, 30000).Select(value => value / 32768f).ToArray();
        var stream = new MemoryStream();
        using (var writer = new WavWriter(stream, 44100, leaveOpen: true))
        {
            for (int start = 0, frames = 0; start < points.Length; start += frames)
            {
                frames = Math.Min(1 + (start % 9001), points.Length - start);
                writer.Write(points.AsSpan(start, frames), points.AsSpan(start, frames));
            }

            Assert.Equal(30000, writer.FramesWritten);
        }

        Assert.Equal(Written(SampleFormat.S16, points, points), stream.ToArray());
    }

    [Fact]
    public void A_stream_that_cannot_seek_gets_unknown_sizes_and_all_of_the_sound()
    {
        var pipe = new CountingStream(canSeek: false);
        using (var writer = new WavWriter(pipe, 48000, SampleFormat.F32))
        {
            writer.Write(new float[100], new float[100]);
        }

        var wav = WavFile.Parse(pipe.Start(pipe.Length));
        Assert.Equal(("RIFF", uint.MaxValue, uint.MaxValue), (wav.Form, wav.RiffSize, wav.DataSizeField));
        Assert.Equal(800, wav.Chunks["data"].Length);
        Assert.True(pipe.IsDisposed);
    }

    [Theory]
    [InlineData(((0xFFFFFFFFL - 72) / 4), "RIFF")]
    [InlineData(((0xFFFFFFFFL - 72) / 4) + 1, "RF64")]
    public void The_form_changes_with_the_first_frame_that_32_bits_cannot_count(long frames, string form)
    {
        var header = new WavHeader(44100, SampleFormat.S16);

        header.Build(frames);

        var wav = WavFile.Parse(header.Bytes);
        Assert.Equal(form, wav.Form);
        Assert.Equal(form == "RIFF" ? (uint)(72 + (4 * frames)) : uint.MaxValue, wav.RiffSize);
        Assert.Equal(form == "RIFF" ? "JUNK" : "ds64", wav.Chunks.Keys.First());
    }

    [Fact]
    public void Past_4_GiB_the_file_becomes_RF64_with_its_true_sizes()
    {
        const long Frames = 540_000_000;
        var disk = new CountingStream(canSeek: true);
        using (var writer = new WavWriter(disk, 44100, SampleFormat.F32))
        {
            var silence = new float[1_000_000];
            for (var block = 0; block < Frames / silence.Length; block++)
            {
                writer.Write(silence, silence);
            }
        }

        var wav = WavFile.Parse(disk.Start(4096));
        Assert.Equal(("RF64", uint.MaxValue, uint.MaxValue), (wav.Form, wav.RiffSize, wav.DataSizeField));
        Assert.Equal(disk.Length - 8, BinaryPrimitives.ReadInt64LittleEndian(wav.Chunks["ds64"]));
        Assert.Equal(8 * Frames, BinaryPrimitives.ReadInt64LittleEndian(wav.Chunks["ds64"].AsSpan(8)));
        Assert.Equal(Frames, BinaryPrimitives.ReadInt64LittleEndian(wav.Chunks["ds64"].AsSpan(16)));
    }

    [Fact]
    public void The_header_goes_where_the_stream_stood()
    {
        var stream = new MemoryStream();
        stream.Write("before"u8);
        using (var writer = new WavWriter(stream, 44100, leaveOpen: true))
        {
            writer.Write([0.5f], [0.5f]);
        }

        Assert.Equal([.. "before"u8, .. Written(SampleFormat.S16, [0.5f], [0.5f])], stream.ToArray());
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void A_failed_write_is_told_once_and_the_stream_is_closed_all_the_same()
    {
        var disk = new CountingStream(canSeek: true) { FailsAfterBytes = 1000 };
        var writer = new WavWriter(disk, 44100);

        var exception = Assert.Throws<IOException>(() => writer.Write(new float[100_000], new float[100_000]));
        writer.Dispose();

        Assert.Equal("no space left", exception.Message);
        Assert.True(disk.IsDisposed);
    }

    [Fact]
    public void A_raw_file_is_the_sound_alone()
    {
        var stream = new MemoryStream();
        using (var writer = new RawWriter(stream, SampleFormat.S16, leaveOpen: true))
        {
            writer.Write([0.5f], [-0.5f]);
        }

        Assert.Equal([0x00, 0x40, 0x00, 0xC0], stream.ToArray());
    }

    [Fact]
    public void Sides_of_different_length_are_refused()
    {
        using var writer = new WavWriter(new MemoryStream(), 44100);

        Assert.Throws<ArgumentException>(() => writer.Write(new float[2], new float[3]));
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        using var writer = new WavWriter(new CountingStream(canSeek: true), 44100);
        var block = new float[64];

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                writer.Write(block, block);
            }
        });

        Assert.Equal(0, allocated);
    }

    private static byte[] Written(SampleFormat format, float[] left, float[] right)
    {
        var stream = new MemoryStream();
        using (var writer = new WavWriter(stream, 44100, format))
        {
            writer.Write(left, right);
        }

        return stream.ToArray();
    }
}
