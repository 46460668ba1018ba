using System.Text.Json;
using Awe.SoundFonts;
using Awe.Tests.Storage;

namespace Awe.Tests.EndToEnd;

/// <summary>What happens to the program's bank while the program plays from it.</summary>
[Collection(StoreCollection.Name)]
public sealed class FaultsWhilePlayingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Bank => _folder["bank.sf2"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bank_that_is_cut_short_while_it_plays_is_told_once_and_the_song_goes_on_to_its_end()
    {
        var outcome = PlayAnd(bank => TemporaryFolder.CutShort(bank, SampleDataOffset() + 100_000));

        Assert.True(outcome.ExitCode == 4, outcome.ToString());
        using var statistics = Statistics();
        Assert.Equal(10, statistics.RootElement.GetProperty("seconds").GetDouble());
        Assert.NotEqual(0, Store(statistics, "readFaults"));
        Assert.Single(statistics.RootElement.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("has become shorter", StringComparison.Ordinal));
        Assert.Single(outcome.Errors.Split('\n'), line => line.StartsWith($"awe: warning: {Bank}: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("replaced")]
    public void A_bank_that_goes_away_while_it_plays_is_not_missed(string fate)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file that is open is not replaced there");
        File.WriteAllBytes(_folder["other.sf2"], new byte[1000]);

        var outcome = PlayAnd(bank =>
        {
            if (fate == "replaced")
            {
                File.Move(_folder["other.sf2"], bank, overwrite: true);
            }
            else
            {
                File.Delete(bank);
            }
        });

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        using var statistics = Statistics();
        Assert.Equal(0, Store(statistics, "readFaults"));
        Assert.Equal(10, statistics.RootElement.GetProperty("seconds").GetDouble());
    }

    [Theory]
    [InlineData("10ms")]
    [InlineData("100ms")]
    public void A_slow_disk_costs_notes_at_most_at_the_beginning(string disk)
    {
        CopyBank();
        var outcome = AweProgram.Run([.. Arguments("24M"), "--simulate-disk", disk]);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        using var statistics = Statistics();
        TestContext.Current.TestOutputHelper!.WriteLine($"{statistics.RootElement.GetProperty("store")}");
        Assert.Equal(10, statistics.RootElement.GetProperty("seconds").GetDouble());
        Assert.InRange(statistics.RootElement.GetProperty("renderSeconds").GetDouble(), 9, 15);
        Assert.Equal(0, Store(statistics, "readFaults"));
        Assert.Equal(Store(statistics, "dryVoicesFirstSecond"), Store(statistics, "dryVoices"));
    }

    private static long Store(JsonDocument statistics, string name) => statistics.RootElement.GetProperty("store").GetProperty(name).GetInt64();

    private static string Original() => TestFiles.Bank("TimGM6mb.sf2");

    private static long SampleDataOffset()
    {
        using var font = SoundFont.Open(Original());
        return font.SampleData.Offset;
    }

    /// <summary>Plays ten seconds in real time, and after the first of them something happens to the bank.</summary>
    private Outcome PlayAnd(Action<string> happening)
    {
        CopyBank();
        using var program = ExternalProgram.Start(AweProgram.FullPath, Arguments("5M"));
        Patience.Until(() => File.Exists(_folder["out.raw"]) && new FileInfo(_folder["out.raw"]).Length > 44100 * 4, "the first second of the song");
        happening(Bank);
        return program.Wait(TimeSpan.FromMinutes(1));
    }

    private void CopyBank() => File.Copy(Original(), Bank);

    // From a store of 5M pages leave, and are read again.
    private string[] Arguments(string budget)
    {
        var song = TestFiles.OpenMsxSongs().Single(path => Path.GetFileName(path) == "tttheme2.mid");
        return
        [
            "render", song, "-f", Bank, "--realtime", "--start", "30", "--end", "40", "--tail", "0", "--budget", budget, "--polyphony", "128",
            "-o", _folder["out.raw"], "--stats", _folder["stats.json"],
        ];
    }

    private JsonDocument Statistics() => JsonDocument.Parse(File.ReadAllBytes(_folder["stats.json"]));
}
