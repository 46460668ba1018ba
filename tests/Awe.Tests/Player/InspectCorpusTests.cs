using System.Text.Json;
using Awe.Player;
using Awe.SoundFonts;

namespace Awe.Tests.Player;

/// <summary><c>awe inspect</c> on every bank that was collected: it works, and what it says is what the bank holds.</summary>
public sealed class InspectCorpusTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    [Fact]
    public void Every_collected_bank_is_told_as_text_and_as_JSON_or_refused_with_one_line()
    {
        var files = Banks();
        Assert.True(files.Length >= 11, $"{files.Length} banks");
        Assert.All(files, file =>
        {
            var (text, json) = (_awe.Run("inspect", file), _awe.Run("inspect", file, "--json"));
            if (Path.GetFileName(file) == "ZZZ1.sf2")
            {
                Assert.Equal((ExitCode.BadInput, ""), (text.Code, text.Out));
                Assert.Equal($"awe: {file}: found 'RAFF' at offset 0, expected 'RIFF'", text.Error.TrimEnd());
                return;
            }

            Assert.Equal((ExitCode.Done, ""), (text.Code, text.Error));
            Assert.Equal((ExitCode.Done, ""), (json.Code, json.Error));
            AssertTrue(file, JsonDocument.Parse(json.Out).RootElement, text.Out);
        });
    }

    [Theory]
    [InlineData("Wind Melody.sbk", "*SineWave: Sine, *SquareWave: Square")]
    [InlineData("Visions of Spring.sbk", "*SynthStringsC4: Synth Strings 1, *KPianoB5: Grand Piano")]
    public void A_bank_of_the_cards_day_is_told_with_what_it_wants_of_the_ROM(string file, string expected)
    {
        var path = TestFiles.Shared("corpus", "awe32", file);
        var json = JsonDocument.Parse(_awe.Run("inspect", path, "--json").Out).RootElement;

        Assert.Equal(("1.00", "1MGM"), (json.GetProperty("version").GetString(), json.GetProperty("rom").GetString()));
        Assert.Equal(
            expected,
            string.Join(", ", json.GetProperty("romSamples").EnumerateArray().Select(sample => $"{sample.GetProperty("name")}: {sample.GetProperty("standIn")}")));
        Assert.Contains("of the ROM", _awe.Run("inspect", path).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_songs_needs_do_not_count_what_stands_in_for_the_ROM_as_bytes_of_the_bank()
    {
        var bank = TestFiles.Shared("corpus", "awe32", "Visions of Spring.sbk");
        var json = JsonDocument.Parse(_awe.Run("inspect", bank, "--song", TestFiles.Shared("corpus", "awe32", "Visions of Spring.mid"), "--json").Out).RootElement;

        Assert.Equal(0, json.GetProperty("sampleBytes").GetInt64());
    }

    private static void AssertTrue(string file, JsonElement json, string text)
    {
        using var font = SoundFont.Open(file);
        Assert.Equal("bank", json.GetProperty("kind").GetString());
        Assert.Equal(new FileInfo(file).Length, json.GetProperty("fileBytes").GetInt64());
        Assert.Equal(font.Samples.Count, json.GetProperty("samples").GetInt32());
        Assert.Equal(font.Instruments.Count, json.GetProperty("instruments").GetInt32());
        Assert.Equal(font.Presets.Count, json.GetProperty("presets").GetArrayLength());
        Assert.Equal($"{font.Info.MajorVersion}.{font.Info.MinorVersion:00}", json.GetProperty("version").GetString());
        Assert.Equal(font.Samples.Count(sample => sample.Type >= 0x8000), json.GetProperty("romSamples").GetArrayLength());
        Assert.All(font.Presets, preset => Assert.Contains(preset.Name.ReplaceLineEndings(" "), text, StringComparison.Ordinal));

        // Nothing is silent once the ROM is answered for.
        Assert.Equal(0, json.GetProperty("silentSamples").GetInt32());
    }

    private static string[] Banks() =>
    [
        .. Directory.GetFiles(TestFiles.Shared("corpus", "soundfonts")),
        .. Directory.GetFiles(TestFiles.Shared("corpus", "awe32"), "*.sbk"),
    ];
}
