using System.IO.Compression;
using Awe.Midi;
using CsCheck;

namespace Awe.Tests.Midi;

/// <summary>Every format cut anywhere, with bits turned over: read or refused in one line, in memory that goes with the file's size.</summary>
public class HostileSongTests
{
    private const int BytesPerFileByte = 200;

    // Sorting and unpacking have their blocks; a loop that is written out has its bound.
    private const int BytesPerSong = 1 << 20;
    private const int BytesPerLoops = 64 << 20;

    public static TheoryData<string> Formats => ["mid", "rmi", "kar", "xmi", "mus", "gz", "zip"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_song_cut_anywhere_is_read_or_refused(string format)
    {
        var file = File(format);
        for (var length = 0; length < file.Length; length++)
        {
            Read(file[..length], format);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_song_with_spoiled_bytes_is_read_or_refused(string format)
    {
        var file = File(format);
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[1, 12].Sample(
            spoils =>
            {
                var spoiled = (byte[])file.Clone();
                foreach (var (place, value) in spoils)
                {
                    spoiled[place] = value;
                }

                Read(spoiled, format);
            },
            iter: 3000);
    }

    [Theory]
    [InlineData("4D55531A 0000 1000 0100 0000 0000 0000")]
    [InlineData("464F524D 7FFFFFFF 584D4944 45564E54 7FFFFFFF")]
    [InlineData("52494646 FFFFFFFF 524D4944")]
    public void Bytes_of_chance_behind_a_sound_beginning_are_read_or_refused(string beginning) =>
        Gen.Byte.Array[0, 300].Sample(bytes => Read([.. Smf.Hex(beginning), .. bytes], beginning[..8]), iter: 3000);

    [Fact]
    public void A_dense_song_takes_48_bytes_a_message_while_it_is_read()
    {
        const int Messages = 1 << 20;
        var half = Smf.Chunk("MTrk", [.. Smf.Hex("00 C0"), .. new byte[Messages - 1], .. Smf.Hex(Smf.EndOfTrack)]);
        byte[] file = [.. Smf.Header(1, 2, 96), .. half, .. half];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var song = MidiFile.Read(file, "song.mid");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Messages, song.Messages.Length);
        Assert.InRange(allocated, 24L * Messages, (48L * Messages) + BytesPerSong);
    }

    [Theory]
    [InlineData("mid", 45)]
    [InlineData("xmi", 75)]
    [InlineData("mus", 28)]
    public void Messages_past_the_most_that_a_song_may_have_are_left_out_with_a_warning(string format, int place)
    {
        var builder = new MidiFileBuilder(70);
        builder.Track("").Program(0, 0, 1).Program(1, 0, 2).Program(2, 0, 3).Program(3, 0, 4).Program(4, 0, 5);
        var song = MidiFile.Read(builder.ToBytes(), "song.mid");
        var log = new ReadLog();
        var contents = new SongContents(log, new MidiTextDecoder(null), maxMessages: 3);

        switch (format)
        {
            case "mid":
                SmfReader.Read(builder.ToBytes(), 0, "song.mid", contents);
                break;
            case "xmi":
                XmiFile.Read(XmiWriter.Write(song), "song.xmi", 0, contents);
                break;
            default:
                MusReader.Read(MusWriter.Write(song), "song.mus", contents);
                break;
        }

        Assert.Equal(3, contents.Events.Count);
        Assert.Equal(3, contents.Events[2].Message.Data1);
        Assert.Equal([$"messages after the first 3 of the file left out (first at byte {place}, 2 times)"], log.ToLines());
    }

    private static void Read(byte[] file, string format)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var song = MidiFile.Read(file, "song");
            Assert.InRange(song.Seconds, 0, 86_400);
            Assert.InRange(song.Warnings.Count, 0, 20);
            Assert.True(song.Loop is null || (song.Loop.StartTick < song.Loop.EndTick && song.Loop.EndSeconds <= song.Seconds + 1e-9));
            Assert.True(song.Bank is null || song.Bank.OffsetBytes + song.Bank.SizeBytes <= file.Length);
        }
        catch (InvalidDataException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            Assert.StartsWith("song: ", e.Message, StringComparison.Ordinal);
        }

        var allowed = ((long)BytesPerFileByte * file.Length) + BytesPerSong + (format is "xmi" or "464F524D" ? BytesPerLoops : 0);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= allowed, $"{format}: {allocated} bytes for a file of {file.Length}, expected {allowed} at most");
    }

    private static byte[] File(string format)
    {
        var builder = new MidiFileBuilder(480);
        builder.Track("Words").Text(0, MidiTextKind.Text, "@KMIDI KARAOKE FILE").Text(0, MidiTextKind.Text, @"\la").Text(480, MidiTextKind.Text, "/la");
        builder.Track("song").Control(0, 0, 110, 0).Control(0, 0, 116, 0).Program(0, 0, 5).Note(0, 480, 0, 60, 100).PitchWheel(240, 0, 9000)
            .SysEx(300, 0x7E, 0x7F, 9, 1).Note(480, 480, 9, 36, 90).Control(960, 0, 117, 127);
        var song = builder.ToBytes();
        var read = MidiFile.Read(song, "song.mid");
        return format switch
        {
            "rmi" => Rmid.File(Rmid.Info(Rmid.Text("INAM", "x"), Rmid.BankOffset(3)), Rmid.Chunk("data", song), Rmid.Form("RIFF", "sfbk", new byte[8])),
            "xmi" => XmiWriter.Write(read, read),
            "mus" => MusWriter.Write(read),
            "gz" => Packed(stream => new GZipStream(stream, CompressionLevel.Optimal), song),
            "zip" => Zipped(song),
            _ => song,
        };
    }

    private static byte[] Packed(Func<Stream, Stream> pack, byte[] song)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
        {
            stream.Write(song);
        }

        return packed.ToArray();
    }

    private static byte[] Zipped(byte[] song)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("song.mid").Open();
            entry.Write(song);
        }

        return packed.ToArray();
    }
}
