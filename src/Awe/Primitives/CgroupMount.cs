namespace Awe.Primitives;

/// <summary>Where a hierarchy of control groups that may govern memory is mounted; from proc_pid_mountinfo(5) and cgroups(7).</summary>
/// <param name="Root">The group that is seen at <paramref name="Point"/>: "/" but for mounts of a part, as containers have them.</param>
/// <param name="Point">The folder of the mount.</param>
/// <param name="IsUnified">Version 2, otherwise version 1 with the memory controller.</param>
internal sealed record CgroupMount(string Root, string Point, bool IsUnified)
{
    /// <summary>Takes a line of /proc/self/mountinfo; null where it is another mount or none at all.</summary>
    public static CgroupMount? Parse(string line)
    {
        // id parent major:minor ROOT POINT options [optional...] - TYPE source OPTIONS
        var fields = line.Split(' ');
        var dash = Array.IndexOf(fields, "-");
        if (dash < 6 || fields.Length < dash + 4)
        {
            return null;
        }

        var isUnified = fields[dash + 1] == "cgroup2";
        var isMemory = fields[dash + 1] == "cgroup" && fields[dash + 3].Split(',').Contains("memory");
        return isUnified || isMemory ? new CgroupMount(Unescape(fields[3]), Unescape(fields[4]), isUnified) : null;
    }

    /// <summary>Where this mount shows the group of this process and those around it, innermost first.</summary>
    /// <param name="groups">The lines of /proc/self/cgroup.</param>
    public IEnumerable<string> PathsUpward(string[] groups)
    {
        if (GroupOf(groups) is not { } group || BelowRoot(group) is not { } below)
        {
            yield break;
        }

        for (; below.Length > 0; below = below[..below.LastIndexOf('/')])
        {
            yield return Point + below;
        }

        yield return Point;
    }

    // "hierarchy:controllers:/path"; version 2 is hierarchy 0 without controllers. The path itself may contain colons.
    private string? GroupOf(string[] groups) => (
        from line in groups
        let fields = line.Split(':', 3)
        where fields.Length == 3 && (IsUnified ? fields[0] == "0" && fields[1].Length == 0 : fields[1].Split(',').Contains("memory"))
        select fields[2]).FirstOrDefault();

    // "" for the mount's own group, "/a/b" for one below it; null for one that lies elsewhere ("/../a" is outside of what we may see).
    private string? BelowRoot(string group)
    {
        var root = Root.TrimEnd('/');
        var below = group.StartsWith(root, StringComparison.Ordinal) ? group[root.Length..].TrimEnd('/') : "?";
        return below.Length == 0 || (below[0] == '/' && !below.Split('/').Contains("..")) ? below : null;
    }

    // Spaces, tabs, line feeds and backslashes are written in octal.
    private static string Unescape(string field) => field
        .Replace(@"\040", " ", StringComparison.Ordinal)
        .Replace(@"\011", "\t", StringComparison.Ordinal)
        .Replace(@"\012", "\n", StringComparison.Ordinal)
        .Replace(@"\134", @"\", StringComparison.Ordinal);
}
