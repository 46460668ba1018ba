using System.IO.Compression;
using Awe.Midi;

namespace Awe.Tests.Midi;

public class SongArchiveTests
{
    private static readonly byte[] s_song = Smf.OneTrack("00 90 3C 40 60 80 3C 40" + Smf.EndOfTrack);

    [Fact]
    public void A_gzipped_song_is_the_song()
    {
        var song = MidiFile.Read(Gzip(s_song), "song.mid.gz");

        Assert.Equal(["0 NoteOn 0 60 64", "96 NoteOff 0 60 64"], Smf.Lines(song));
        Assert.Equal("song.mid.gz", song.Name);
        Assert.Empty(song.Warnings);
    }

    [Fact]
    public void The_one_song_of_a_zip_archive_is_read_whatever_lies_beside_it() =>
        Assert.Equal(2, MidiFile.Read(Zip(("read me.txt", [1, 2]), ("folder/Song.MID", s_song)), "song.zip").Messages.Length);

    [Fact]
    public void The_only_file_of_a_zip_archive_is_read_whatever_its_name() =>
        Assert.Equal(2, MidiFile.Read(Zip(("D_E1M1", s_song)), "song.zip").Messages.Length);

    [Fact]
    public void Several_songs_in_a_zip_archive_are_refused_with_their_number() =>
        AssertRefused(Zip(("a.mid", s_song), ("b.kar", s_song), ("c.txt", [])), "found 2 songs among the 3 files of the zip archive, expected exactly one");

    [Fact]
    public void No_song_in_a_zip_archive_is_refused() =>
        AssertRefused(Zip(("a.txt", []), ("b.txt", [])), "found 0 songs among the 2 files of the zip archive, expected exactly one");

    [Fact]
    public void What_is_no_song_inside_is_named() => AssertRefused(Gzip([1, 2, 3]), "found bytes 010203 at byte 0, expected a Standard MIDI File");

    [Fact]
    public void An_archive_in_an_archive_is_refused() => AssertRefused(Gzip(Gzip(s_song)), "a gzip archive in an archive");

    [Fact]
    public void A_damaged_archive_is_refused_in_one_line()
    {
        AssertRefused([0x1F, 0x8B, 1, 2, 3], "the archive is damaged");
        AssertRefused(Zip(("a.mid", s_song))[..^10], "the archive is damaged");
    }

    [Fact]
    public void A_bomb_is_refused_when_it_has_grown_to_a_hundred_times_its_size()
    {
        var bomb = Gzip(new byte[16 << 20]);

        AssertRefused(bomb, $"expected a song of at most {Math.Max(bomb.Length * 100, 4 << 20)} bytes");
        AssertRefused(Zip(("a.mid", new byte[16 << 20])), "bytes or more, expected a song of at most");
    }

    [Fact]
    public void A_song_of_four_mebibytes_may_shrink_as_far_as_it_likes()
    {
        var words = string.Concat(Enumerable.Repeat("00 FF 01 83 7F" + string.Concat(Enumerable.Repeat(" 20", 511)), 2000));

        Assert.True(Smf.OneTrack(words + Smf.EndOfTrack) is { Length: > 1_000_000 } song && Gzip(song) is { } packed && packed.Length < song.Length / 100
            && MidiFile.Read(packed, "song.mid.gz").Texts.Count == 2000);
    }

    [Fact]
    public void The_bank_of_a_compressed_RMID_file_is_ignored_with_a_warning()
    {
        var song = MidiFile.Read(Gzip(Rmid.File(Rmid.Chunk("data", s_song), Rmid.Form("RIFF", "sfbk"))), "song.rmi.gz");

        Assert.Null(song.Bank);
        Assert.StartsWith("bank in a compressed RMID file or a pipe ignored", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    private static void AssertRefused(byte[] file, string words)
    {
        var message = Assert.Throws<InvalidDataException>(() => MidiFile.Read(file, "song.zip")).Message;
        Assert.StartsWith("song.zip: ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }
}
