namespace Awe.Primitives;

/// <summary>A folder in which the kernel shows a control group.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsUnified">Whether its files are those of version 2.</param>
internal readonly record struct CgroupFolder(string Path, bool IsUnified)
{
    /// <summary>
    /// The groups that bound the memory of this process, the innermost first: of version 1, of version 2, or of both where a system mounts
    /// both (only one of them then has files for memory). The folders need not exist: where a container sees a part of the tree, those
    /// above it are missing.
    /// </summary>
    /// <param name="root">"/", or the folder that stands for it.</param>
    public static IEnumerable<CgroupFolder> OfThisProcess(string root)
    {
        var groups = ReadLines(System.IO.Path.Combine(root, "proc/self/cgroup"));
        return
            from line in ReadLines(System.IO.Path.Combine(root, "proc/self/mountinfo"))
            let mount = CgroupMount.Parse(line)
            where mount is not null
            from path in mount.PathsUpward(groups)
            select new CgroupFolder(root.TrimEnd('/') + path, mount.IsUnified);
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
