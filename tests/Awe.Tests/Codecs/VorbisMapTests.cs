using System.Text;
using Awe.Codecs;
using Awe.Primitives;

namespace Awe.Tests.Codecs;

/// <summary>Where the points of a stream are, however it is cut into Ogg pages; and what is no stream for us, named.</summary>
public sealed class VorbisMapTests
{
    private static readonly MadeUpVorbis.Shape s_shape = new(1, 1, 7, 10);
    private static readonly (byte[] File, List<byte[]> Packets) s_stream = MadeUpVorbis.Make(s_shape, 1, 60, 600, shortPackets: false);
    private static readonly short[] s_points = VorbisStreams.Decode(s_stream.File);

    private static long Position => OggFile.Parse(s_stream.File).Position;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(255)]
    public void A_stream_cut_into_other_pages_has_the_same_points(int segmentsPerPage) =>
        Assert.Equal(s_points, VorbisStreams.Decode(Join(new OggFile { SegmentsPerPage = segmentsPerPage }, s_stream.Packets)));

    [Fact]
    public void A_page_for_each_packet_gives_the_same_points() =>
        Assert.Equal(s_points, VorbisStreams.Decode(Join(new OggFile(), s_stream.Packets, endPages: true)));

    [Fact]
    public void Packets_of_whole_segments_have_an_empty_one_at_their_end()
    {
        var packets = s_stream.Packets.Select((packet, i) => i < 3 ? packet : [.. packet, .. new byte[765 - packet.Length]]).ToList();
        var expected = VorbisStreams.Decode(Join(new OggFile(), packets));
        for (var segmentsPerPage = 1; segmentsPerPage < 6; segmentsPerPage++)
        {
            Assert.Equal(expected, VorbisStreams.Decode(Join(new OggFile { SegmentsPerPage = segmentsPerPage }, packets)));
        }
    }

    [Fact]
    public void Packets_that_are_no_audio_are_passed_over()
    {
        var random = new Random(1);
        byte[][] others = [[], [1], [0x03, 1, 2], [0x06, 1, 2, 3], .. Enumerable.Repeat(Array.Empty<byte>(), 10)];
        var packets = s_stream.Packets[..3];
        foreach (var packet in s_stream.Packets[3..])
        {
            packets.Add(others[random.Next(others.Length)]);
            packets.Add(packet);
            packets.Add(others[random.Next(others.Length)]);
        }

        packets.Add([0, 0]);
        packets[^1] = [1];
        Assert.Equal(s_points, VorbisStreams.Decode(Join(new OggFile(), packets)));
        Assert.Equal(s_points, VorbisStreams.Decode(Join(new OggFile { SegmentsPerPage = 2 }, packets)));
    }

    [Fact]
    public void Pages_of_other_streams_are_passed_over()
    {
        var other = new OggFile(serial: 2).AddPacket([1, 2, 3], 5, endPage: true).ToArray();
        var file = new OggFile().WithHeaders(s_stream.Packets[..3]);
        foreach (var packet in s_stream.Packets[3..^1])
        {
            file.AddPacket(packet, -1, endPage: true).AddBytes(other);
        }

        file.AddPacket(s_stream.Packets[^1], Position, isLast: true).AddBytes("what follows the last page"u8);
        Assert.Equal(s_points, VorbisStreams.Decode(file.ToArray()));
    }

    [Fact]
    public void A_first_page_that_counts_fewer_points_than_it_holds_cuts_the_beginning()
    {
        const int Cut = 777;
        var file = new OggFile().WithHeaders(s_stream.Packets[..3]);
        var (position, before) = (0L, 0);
        var setup = VorbisStreams.Map(s_stream.File).Setup;
        foreach (var (i, packet) in s_stream.Packets[3..^1].Index())
        {
            var block = setup.BlockOf(packet[0], packet.Length);
            position += before == 0 ? 0 : (before + block) / 4;
            before = block;
            file.AddPacket(packet, position - Cut, endPage: i is 20 or 30);
        }

        file.AddPacket(s_stream.Packets[^1], Position - Cut, isLast: true);
        Assert.Equal(s_points[Cut..], VorbisStreams.Decode(file.ToArray()));
    }

    [Fact]
    public void A_stream_that_begins_late_is_as_long_as_it_is()
    {
        var file = new OggFile().WithHeaders(s_stream.Packets[..3]);
        var first = VorbisStreams.Map(s_stream.File).Setup.BlockOf(s_stream.Packets[3][0], 100);
        Assert.True(first > 0);
        file.AddPacket(s_stream.Packets[3], 1_000_000, endPage: true);
        s_stream.Packets[4..^1].ForEach(packet => file.AddPacket(packet, -1));
        file.AddPacket(s_stream.Packets[^1], Position + 1_000_000, isLast: true);
        Assert.Equal(s_points, VorbisStreams.Decode(file.ToArray()));
    }

    [Fact]
    public void Without_a_last_page_nothing_is_cut()
    {
        var file = new OggFile().WithHeaders(s_stream.Packets[..3]);
        s_stream.Packets[3..].ForEach(packet => file.AddPacket(packet, -1));
        var points = VorbisStreams.Decode(file.EndPage(-1, isLast: false, isInside: false).ToArray());
        Assert.Equal(s_points, points[..s_points.Length]);
        Assert.InRange(points.Length - s_points.Length, 1, 1 << s_shape.Long);
    }

    [Fact]
    public void Runs_of_pages_are_read_at_once()
    {
        var map = VorbisStreams.Map(s_stream.File);
        var (whole, alone) = (new byte[map.MaximumRecordBytes], new byte[map.MaximumRecordBytes]);
        for (var first = 0; first < map.Pages; first++)
        {
            for (var count = 1; first + count <= map.Pages; count++)
            {
                var (offset, bytes) = map.BytesOf(first, count);
                for (var page = first; page < first + count; page++)
                {
                    var length = map.CopyRecord(s_stream.File.AsSpan((int)offset, bytes), offset, page, whole);
                    Assert.Equal(VorbisStreams.Record(map, s_stream.File, page), whole[..length]);
                }
            }
        }

        Assert.Throws<ArgumentException>(() => map.CopyRecord(s_stream.File, 10_000_000, 0, alone));
        Assert.Throws<ArgumentException>(() => map.CopyRecord(s_stream.File.AsSpan(0, 100), 0, 0, alone));
        Assert.Throws<ArgumentException>(() => map.CopyRecord(s_stream.File, 0, 0, alone.AsSpan(1)));
    }

    [Fact]
    public void Bytes_that_changed_make_no_record()
    {
        var map = VorbisStreams.Map(s_stream.File);
        Assert.Equal(0, map.CopyRecord(new byte[s_stream.File.Length], 0, 0, new byte[map.MaximumRecordBytes]));
    }

    [Fact]
    public void A_stream_lies_anywhere_in_its_source_and_comes_in_reads_of_at_most_64_KiB()
    {
        var packets = s_stream.Packets[..3];
        for (var i = 0; i < 20; i++)
        {
            packets.AddRange(s_stream.Packets[3..]);
        }

        var file = Join(new OggFile(), packets);
        using var source = new ShortReads([.. new byte[1000], .. file, .. new byte[1000]]);
        var map = VorbisMap.Read(source, 1000, file.Length, new VorbisSetupCache(), CancellationToken.None);

        Assert.Equal(VorbisStreams.Map(file).Points, map.Points);
        Assert.InRange(source.MostBytes, 1, 64 * 1024);
        Assert.True(source.LastByte <= 1000 + file.Length);
        Assert.InRange(map.Bytes, 12 * map.Pages, (12 * map.Pages) + 200);
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        using var source = new MemoryByteSource(s_stream.File, "stream");
        Assert.Throws<OperationCanceledException>(() =>
            VorbisMap.Read(source, 0, s_stream.File.Length, new VorbisSetupCache(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Other_payloads_are_named()
    {
        AssertRefused("byte 0: found a FLAC stream, an Ogg stream expected", [.. "fLaC"u8, .. new byte[100]]);
        AssertRefused("byte 0: found a RIFF file, an Ogg stream expected", [.. "RIFF"u8, .. new byte[100]]);
        AssertRefused("byte 0: found bytes 12 34 AB 00 00 00 00 00, an Ogg stream expected", [0x12, 0x34, 0xAB, .. new byte[100]]);
        AssertRefused("byte 0: found an Opus stream (OpusHead), the identification header", InOgg("OpusHead\u0001"));
        AssertRefused("byte 0: found a FLAC stream, the identification header", InOgg("\u007fFLAC"));
        AssertRefused("byte 0: found a Speex stream, the identification header", InOgg("Speex   1.2"));
        AssertRefused("byte 0: a stream of 0 bytes", []);
    }

    [Fact]
    public void Headers_that_do_not_serve_are_refused()
    {
        AssertRefused("byte 0: 2 channels, mono expected", WithByte(0, 11, 2));
        AssertRefused("byte 0: version 1 of Vorbis", WithByte(0, 7, 1));
        AssertRefused("byte 0: blocks of 32 and 32768", WithByte(0, 28, 0xF5));
        AssertRefused("the comment header of Vorbis expected", WithByte(1, 0, 7));
        AssertRefused("the setup header of Vorbis expected", WithByte(2, 3, 7));
        AssertRefused("codebook 0 begins with", WithByte(2, 9, 7));
        AssertRefused("a setup header of 70000 bytes", WithSetup([5, .. "vorbis"u8, .. new byte[69993]]));
        AssertRefused("a new page expected", Join(new OggFile(), s_stream.Packets, headersApart: false));
        AssertRefused("the setup header ends in mapping 0", WithSetup(s_stream.Packets[2][..^20]));
    }

    [Fact]
    public void A_stereo_stream_of_an_encoder_is_refused() => AssertRefused("2 channels, mono expected", EncodedTone.Make(44100, 3, channels: 2));

    [Fact]
    public void A_stream_that_is_cut_anywhere_is_refused()
    {
        var file = s_stream.File;
        for (var length = 1; length < file.Length; length += length < 300 ? 1 : 97)
        {
            AssertRefused("the stream ends ", file[..length]);
        }

        AssertRefused("the stream ends without audio", new OggFile().WithHeaders(s_stream.Packets).ToArray());
        AssertRefused("the stream ends after 1 of 3 headers", new OggFile().AddPacket(s_stream.Packets[0], 0, isLast: true).ToArray());
    }

    [Fact]
    public void Packets_that_do_not_fit_together_are_refused()
    {
        static OggFile Headers() => new OggFile().WithHeaders(s_stream.Packets[..3]);
        var whole = new OggFile().AddPacket([1], 0, isLast: true).ToArray();
        AssertRefused("that did not begin", Headers().EndPage(-1, false, isInside: true).AddPacket([1], 0, isLast: true).ToArray());
        AssertRefused("does not end the packet before", Headers().AddPacket(new byte[255 * 255], 0).AddBytes(whole).ToArray());
        AssertRefused("bytes and more, at most 65536 expected", Headers().AddPacket(new byte[200000], 0, isLast: true).ToArray());
    }

    [Fact]
    public void A_page_that_takes_more_than_any_encoder_makes_it_take_is_refused()
    {
        var packets = s_stream.Packets[..3];
        for (var i = 0; i < 100; i++)
        {
            packets.Add(new byte[20_000]);
        }

        AssertRefused("for 4096 points; at most", Join(new OggFile(), packets));
    }

    [Fact]
    public void Streams_with_the_same_headers_share_a_setup_and_the_least_recent_leaves()
    {
        var setups = new VorbisSetupCache();
        VorbisSetup Get(int number) => setups.Get(s_stream.Packets[0], [.. s_stream.Packets[2], (byte)number]);
        var first = Get(0);
        Assert.Same(first, Get(0));
        Assert.InRange(setups.Bytes, first.Bytes, first.Bytes + 10_000);
        for (var i = 1; i <= VorbisSetupCache.Capacity; i++)
        {
            Assert.NotSame(first, Get(i));
            Assert.Same(Get(1), Get(1));
        }

        var second = Get(1);
        Assert.NotSame(first, Get(0));
        Assert.Same(second, Get(1));
        Assert.InRange(setups.Bytes, 32 * first.Bytes, 33 * (first.Bytes + 10_000));
    }

    [Fact]
    public void Threads_that_ask_at_once_get_the_same_setup()
    {
        var setups = new VorbisSetupCache();
        var found = new VorbisSetup[64];
        Parallel.For(0, found.Length, i => found[i] = setups.Get(s_stream.Packets[0], s_stream.Packets[2]));
        Assert.Single(found.Distinct());
    }

    private static byte[] Join(OggFile file, List<byte[]> packets, bool endPages = false, bool headersApart = true)
    {
        if (headersApart)
        {
            file.WithHeaders(packets[..3]);
        }
        else
        {
            packets[..3].ForEach(packet => file.AddPacket(packet, 0));
        }

        packets[3..^1].ForEach(packet => file.AddPacket(packet, -1, endPages));
        return file.AddPacket(packets[^1], Position, isLast: true).ToArray();
    }

    private static byte[] InOgg(string packet) => new OggFile().AddPacket(Encoding.Latin1.GetBytes(packet), 0, isLast: true).ToArray();

    private static byte[] WithSetup(byte[] setup) => Join(new OggFile(), [.. s_stream.Packets[..2], setup, .. s_stream.Packets[3..]]);

    private static byte[] WithByte(int packet, int place, byte value)
    {
        var packets = s_stream.Packets.ConvertAll(bytes => bytes.ToArray());
        packets[packet][place] = value;
        return Join(new OggFile(), packets);
    }

    private static void AssertRefused(string because, byte[] stream)
    {
        var message = Assert.Throws<InvalidDataException>(() => VorbisStreams.Map(stream)).Message;
        Assert.StartsWith("Vorbis stream, byte ", message, StringComparison.Ordinal);
        Assert.Contains(because, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    /// <summary>A source that gives what it likes, and remembers what was asked.</summary>
    private sealed class ShortReads(byte[] bytes) : IByteSource
    {
        private readonly Random _random = new(1);

        public string Name => "short reads";

        public long Length => bytes.Length;

        public int MostBytes { get; private set; }

        public long LastByte { get; private set; }

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            MostBytes = Math.Max(MostBytes, destination.Length);
            LastByte = Math.Max(LastByte, offset + destination.Length);
            var count = Math.Min(destination.Length, _random.Next(1, 5000));
            bytes.AsSpan((int)offset, count).CopyTo(destination);
            return count;
        }

        public void Dispose()
        {
        }
    }
}
