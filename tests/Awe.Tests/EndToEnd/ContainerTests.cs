using System.Text.Json;
using Awe.Primitives;
using Awe.Tests.Storage;

namespace Awe.Tests.EndToEnd;

/// <summary>In a container's limit of memory, made by the kernel itself and not by a fake tree of files.</summary>
[Collection(StoreCollection.Name)]
public class ContainerTests
{
    private const long Mebibyte = 1 << 20;

    [Theory]
    [InlineData(160)]
    [InlineData(64)]
    public void A_bank_of_half_a_gigabyte_plays_in_a_small_container(int limitMebibytes)
    {
        var bank = TestFiles.Bank("MuseScore_General_Full.sf2");
        var song = TestFiles.OpenMsxSongs().Single(path => Path.GetFileName(path) == "harp_harmony.mid");
        using var group = new MemoryCgroup(limitMebibytes * Mebibyte);
        using var folder = new TemporaryFolder();

        var outcome = group.Run(
            AweProgram.FullPath,
            ["render", song, "-f", bank, "--budget", "24M", "--end", "60", "-o", folder["out.wav"], "--stats", folder["stats.json"]]);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(0, group.Kills);
        Assert.InRange(group.PeakBytes, 24 * Mebibyte, limitMebibytes * Mebibyte);
        using var statistics = JsonDocument.Parse(File.ReadAllBytes(folder["stats.json"]));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"peak of the group {group.PeakBytes / Mebibyte} MiB, full {group.TimesFull} times, "
            + $"peak of the process {statistics.RootElement.GetProperty("processPeakBytes").GetInt64() / Mebibyte} MiB");
    }

    [Theory]
    [InlineData(96, "--budget", "16M")]
    [InlineData(160, "--budget", "16M")]
    [InlineData(96)]
    public void A_bank_of_half_a_gigabyte_plays_in_time_in_a_small_container(int limitMebibytes, params string[] budget)
    {
        using var group = new MemoryCgroup(limitMebibytes * Mebibyte);

        using var statistics = Play(group, ["--realtime", "--start", "30", "--end", "45", "--tail", "0", .. budget]);

        AssertWithin(group, limitMebibytes);
        Assert.Equal(15, statistics.RootElement.GetProperty("seconds").GetDouble());
        Assert.Equal(Store(statistics, "dryVoicesFirstSecond"), Store(statistics, "dryVoices"));
        Assert.InRange(Store(statistics, "lateVoices") - Store(statistics, "lateVoicesFirstSecond"), 0, 2); // the machine may be busy
        Assert.InRange(Store(statistics, "budgetBytes"), 1 << 20, budget is [] ? limitMebibytes * Mebibyte / 4 : 16 * Mebibyte);
        Assert.InRange(Store(statistics, "peakBytes"), 1, Store(statistics, "budgetBytes"));
    }

    [Theory]
    [InlineData(160)]
    [InlineData(96)]
    [InlineData(48)]
    public void Without_a_word_about_memory_a_container_gets_a_quarter_of_itself_as_budget(int limitMebibytes)
    {
        using var group = new MemoryCgroup(limitMebibytes * Mebibyte);

        using var statistics = Play(group, ["--start", "30", "--end", "90"]);

        AssertWithin(group, limitMebibytes);
        Assert.Equal(limitMebibytes * Mebibyte / 4, Store(statistics, "budgetBytes"));
        Assert.InRange(Store(statistics, "peakBytes"), 1, limitMebibytes * Mebibyte / 4);
    }

    [Fact]
    public void A_song_goes_on_in_a_container_that_others_have_nearly_filled_and_the_store_gives_way()
    {
        using var group = new MemoryCgroup(64 * Mebibyte);
        using var folder = new TemporaryFolder();
        var held = Path.Combine("/dev/shm", Path.GetFileName(folder.Path));
        try
        {
            Assert.Equal(0, group.Run("/bin/dd", "if=/dev/zero", $"of={held}", "bs=1M", "count=24").ExitCode);

            using var statistics = Play(group, ["--budget", "24M", "--start", "30", "--end", "90"]);

            Assert.Equal(0, group.Kills);
            Assert.NotEqual(0, statistics.RootElement.GetProperty("store").GetProperty("pressureHistory").GetArrayLength());
            Assert.InRange(Store(statistics, "peakBytes"), 1, (24 * Mebibyte) - 1);
        }
        finally
        {
            File.Delete(held);
        }
    }

    [Fact]
    public void What_a_program_holds_in_a_container_is_missing_from_the_reading_and_what_it_only_read_is_not()
    {
        using var group = new MemoryCgroup(100 * Mebibyte);
        using var folder = new TemporaryFolder();
        using var probe = ProbeInside(group, folder);
        Assert.Equal(100 * Mebibyte, probe.Read().TotalBytes);
        Assert.InRange(probe.Read().AvailableBytes, 99 * Mebibyte, 100 * Mebibyte);

        // A file in memory stays charged to whoever wrote it, as long as it is there: memory in use without a process to wait for.
        var held = Path.Combine("/dev/shm", Path.GetFileName(folder.Path));
        try
        {
            Assert.Equal(0, group.Run("/bin/dd", "if=/dev/zero", $"of={held}", "bs=1M", "count=40").ExitCode);
            Assert.InRange(probe.Read().AvailableBytes, 55 * Mebibyte, 60 * Mebibyte);
        }
        finally
        {
            File.Delete(held);
        }

        // A file on disk is only cache.
        Assert.Equal(0, group.Run("/bin/dd", "if=/dev/zero", $"of={folder["on-disk"]}", "bs=1M", "count=40").ExitCode);
        Assert.True(group.UsageBytes > 40 * Mebibyte);
        Assert.InRange(probe.Read().AvailableBytes, 95 * Mebibyte, 100 * Mebibyte);
    }

    [Fact]
    public void After_its_group_is_gone_the_probe_reads_the_machine()
    {
        using var folder = new TemporaryFolder();
        using var group = new MemoryCgroup(100 * Mebibyte);
        using var probe = ProbeInside(group, folder);
        Assert.Equal(100 * Mebibyte, probe.Read().TotalBytes);

        group.Dispose();

        Assert.True(probe.Read().TotalBytes > 100 * Mebibyte);
        Assert.Equal(probe.Read().TotalBytes, probe.Read().TotalBytes);
    }

    [Fact]
    public void A_program_that_takes_more_than_the_limit_is_counted_as_killed()
    {
        using var group = new MemoryCgroup(20 * Mebibyte);

        var outcome = group.Run("/bin/dd", "if=/dev/zero", "of=/dev/null", "bs=64M", "count=1");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Equal(1, group.Kills);
    }

    /// <summary>A song of many instruments, with the bank of half a gigabyte, inside the group to its end; what the program counted.</summary>
    private static JsonDocument Play(MemoryCgroup group, params IEnumerable<string> options)
    {
        var bank = TestFiles.Bank("MuseScore_General_Full.sf2");
        var song = TestFiles.OpenMsxSongs().Single(path => Path.GetFileName(path) == "tttheme2.mid");
        using var folder = new TemporaryFolder();
        var outcome = group.Run(
            AweProgram.FullPath, ["render", song, "-f", bank, "-o", folder["out.wav"], "--stats", folder["stats.json"], .. options]);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var statistics = JsonDocument.Parse(File.ReadAllBytes(folder["stats.json"]));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"peak of the group {group.PeakBytes / Mebibyte} MiB, full {group.TimesFull} times; {statistics.RootElement.GetProperty("store")}");
        return statistics;
    }

    private static void AssertWithin(MemoryCgroup group, int limitMebibytes)
    {
        Assert.Equal(0, group.Kills);
        Assert.InRange(group.PeakBytes, 1, (limitMebibytes * Mebibyte) - 1);
    }

    private static long Store(JsonDocument statistics, string name) => statistics.RootElement.GetProperty("store").GetProperty(name).GetInt64();

    /// <summary>The probe as a process inside the group would have it: the kernel's own files, but for those that name its group.</summary>
    private static LinuxMemoryProbe ProbeInside(MemoryCgroup group, TemporaryFolder folder)
    {
        var mount = group.Folder.IsUnified ? "cgroup2 cgroup2 rw" : "cgroup cgroup rw,memory";
        Directory.CreateDirectory(folder["proc/self"]);
        File.CreateSymbolicLink(folder["group"], group.Folder.Path);
        File.CreateSymbolicLink(folder["proc/meminfo"], "/proc/meminfo");
        File.WriteAllText(folder["proc/self/mountinfo"], $"1 1 0:1 / /group rw - {mount}\n");
        File.WriteAllText(folder["proc/self/cgroup"], group.Folder.IsUnified ? "0::/\n" : "1:memory:/\n");
        return new LinuxMemoryProbe(folder.Path);
    }
}
