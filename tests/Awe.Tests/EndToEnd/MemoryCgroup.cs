using System.Globalization;
using Awe.Primitives;

namespace Awe.Tests.EndToEnd;

/// <summary>
/// A control group with a limit of memory, to run programs in as a container would: made inside of the group that these tests are in, so
/// that nothing that runs in it escapes a limit that holds already; gone with the object. Linux, where the user may make groups.
/// </summary>
internal sealed class MemoryCgroup : IDisposable
{
    private readonly CgroupFolder _folder;

    public MemoryCgroup(long limitBytes)
    {
        Assert.SkipUnless(IsAvailable, "no control group for memory can be made here");
        _folder = TryMake()!.Value;
        Write(_folder.IsUnified ? "memory.max" : "memory.limit_in_bytes", limitBytes);

        // Where swap exists, a program over its limit would be slow instead of ended.
        Write(_folder.IsUnified ? "memory.swap.max" : "memory.memsw.limit_in_bytes", _folder.IsUnified ? 0 : limitBytes);
    }

    /// <summary>Whether a group can be made and removed again here.</summary>
    public static bool IsAvailable { get; } = TryProbe();

    public CgroupFolder Folder => _folder;

    /// <summary>The most that was held at any moment, cache of files included.</summary>
    public long PeakBytes => Number(_folder.IsUnified ? "memory.peak" : "memory.max_usage_in_bytes");

    /// <summary>What is held now, cache of files included.</summary>
    public long UsageBytes => Number(_folder.IsUnified ? "memory.current" : "memory.usage_in_bytes");

    /// <summary>Processes that the kernel ended because the limit was reached and nothing could be taken back.</summary>
    public long Kills => Statistic(_folder.IsUnified ? "memory.events" : "memory.oom_control", "oom_kill");

    /// <summary>How often the limit was reached, so that cache had to be taken back.</summary>
    public long TimesFull => _folder.IsUnified ? Statistic("memory.events", "max") : Number("memory.failcnt");

    /// <summary>Runs a program to its end inside the group: a shell joins it and then becomes the program.</summary>
    public Outcome Run(string path, params IEnumerable<string> arguments)
    {
        const string Script = "echo $$ > \"$0\" && exec \"$@\"";
        return ExternalProgram.Run("/bin/sh", ["-c", Script, Path.Combine(_folder.Path, "cgroup.procs"), path, .. arguments]);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder.Path))
        {
            Directory.Delete(_folder.Path);
        }
    }

    private static bool TryProbe()
    {
        if (!OperatingSystem.IsLinux() || TryMake() is not { } folder)
        {
            return false;
        }

        Directory.Delete(folder.Path);
        return true;
    }

    // Version 2 lets a group with processes of its own have no limited groups inside, so there the next one outward may have to do.
    private static CgroupFolder? TryMake() => CgroupFolder.OfThisProcess("/").Select(TryMakeIn).FirstOrDefault(made => made is not null);

    private static CgroupFolder? TryMakeIn(CgroupFolder parent)
    {
        var made = parent with { Path = Path.Combine(parent.Path, $"awe-test-{Guid.NewGuid():N}") };
        try
        {
            // A folder that is no group's would be given an ordinary folder.
            if (!File.Exists(Path.Combine(parent.Path, "cgroup.procs")))
            {
                return null;
            }

            Directory.CreateDirectory(made.Path);
            if (File.Exists(Path.Combine(made.Path, made.IsUnified ? "memory.peak" : "memory.limit_in_bytes")))
            {
                return made;
            }

            Directory.Delete(made.Path);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Write(string name, long bytes)
    {
        // The kernel takes a number in one write; a missing file is a kernel without an account of swap.
        if (File.Exists(Path.Combine(_folder.Path, name)))
        {
            File.WriteAllText(Path.Combine(_folder.Path, name), bytes.ToString(CultureInfo.InvariantCulture));
        }
    }

    private long Number(string name) => long.Parse(File.ReadAllText(Path.Combine(_folder.Path, name)), CultureInfo.InvariantCulture);

    private long Statistic(string file, string name)
    {
        var line = File.ReadLines(Path.Combine(_folder.Path, file)).First(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }
}
