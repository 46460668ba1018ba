namespace Awe.Tests.Primitives;

/// <summary>A folder that stands for "/" of a Linux system: what its kernel would show of memory, written by the test.</summary>
internal sealed class FakeSystem : IDisposable
{
    public const long Mebibyte = 1 << 20;

    public string Root { get; } = Directory.CreateTempSubdirectory("awe-test-").FullName;

    public FakeSystem Machine(long totalMebibytes, long availableMebibytes) =>
        Write(
        "proc/meminfo",
        $"MemTotal:       {totalMebibytes * 1024} kB\nMemFree:       10 kB\nMemAvailable:   {availableMebibytes * 1024} kB\n");

    /// <param name="lines">Of /proc/self/cgroup: hierarchy, controllers and path with colons between.</param>
    public FakeSystem Groups(params string[] lines) => Write("proc/self/cgroup", string.Join('\n', lines) + "\n");

    /// <param name="lines">Of /proc/self/mountinfo.</param>
    public FakeSystem Mounts(params string[] lines) => Write("proc/self/mountinfo", string.Join('\n', lines) + "\n");

    /// <summary>A group of version 2 with limit, bytes in use and, of these, the active and the inactive cache of files.</summary>
    public FakeSystem Unified(string folder, string limit, long usage, long active = 0, long inactive = 0, string high = "max")
    {
        Write($"{folder}/memory.max", limit + "\n");
        Write($"{folder}/memory.high", high + "\n");
        Write($"{folder}/memory.current", usage + "\n");
        return Write($"{folder}/memory.stat", $"inactive_anon 4096\nactive_anon 0\ninactive_file {inactive}\nactive_file {active}\n");
    }

    /// <summary>The same of version 1, whose statistics begin with the group's own numbers and end with those of its whole tree.</summary>
    public FakeSystem Legacy(string folder, long limit, long usage, long active = 0, long inactive = 0)
    {
        Write($"{folder}/memory.limit_in_bytes", limit + "\n");
        Write($"{folder}/memory.usage_in_bytes", usage + "\n");
        return Write(
            $"{folder}/memory.stat",
            $"cache 1\ninactive_file 17\nactive_file 19\ntotal_cache 2\ntotal_inactive_file {inactive}\ntotal_active_file {active}\n");
    }

    public FakeSystem Write(string path, string text)
    {
        var full = Path.Join(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public FakeSystem Remove(string path)
    {
        File.Delete(Path.Join(Root, path));
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
