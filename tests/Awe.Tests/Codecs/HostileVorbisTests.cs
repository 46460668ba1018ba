using Awe.Codecs;

namespace Awe.Tests.Codecs;

/// <summary>Streams and records with any bytes: refused, or decoded to something, and never more than that.</summary>
public sealed class HostileVorbisTests
{
    private readonly VorbisSetupCache _setups = new();
    private readonly VorbisDecoder _decoder = new();
    private readonly short[] _points = new short[PageCodec.Points];

    [Fact]
    public void Any_byte_of_a_stream_may_be_wrong()
    {
        var random = new Random(1);
        var stream = VorbisStreams.OfBank(VorbisStreams.SmallBank)[50].Bytes;
        for (var i = 0; i < stream.Length; i++)
        {
            var bytes = stream.ToArray();
            bytes[i] ^= (byte)(1 + random.Next(255));
            TryStream(bytes);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public void Any_bytes_of_a_made_up_stream_may_be_wrong(int floor, int residue)
    {
        var random = new Random(2);
        var stream = MadeUpVorbis.Make(new MadeUpVorbis.Shape(floor, residue, 6, 9), 1, 12, 60, shortPackets: true).File;
        for (var round = 0; round < 2000; round++)
        {
            var bytes = stream.ToArray();
            for (var damage = random.Next(1, 4); damage > 0; damage--)
            {
                // Headers are the first half.
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            TryStream(random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        }
    }

    [Fact]
    public void Bytes_that_are_no_record_do_no_harm()
    {
        var random = new Random(3);
        foreach (var (floor, residue) in new[] { (0, 0), (0, 1), (1, 2) })
        {
            var stream = MadeUpVorbis.Make(new MadeUpVorbis.Shape(floor, residue, 6, 13), 1, 20, 3000, shortPackets: true).File;
            var map = VorbisStreams.Map(stream);
            for (var round = 0; round < 500; round++)
            {
                var record = VorbisStreams.Record(map, stream, random.Next(map.Pages));
                for (var damage = random.Next(0, 5); damage > 0; damage--)
                {
                    record[random.Next(random.Next(2) == 0 ? 12 : record.Length)] = (byte)random.Next(256);
                }

                _decoder.TryDecode(map.Setup, record.AsSpan(0, random.Next(record.Length + 1)), _points);
                random.NextBytes(record);
                record[1] &= 15;
                record[3] &= 15;
                _decoder.TryDecode(map.Setup, record, _points);
            }
        }

        Assert.False(_decoder.TryDecode(VorbisStreams.Map(MadeUpVorbis.Make(new(1, 1, 7, 9), 1, 9, 99, false).File).Setup, [], _points));
    }

    [Fact]
    public void A_record_that_is_cut_is_none()
    {
        var stream = MadeUpVorbis.Make(new MadeUpVorbis.Shape(1, 1, 7, 9), 1, 60, 60, false).File;
        var map = VorbisStreams.Map(stream);
        var record = VorbisStreams.Record(map, stream, 1);
        Assert.True(_decoder.TryDecode(map.Setup, record, _points));
        for (var length = 0; length < record.Length; length++)
        {
            Assert.False(_decoder.TryDecode(map.Setup, record.AsSpan(0, length), _points));
        }
    }

    [Fact]
    public void Records_of_other_bytes_than_were_mapped_do_no_harm()
    {
        var random = new Random(4);
        var stream = MadeUpVorbis.Make(new MadeUpVorbis.Shape(1, 1, 7, 9), 1, 80, 300, true).File;
        var map = VorbisStreams.Map(stream);
        var record = new byte[map.MaximumRecordBytes + 8];
        for (var round = 0; round < 3000; round++)
        {
            var bytes = stream.ToArray();
            var (page, begin) = (random.Next(map.Pages), 0);
            begin = (int)map.BytesOf(page, 1).Offset;
            for (var damage = random.Next(1, 6); damage > 0; damage--)
            {
                bytes[random.Next(begin, Math.Min(begin + (random.Next(2) == 0 ? 300 : 30000), bytes.Length))] = (byte)random.Next(256);
            }

            var length = map.CopyRecord(bytes, 0, page, record);
            Assert.InRange(length, 0, map.MaximumRecordBytes);
            Assert.All(record[map.MaximumRecordBytes..], value => Assert.Equal(0, value));
            _decoder.TryDecode(map.Setup, record.AsSpan(0, length), _points);
        }
    }

    [Fact]
    public void Empty_pages_without_end_cost_their_reading_and_no_more()
    {
        var packets = MadeUpVorbis.Make(new MadeUpVorbis.Shape(1, 1, 7, 9), 1, 20, 60, false).Packets;
        var file = new OggFile().WithHeaders(packets);
        packets[3..].ForEach(packet => file.AddPacket(packet, -1, endPage: true));
        for (var i = 0; i < 20_000; i++)
        {
            file.EndPage(-1, isLast: false, isInside: false);
        }

        packets[3..].ForEach(packet => file.AddPacket(packet, -1, endPage: true));
        var message = Assert.Throws<InvalidDataException>(() => VorbisStreams.Map(file.ToArray())).Message;
        Assert.Contains("spread over", message, StringComparison.Ordinal);
    }

    private void TryStream(byte[] bytes)
    {
        try
        {
            var map = VorbisStreams.Map(bytes, _setups);
            Assert.InRange(map.Setup.Bytes, 0, 16 << 20);
            for (var page = 0; page < map.Pages; page++)
            {
                _decoder.TryDecode(map.Setup, VorbisStreams.Record(map, bytes, page), _points);
            }
        }
        catch (InvalidDataException)
        {
        }
    }
}
