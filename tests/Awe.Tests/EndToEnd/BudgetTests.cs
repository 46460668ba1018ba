using System.Text.Json;
using Awe.Tests.Storage;

namespace Awe.Tests.EndToEnd;

/// <summary>What the product promises of memory, seen from outside: the file that a small budget writes, and what the process took for it.</summary>
[Collection(StoreCollection.Name)]
public class BudgetTests
{
    private const long Mebibyte = 1 << 20;
    private const long MostProcessBytes = 96 * Mebibyte;

    [Theory]
    [InlineData("boogi_marabi_redfarn.mid", 0)]
    [InlineData("harp_harmony.mid", 60)]
    public void A_bank_of_half_a_gigabyte_writes_the_same_file_from_24_megabytes_in_a_small_process(string name, int start)
    {
        var bank = TestFiles.Bank("MuseScore_General_Full.sf2");
        var song = TestFiles.OpenMsxSongs().Single(path => Path.GetFileName(path) == name);
        using var folder = new TemporaryFolder();

        using var streamed = Render(bank, song, start, folder["streamed.wav"], folder["stats.json"], "--budget", "24M");
        using var resident = Render(bank, song, start, folder["resident.wav"], folder["resident.json"], "--resident");

        Assert.True(File.ReadAllBytes(folder["streamed.wav"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["resident.wav"])));
        Assert.InRange(Number(streamed, "processPeakBytes"), 1, MostProcessBytes);
        Assert.InRange(Number(streamed, "store", "peakBytes"), 1, 24 * Mebibyte);
        Assert.Equal(0, Number(streamed, "audioThread", "allocatedBytes"));
        Assert.True(Number(streamed, "store", "missesCold") > 0);
        Assert.True(Number(resident, "store", "hot", "bytes") > 400 * Mebibyte);
    }

    private static JsonDocument Render(string bank, string song, int start, string output, string statistics, params string[] memory)
    {
        var outcome = AweProgram.Run(
            ["render", song, "-f", bank, "-o", output, "--stats", statistics, "--start", $"{start}", "--end", $"{start + 20}", .. memory]);
        Assert.Equal(0, outcome.ExitCode);
        return JsonDocument.Parse(File.ReadAllBytes(statistics));
    }

    private static long Number(JsonDocument statistics, params string[] path) =>
        path.Aggregate(statistics.RootElement, (element, name) => element.GetProperty(name)).GetInt64();
}
