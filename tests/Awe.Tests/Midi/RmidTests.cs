using System.Text;
using Awe.Midi;
using Awe.Primitives;

namespace Awe.Tests.Midi;

public class RmidTests
{
    private const string NoteAndEnd = "00 90 3C 40 60 80 3C 40" + Smf.EndOfTrack;

    private static readonly byte[] s_song = Rmid.Chunk("data", Smf.OneTrack(NoteAndEnd));
    private static readonly byte[] s_soundFont = Rmid.Form("RIFF", "sfbk", new byte[10]);
    private static readonly byte[] s_dls = Rmid.Form("RIFF", "DLS ", new byte[10]);

    [Fact]
    public void A_bank_beside_the_song_is_told_by_its_place()
    {
        var file = Rmid.File(s_song, s_soundFont);

        var song = MidiFile.Read(file, "song.rmi");

        Assert.Equal(["0 NoteOn 0 60 64", "96 NoteOff 0 60 64"], Smf.Lines(song));
        Assert.Equal(new EmbeddedBank(12 + s_song.Length, s_soundFont.Length, IsDls: false, 1), song.Bank);
        Assert.Empty(song.Warnings);
        Assert.StartsWith("RIFF", Encoding.ASCII.GetString(file, (int)song.Bank!.OffsetBytes, 4), StringComparison.Ordinal);
    }

    [Fact]
    public void A_SoundFont_without_a_number_is_at_bank_1() => Assert.Equal(1, Bank(s_song, s_soundFont).BankOffset);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(127, 127)]
    [InlineData(40_000, 127)]
    public void A_bank_is_where_DBNK_says(int said, int offset)
    {
        Assert.Equal(offset, Bank(s_song, Rmid.Info(Rmid.BankOffset((ushort)said)), s_soundFont).BankOffset);
        Assert.Equal(offset, Bank(Rmid.Info(Rmid.BankOffset((ushort)said)), s_dls, s_song).BankOffset);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("00 B0 00 00 00 B1 00 7F", 0)] // the standard's own banks
    [InlineData("00 B0 00 01", 1)]
    [InlineData("00 B0 00 79", 1)]
    [InlineData("00 B0 20 01", 0)] // the other half of a bank's number
    public void A_DLS_bank_without_a_number_is_at_1_if_the_song_selects_banks_and_else_at_0(string events, int offset) =>
        Assert.Equal(offset, Bank(Rmid.Chunk("data", Smf.OneTrack(events + NoteAndEnd)), s_dls).BankOffset);

    [Fact]
    public void A_plain_song_has_no_bank_and_no_information()
    {
        Assert.Null(Smf.ReadTrack(NoteAndEnd).Bank);
        Assert.Null(Smf.ReadTrack(NoteAndEnd).Information);
        Assert.Null(MidiFile.Read(Rmid.File(s_song), "song.rmi").Bank);
    }

    [Fact]
    public void Information_is_read_by_its_names()
    {
        var info = Rmid.Info(
            Rmid.Text("INAM", "Título"), Rmid.Text("IALB", "Album"), Rmid.Text("IART", "Artist"), Rmid.Text("IGNR", "Genre"),
            Rmid.Text("ICOP", "Ours"), Rmid.Text("ICRT", "1996"), Rmid.Text("ISBJ", "Subject"), Rmid.Text("ICMT", "Comment"),
            Rmid.Text("IENG", "Engineer"), Rmid.Text("ISFT", "Writer"), Rmid.Chunk("IPIC", new byte[1001]), Rmid.BankOffset(2));

        var song = MidiFile.Read(Rmid.File(s_song, info), "song.rmi");

        Assert.Equal(
            new SongInformation
            {
                Title = "Título",
                Album = "Album",
                Artist = "Artist",
                Genre = "Genre",
                Copyright = "Ours",
                Date = "1996",
                Subject = "Subject",
                Comment = "Comment",
                Engineer = "Engineer",
                Software = "Writer",
            },
            song.Information);
    }

    [Fact]
    public void Information_that_is_not_UTF_8_is_Windows_1252_unless_IENC_names_another_encoding_wherever_it_stands()
    {
        var title = Rmid.Chunk("INAM", [0xC0, 0xC1]);

        Assert.Equal("ÀÁ", MidiFile.Read(Rmid.File(s_song, Rmid.Info(title)), "a.rmi").Information!.Title);
        Assert.Equal("АБ", MidiFile.Read(Rmid.File(s_song, Rmid.Info(title, Rmid.Text("IENC", "windows-1251"))), "b.rmi").Information!.Title);
        Assert.Equal("ÀÁ", MidiFile.Read(Rmid.File(s_song, Rmid.Info(title, Rmid.Text("IENC", "no such name"))), "c.rmi").Information!.Title);
    }

    [Fact]
    public void MENC_names_the_encoding_of_the_texts_in_the_song()
    {
        var song = Rmid.Chunk("data", Smf.OneTrack("00 FF 03 02 82 A0" + NoteAndEnd));

        Assert.Equal("あ", MidiFile.Read(Rmid.File(song, Rmid.Info(Rmid.Text("MENC", "shift_jis"))), "a.rmi").Texts[0].Text);
    }

    [Theory]
    [InlineData("utf-7")] // .NET knows it and throws
    [InlineData("no such name")]
    [InlineData("")]
    public void An_encoding_that_cannot_be_had_is_as_none(string name)
    {
        var information = Rmid.Info(Rmid.Text("INAM", "Title"), Rmid.Text("IENC", name), Rmid.Text("MENC", name));
        var song = MidiFile.Read(Rmid.File(Rmid.Chunk("data", Smf.OneTrack("00 FF 03 02 C3 A4" + NoteAndEnd)), information), "a.rmi");

        Assert.Equal("Title", song.Information!.Title);
        Assert.Equal("ä", song.Texts[0].Text);
    }

    [Fact]
    public void A_chunk_of_odd_size_without_its_pad_byte_does_not_hide_the_next()
    {
        var list = Rmid.Info(Rmid.Chunk("ICMT", [65, 66, 67]))[..^1];
        list[4]--;

        Assert.NotNull(MidiFile.Read(Rmid.File(s_song, list, s_soundFont), "song.rmi").Bank);
    }

    [Fact]
    public void A_bank_cut_short_is_told_up_to_the_end_of_the_file()
    {
        var song = MidiFile.Read(Rmid.File(s_song, s_soundFont).AsMemory()[..^4], "song.rmi");

        Assert.Equal(s_soundFont.Length - 4, song.Bank!.SizeBytes);
        Assert.StartsWith("bank in the RMID file longer than the file", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_bank_is_ignored_with_a_warning()
    {
        var song = MidiFile.Read(Rmid.File(s_song, s_soundFont, s_dls), "song.rmi");

        Assert.False(song.Bank!.IsDls);
        Assert.Single(song.Warnings);
    }

    [Fact]
    public void Faults_of_the_song_are_told_with_their_places_in_the_whole_file()
    {
        var song = Rmid.Chunk("data", Smf.OneTrack("00 F4" + NoteAndEnd));

        var warning = Assert.Single(MidiFile.Read(Rmid.File(Rmid.Info(Rmid.Text("INAM", "x")), song), "song.rmi").Warnings);

        Assert.Equal($"system message that no file may hold skipped (at byte {12 + 22 + 8 + 23})", warning);
    }

    [Fact]
    public void The_bank_is_not_read_with_the_song_however_large_it_is()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            // Sparse: 3 GB of a bank that takes no room.
            using (var file = File.Create(path))
            {
                file.Write(Rmid.File(s_song));
                file.Write([.. "RIFF"u8, .. BitConverter.GetBytes(3_000_000_000u), .. "sfbk"u8]);
                file.SetLength(file.Position - 4 + 3_000_000_000);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var song = MidiFile.Open(path);

            Assert.Equal(3_000_000_008, song.Bank!.SizeBytes);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_range_of_a_source_reads_as_a_source_of_its_own()
    {
        using var range = new ByteRange(new MemoryByteSource(new byte[] { 0, 1, 2, 3, 4, 5 }, "whole"), 2, 3, "part");
        var bytes = new byte[8];

        Assert.Equal((3L, "part"), (range.Length, range.Name));
        Assert.Equal(3, range.Read(0, bytes));
        Assert.Equal([2, 3, 4, 0], bytes[..4]);
        Assert.Equal(1, range.Read(2, bytes));
        Assert.Equal((0, 0), (range.Read(3, bytes), range.Read(long.MaxValue, bytes)));
        Assert.Throws<ArgumentOutOfRangeException>(() => range.Read(-1, bytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ByteRange(range, 2, 2, "outside"));
    }

    private static EmbeddedBank Bank(params byte[][] chunks) => MidiFile.Read(Rmid.File(chunks), "song.rmi").Bank!;
}
