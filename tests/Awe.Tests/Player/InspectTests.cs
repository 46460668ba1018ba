using System.Text.Json;
using Awe.Midi;
using Awe.Player;
using Awe.SoundFonts;

namespace Awe.Tests.Player;

public sealed class InspectTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    [Fact]
    public void A_bank_is_told_with_its_samples_and_presets_by_number()
    {
        var json = Json("inspect", Bank(), "--json");

        Assert.Equal("bank", json.GetProperty("kind").GetString());
        Assert.Equal("Two of \"them\" – ü", json.GetProperty("name").GetString());
        Assert.Equal((2, 2, 16), (Number(json, "samples"), Number(json, "instruments"), Number(json, "sampleBits")));
        Assert.Equal(1.5, json.GetProperty("sampleSeconds").GetDouble());
        Assert.Equal(new FileInfo(_awe.Path("bank.sf2")).Length, json.GetProperty("fileBytes").GetInt64());
        Assert.Equal(
            ["0:5 Low 1", "128:0 Kit 1"],
            json.GetProperty("presets").EnumerateArray().Select(preset =>
                $"{Number(preset, "bank")}:{Number(preset, "program")} {preset.GetProperty("name")} {Number(preset, "zones")}"));
    }

    [Fact]
    public void Json_keeps_letters_as_they_are()
    {
        Assert.Contains("ü", _awe.Run("inspect", Bank(), "--json").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_song_is_told_with_its_tempo_channels_and_texts()
    {
        var json = Json("inspect", Song(), "--json");

        Assert.Equal("song", json.GetProperty("kind").GetString());
        Assert.Equal((1, 3), (Number(json, "format"), Number(json, "notes")));
        Assert.Equal((100, 200), (Number(json, "tempoLowest"), Number(json, "tempoHighest")));
        Assert.Equal(
            ["1: 1 notes 60-60 programs 0:5", "2: 1 notes 30-30 programs 0:99", "10: 1 notes 36-36 programs 128:0"],
            json.GetProperty("channels").EnumerateArray().Select(channel =>
                $"{Number(channel, "channel")}: {Number(channel, "notes")} notes {Number(channel, "lowestKey")}-{Number(channel, "highestKey")} programs "
                + string.Join(",", channel.GetProperty("programs").EnumerateArray().Select(p => $"{Number(p, "bank")}:{Number(p, "program")}"))));
        Assert.Contains(json.GetProperty("texts").EnumerateArray(), text =>
            text.GetProperty("kind").GetString() == "trackName" && text.GetProperty("text").GetString() == "Melody");
    }

    [Fact]
    public void A_song_needs_of_a_bank_what_its_notes_reach()
    {
        var json = Json("inspect", Bank(), "--song", Song(), "--json");

        // The kit's zone for key 36 wants the second sample; program 99 is missing, so program 0 would stand in, which is missing too.
        Assert.Equal(
            ["0:5 1 notes 1 samples 88200", "128:0 1 notes 1 samples 44100"],
            json.GetProperty("presets").EnumerateArray().Select(preset =>
                $"{Number(preset, "bank")}:{Number(preset, "program")} {Number(preset, "notes")} notes "
                + $"{Number(preset, "samples")} samples {Number(preset, "sampleBytes")}"));
        Assert.Equal((2, 132300), (Number(json, "samples"), Number(json, "sampleBytes")));
        var missing = Assert.Single(json.GetProperty("missing").EnumerateArray());
        Assert.Equal((0, 99, 1), (Number(missing, "bank"), Number(missing, "program"), Number(missing, "notes")));
    }

    [Fact]
    public void A_sample_whose_zone_no_note_reaches_is_not_needed()
    {
        var song = new MidiFileBuilder();
        song.Track().Program(0, 0, 5).Note(0, 480, 0, 100, 100);

        var json = Json("inspect", Bank(), "--song", _awe.File("high.mid", song.ToBytes()), "--json");

        Assert.Equal((0, 0), (Number(json, "samples"), Number(json, "sampleBytes")));
    }

    [Fact]
    public void Text_for_people_says_the_same_in_lines()
    {
        var bank = _awe.Run("inspect", Bank()).Out;
        var song = _awe.Run("inspect", Song()).Out;
        var needs = _awe.Run("inspect", Bank(), "--song", Song()).Out;

        Assert.Contains("    0:005  Low                   1 zone", bank, StringComparison.Ordinal);
        Assert.Contains("tempo        100 to 200 quarters a minute", song, StringComparison.Ordinal);
        Assert.Contains("samples      2 of 2, 0:01.5", needs, StringComparison.Ordinal);
        Assert.Contains("    0:099  not in the bank       1 note", needs, StringComparison.Ordinal);
    }

    [Fact]
    public void A_songs_needs_of_a_song_are_a_usage_error()
    {
        var outcome = _awe.Run("inspect", Song(), "--song", Song());

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.EndsWith("song.mid is a song itself, expected a bank", outcome.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_bank_and_song_go_together()
    {
        var json = Json("inspect", TestFiles.Bank("TimGM6mb.sf2"), "--song", TestFiles.OpenMsxSongs()[0], "--json");

        Assert.InRange(json.GetProperty("sampleBytes").GetInt64(), 1, json.GetProperty("sampleBytesInBank").GetInt64());
        Assert.Empty(json.GetProperty("missing").EnumerateArray());
    }

    private JsonElement Json(params string[] args)
    {
        var outcome = _awe.Run(args);
        Assert.Equal((ExitCode.Done, ""), (outcome.Code, outcome.Error));
        return JsonDocument.Parse(outcome.Out).RootElement;
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    /// <summary>Program 5 sounds up to key 72 with a sample of a second; the kit has one of half a second on key 36.</summary>
    private string Bank()
    {
        var builder = new SoundFontBuilder { Info = new SoundFontInfo { Name = "Two of \"them\" – ü" } };
        var low = builder.AddSample("low", new short[44100], 44100, 60);
        var kick = builder.AddSample("kick", new short[22050], 44100, 36);
        var lowInstrument = builder.AddInstrument("low", new ZoneBuilder(low).Keys(0, 72));
        var kitInstrument = builder.AddInstrument("kit", new ZoneBuilder(kick).Keys(36, 36));
        builder.AddPreset("Kit", 128, 0, new ZoneBuilder(kitInstrument));
        builder.AddPreset("Low", 0, 5, new ZoneBuilder(lowInstrument));
        return _awe.File("bank.sf2", builder.ToBytes());
    }

    private string Song()
    {
        var song = new MidiFileBuilder().Tempo(0, 100).Tempo(480, 200);
        song.Track("Melody").Program(0, 0, 5).Note(0, 480, 0, 60, 100).Program(0, 1, 99).Note(480, 480, 1, 30, 100).Note(0, 100, 9, 36, 90);
        return _awe.File("song.mid", song.ToBytes());
    }
}
