using System.Globalization;
using System.Text.Json;
using Awe.Midi;
using Awe.Player;
using Awe.SoundFonts;
using Awe.Tests.Midi;
using Awe.Tests.SoundFonts;

namespace Awe.Tests.Player;

/// <summary>Songs that bring their bank along sound as with that bank given by hand.</summary>
public sealed class SongBankTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    [Theory]
    [InlineData("d_map18.mid", "TestSoundFont.sf2")]
    [InlineData("d_e1m1.mid", "VintageDreamsWaves-v2.sf2")]
    [InlineData("d_e1m1.mid", "VintageDreamsWaves-v2.sf3")]
    public void A_real_song_with_a_real_bank_inside_sounds_as_with_the_bank_beside_it(string songName, string bankName)
    {
        var bank = TestFiles.Shared("corpus", "soundfonts", bankName);
        var song = TestFiles.Shared("corpus", "midi", "songs", songName);
        var rmi = _awe.File("song.rmi", Rmid.File(
            Rmid.Info(Rmid.BankOffset(0)), Rmid.Chunk("data", File.ReadAllBytes(song)), File.ReadAllBytes(bank)));
        var gm = TestFiles.Bank("TimGM6mb.sf2");

        var embedded = Render(rmi, "--start", "60", "--end", "66", "-f", gm);

        Assert.Equal(Render(song, "--start", "60", "--end", "66", "-f", gm, "-f", bank), embedded);
        Assert.NotEqual(Render(song, "--start", "60", "--end", "66", "-f", gm), embedded);
    }

    [Fact]
    public void Without_f_the_bank_lies_over_the_default_bank_at_its_own_number()
    {
        var song = new MidiFileBuilder();
        song.Track().Program(0, 0, 5).Note(0, 480, 0, 60, 100).Control(960, 0, 0, 3).Program(960, 0, 5).Note(960, 480, 0, 60, 100);
        var mid = _awe.File("song.mid", song.ToBytes());
        var bank = _awe.File("bank.sf2", Bank());
        var rmi = _awe.File("song.rmi", Rmid.File(Rmid.Chunk("data", song.ToBytes()), Rmid.Info(Rmid.BankOffset(3)), Bank()));

        var embedded = Render(rmi);

        Assert.Equal(Render(mid, "-f", $"3:{bank}"), embedded);
        Assert.NotEqual(Render(mid), embedded);
    }

    [Theory]
    [InlineData(3, "0", 0)] // the song selects no bank but 0: the DLS bank is there
    [InlineData(3, "1", 1)] // it selects others: the DLS bank is at 1
    public void A_DLS_bank_in_a_song_sounds_as_the_same_bank_beside_it(int program, string selected, int offset)
    {
        var song = new MidiFileBuilder();
        song.Track().Control(0, 0, 0, byte.Parse(selected, CultureInfo.InvariantCulture)).Program(0, 0, program).Note(0, 480, 0, 60, 100);
        var mid = _awe.File("song.mid", song.ToBytes());
        var dls = _awe.File("bank.dls", Dls(program));
        var rmi = _awe.File("song.rmi", Rmid.File(Rmid.Chunk("data", song.ToBytes()), Dls(program)));

        var embedded = Render(rmi);

        Assert.Equal(Render(mid, "-f", $"{offset}:{dls}"), embedded);
        Assert.NotEqual(Render(mid), embedded);
        var told = JsonDocument.Parse(_awe.Run("inspect", rmi, "--json").Out).RootElement.GetProperty("bank");
        Assert.Equal(
            ("dls", "bank", 1, offset),
            (told.GetProperty("type").GetString(), told.GetProperty("name").GetString(), told.GetProperty("presets").GetInt32(), told.GetProperty("bankOffset").GetInt32()));
    }

    [Fact]
    public void Inspect_tells_a_DLS_bank_for_what_it_is()
    {
        var dls = _awe.File("bank.dls", Dls(40));

        var json = JsonDocument.Parse(_awe.Run("inspect", dls, "--json").Out).RootElement;
        var text = _awe.Run("inspect", dls).Out;

        Assert.Equal(("DLS 1", "bank"), (json.GetProperty("version").GetString(), json.GetProperty("name").GetString()));
        Assert.Equal((1, 1, 2000), (json.GetProperty("samples").GetInt32(), json.GetProperty("instruments").GetInt32(), json.GetProperty("sampleBytes").GetInt32()));
        Assert.Contains("version      DLS 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("EMU8000", text, StringComparison.Ordinal);
        Assert.Contains("    0:040  saw ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bank_that_cannot_be_read_is_a_warning_and_the_song_is_heard_without_it()
    {
        var song = File.ReadAllBytes(Song());
        var rmi = _awe.File("song.rmi", Rmid.File(Rmid.Chunk("data", song), Rmid.Form("RIFF", "sfpk", new byte[20])));

        var outcome = _awe.Run("render", rmi, "-o", _awe.Path("a.wav"));

        Assert.Equal(ExitCode.Done, outcome.Code);
        Assert.Contains($"awe: warning: {rmi} (its bank): ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(Render(Song()), File.ReadAllBytes(_awe.Path("a.wav")));
    }

    [Fact]
    public void Inspect_tells_of_the_bank_and_the_information()
    {
        var bank = Bank();
        var rmi = _awe.File("song.rmi", Rmid.File(
            Rmid.Info(Rmid.Text("INAM", "The title"), Rmid.Text("IART", "Ours")), Rmid.Chunk("data", File.ReadAllBytes(Song())), bank));

        var json = JsonDocument.Parse(_awe.Run("inspect", rmi, "--json").Out).RootElement;
        var text = _awe.Run("inspect", rmi).Out;

        var told = json.GetProperty("bank");
        Assert.Equal(
            ("soundFont", "Embedded", bank.Length, 1, 1),
            (told.GetProperty("type").GetString(), told.GetProperty("name").GetString(), told.GetProperty("bytes").GetInt32(),
                told.GetProperty("bankOffset").GetInt32(), told.GetProperty("presets").GetInt32()));
        Assert.Equal("The title", json.GetProperty("information").GetProperty("title").GetString());
        Assert.Contains("bank         SoundFont in the file, Embedded, ", text, StringComparison.Ordinal);
        Assert.Contains("1 preset, at bank 1", text, StringComparison.Ordinal);
        Assert.Contains("artist       Ours", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bank_that_inspect_cannot_read_is_a_warning()
    {
        var rmi = _awe.File("song.rmi", Rmid.File(Rmid.Chunk("data", File.ReadAllBytes(Song())), Rmid.Form("RIFF", "sfbk", new byte[20])));

        var outcome = _awe.Run("inspect", rmi, "--json");

        Assert.Equal(ExitCode.Done, outcome.Code);
        Assert.Contains(
            JsonDocument.Parse(outcome.Out).RootElement.GetProperty("warnings").EnumerateArray(),
            warning => warning.GetString()!.StartsWith("bank: ", StringComparison.Ordinal));
    }

    private string Song()
    {
        var song = new MidiFileBuilder();
        song.Track().Program(0, 0, 5).Note(0, 480, 0, 60, 100);
        return _awe.File("plain.mid", song.ToBytes());
    }

    /// <summary>Program 5 of bank 0, a sawtooth.</summary>
    private static byte[] Bank()
    {
        var builder = new SoundFontBuilder { Info = new SoundFontInfo { Name = "Embedded" } };
        var sample = builder.AddSample("saw", [.. Enumerable.Range(0, 20_000).Select(i => (short)((i % 100 * 400) - 20_000))], 44100, 60);
        builder.AddPreset("saw", 0, 5, new ZoneBuilder(builder.AddInstrument("saw", new ZoneBuilder(sample))));
        return builder.ToBytes();
    }

    private static byte[] Dls(int program) => new DlsBank()
        .AddWave("saw", DlsBank.Bytes(DlsBank.Ramp), DlsBank.WaveSample(loop: (0, 1000)))
        .AddInstrument("saw", 0, program, [], DlsBank.Region(0)).ToBytes();

    private byte[] Render(string song, params string[] options)
    {
        var wav = _awe.Path("out.wav");
        var outcome = _awe.Run(["render", song, "-o", wav, .. options]);
        Assert.True(outcome.Code == ExitCode.Done, outcome.Error);
        return File.ReadAllBytes(wav);
    }
}
