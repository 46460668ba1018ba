using Awe.Primitives;

namespace Awe.Tests.Primitives;

public sealed class LinuxMemoryProbeTests : IDisposable
{
    private const string UnifiedMount = "29 23 0:26 / /sys/fs/cgroup rw,nosuid,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate";
    private const string LegacyMount = "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory";
    private const string ProcessorMount = "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu";
    private const string HybridMount = "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw";
    private const long UnlimitedLegacy = 9223372036854771712;
    private const long Mebibyte = FakeSystem.Mebibyte;
    private readonly FakeSystem _system = new FakeSystem().Machine(8000, 6000);

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Without_groups_the_machine_counts()
    {
        AssertReading(6000, 8000);
    }

    [Fact]
    public void A_unified_limit_leaves_what_is_not_in_use_and_the_cache_of_files()
    {
        _system.Mounts(UnifiedMount).Groups("0::/app")
            .Unified("sys/fs/cgroup/app", $"{512 * Mebibyte}", 300 * Mebibyte, 30 * Mebibyte, 50 * Mebibyte);

        AssertReading(512 - 300 + 30 + 50, 512);
    }

    [Fact]
    public void A_legacy_limit_leaves_what_is_not_in_use_and_the_cache_of_files_of_the_whole_tree()
    {
        _system.Mounts(ProcessorMount, LegacyMount).Groups("5:cpu:/", "4:memory:/app")
            .Legacy("sys/fs/cgroup/memory/app", 512 * Mebibyte, 300 * Mebibyte, 30 * Mebibyte, 50 * Mebibyte);

        AssertReading(512 - 300 + 30 + 50, 512);
    }

    [Fact]
    public void The_nearest_of_nested_limits_wins_and_the_smallest_is_the_total()
    {
        _system.Mounts(UnifiedMount).Groups("0::/a/b/c")
            .Unified("sys/fs/cgroup/a", $"{1000 * Mebibyte}", 990 * Mebibyte)
            .Unified("sys/fs/cgroup/a/b", "max", 500 * Mebibyte)
            .Unified("sys/fs/cgroup/a/b/c", $"{400 * Mebibyte}", 100 * Mebibyte);

        AssertReading(10, 400);
    }

    [Fact]
    public void The_machine_wins_where_it_is_nearer_than_the_limit()
    {
        _system.Machine(8000, 90).Mounts(UnifiedMount).Groups("0::/app").Unified("sys/fs/cgroup/app", $"{512 * Mebibyte}", 100 * Mebibyte);

        AssertReading(90, 512);
    }

    [Fact]
    public void No_limit_is_max_or_the_largest_number_of_version_1()
    {
        _system.Mounts(UnifiedMount, LegacyMount).Groups("4:memory:/old", "0::/new")
            .Unified("sys/fs/cgroup/new", "max", 7000 * Mebibyte)
            .Legacy("sys/fs/cgroup/memory/old", UnlimitedLegacy, 7000 * Mebibyte)
            .Legacy("sys/fs/cgroup/memory", UnlimitedLegacy, 7000 * Mebibyte);

        AssertReading(6000, 8000);
    }

    [Fact]
    public void A_throttle_below_the_limit_counts_as_the_limit()
    {
        _system.Mounts(UnifiedMount).Groups("0::/app")
            .Unified("sys/fs/cgroup/app", $"{512 * Mebibyte}", 100 * Mebibyte, high: $"{200 * Mebibyte}");

        AssertReading(100, 200);
    }

    [Fact]
    public void In_a_hybrid_tree_the_hierarchy_that_has_the_memory_controller_counts()
    {
        _system.Mounts(ProcessorMount, LegacyMount, HybridMount).Groups("4:memory:/app", "1:cpu:/", "0::/app")
            .Write("sys/fs/cgroup/unified/app/cgroup.procs", "1\n")
            .Legacy("sys/fs/cgroup/memory/app", 64 * Mebibyte, 24 * Mebibyte);

        AssertReading(40, 64);
    }

    [Fact]
    public void A_container_that_mounts_its_own_group_finds_its_limit_at_the_mount()
    {
        _system.Mounts("35 31 0:32 /docker/ab12 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory").Groups("4:memory:/docker/ab12")
            .Legacy("sys/fs/cgroup/memory", 64 * Mebibyte, 24 * Mebibyte);

        AssertReading(40, 64);
    }

    [Fact]
    public void A_group_below_a_mounted_part_is_found_and_the_mounted_part_bounds_it()
    {
        _system.Mounts("35 31 0:32 /docker/ab12 /sys/fs/cgroup ro - cgroup2 cgroup rw").Groups("0::/docker/ab12/job:1")
            .Unified("sys/fs/cgroup", $"{64 * Mebibyte}", 60 * Mebibyte)
            .Unified("sys/fs/cgroup/job:1", $"{32 * Mebibyte}", 2 * Mebibyte);

        AssertReading(4, 32);
    }

    [Theory]
    [InlineData("/docker/ab", "/docker/ab12")]
    [InlineData("/other", "/docker/ab12")]
    [InlineData("/../../../docker/ab12", "/")]
    [InlineData("/", "/../elsewhere")]
    public void A_mount_that_shows_groups_of_others_is_left_alone(string mountRoot, string group)
    {
        _system.Mounts($"35 31 0:32 {mountRoot} /sys/fs/cgroup ro - cgroup2 cgroup rw").Groups($"0::{group}")
            .Unified("sys/fs/cgroup", $"{64 * Mebibyte}", 60 * Mebibyte);

        AssertReading(6000, 8000);
    }

    [Fact]
    public void Where_the_container_sees_no_folder_of_its_name_the_groups_above_count()
    {
        _system.Mounts(UnifiedMount).Groups("0::/system.slice/unseen.scope").Unified("sys/fs/cgroup", $"{64 * Mebibyte}", 24 * Mebibyte);

        AssertReading(40, 64);
    }

    [Fact]
    public void A_mount_may_have_a_space_in_its_name()
    {
        _system.Mounts(@"29 23 0:26 / /my\040groups rw - cgroup2 cgroup2 rw").Groups("0::/")
            .Unified("my groups", $"{64 * Mebibyte}", 24 * Mebibyte);

        AssertReading(40, 64);
    }

    [Fact]
    public void Usage_above_the_limit_leaves_nothing()
    {
        _system.Mounts(UnifiedMount).Groups("0::/").Unified("sys/fs/cgroup", $"{64 * Mebibyte}", 80 * Mebibyte);

        AssertReading(0, 64);
    }

    [Fact]
    public void More_cache_than_use_leaves_no_more_than_the_limit()
    {
        _system.Mounts(UnifiedMount).Groups("0::/")
            .Unified("sys/fs/cgroup", $"{64 * Mebibyte}", 10 * Mebibyte, 1000 * Mebibyte, 1000 * Mebibyte);

        AssertReading(64, 64);
    }

    [Theory]
    [InlineData("memory.current", 64)]
    [InlineData("memory.stat", 40)]
    [InlineData("memory.high", 52)]
    [InlineData("memory.max", 6000)]
    public void A_missing_file_leaves_what_the_others_say(string name, long expected)
    {
        _system.Mounts(UnifiedMount).Groups("0::/app")
            .Unified("sys/fs/cgroup/app", $"{64 * Mebibyte}", 24 * Mebibyte, 5 * Mebibyte, 7 * Mebibyte)
            .Remove($"sys/fs/cgroup/app/{name}");

        using var probe = new LinuxMemoryProbe(_system.Root);
        Assert.Equal(expected * Mebibyte, probe.Read().AvailableBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("garbage")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999999")]
    [InlineData("\0\0\0\0")]
    public void Garbage_in_any_file_of_a_group_is_no_limit_no_use_and_no_cache(string garbage)
    {
        _system.Mounts(UnifiedMount).Groups("0::/a/b/c")
            .Unified("sys/fs/cgroup/a", garbage, 24 * Mebibyte)
            .Unified("sys/fs/cgroup/a/b", $"{80 * Mebibyte}", 0).Write("sys/fs/cgroup/a/b/memory.current", garbage)
            .Unified("sys/fs/cgroup/a/b/c", $"{64 * Mebibyte}", 24 * Mebibyte)
            .Write("sys/fs/cgroup/a/b/c/memory.stat", $"active_file {garbage}\n{garbage}");

        AssertReading(40, 64);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("MemTotal: 0 kB\nMemAvailable: 5 kB\n")]
    [InlineData("MemTotal: 1000 kB\n")]
    [InlineData("MemTotal: 9223372036854775807 kB\nMemAvailable: 9223372036854775807 kB\n")]
    public void A_machine_that_tells_nothing_is_as_the_collector_sees_it(string text)
    {
        _system.Write("proc/meminfo", text);

        using var probe = new LinuxMemoryProbe(_system.Root);
        Assert.Equal(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, probe.Read().TotalBytes);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("garbage", "0::/")]
    [InlineData("29 23 0:26 / /sys/fs/cgroup rw -", "0::/")]
    [InlineData("29 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw", "garbage")]
    [InlineData("- - - - - - - - - -", "::")]
    public void Garbage_in_the_lists_of_mounts_and_groups_finds_no_group(string mounts, string groups)
    {
        _system.Mounts(mounts).Groups(groups).Unified("sys/fs/cgroup", $"{64 * Mebibyte}", 24 * Mebibyte);

        AssertReading(6000, 8000);
    }

    [Fact]
    public void Each_reading_sees_the_files_as_they_are_then()
    {
        _system.Mounts(UnifiedMount).Groups("0::/").Unified("sys/fs/cgroup", $"{64 * Mebibyte}", 24 * Mebibyte);
        using var probe = new LinuxMemoryProbe(_system.Root);
        Assert.Equal(new MemoryReading(40 * Mebibyte, 64 * Mebibyte), probe.Read());

        _system.Unified("sys/fs/cgroup", $"{32 * Mebibyte}", 30 * Mebibyte).Machine(8000, 1);

        Assert.Equal(new MemoryReading(1 * Mebibyte, 32 * Mebibyte), probe.Read());
    }

    [Fact]
    public void A_reading_allocates_nothing()
    {
        _system.Mounts(UnifiedMount, LegacyMount).Groups("4:memory:/old", "0::/new")
            .Unified("sys/fs/cgroup/new", $"{64 * Mebibyte}", 24 * Mebibyte)
            .Legacy("sys/fs/cgroup/memory/old", 60 * Mebibyte, 59 * Mebibyte);
        using var probe = new LinuxMemoryProbe(_system.Root);

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var reading = 0; reading < 100; reading++)
            {
                probe.Read();
            }
        });

        Assert.Equal(0, allocated);
    }

    private void AssertReading(long availableMebibytes, long totalMebibytes)
    {
        using var probe = new LinuxMemoryProbe(_system.Root);
        Assert.Equal(new MemoryReading(availableMebibytes * Mebibyte, totalMebibytes * Mebibyte), probe.Read());
    }
}
