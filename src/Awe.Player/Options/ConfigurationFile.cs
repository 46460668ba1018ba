namespace Awe.Player.Options;

/// <summary>
/// <c>awe.conf</c>: lines of <c>key = value</c>, each meant for every command that knows the key, or, below a line <c>[render]</c>, for that command alone
/// (which then wins). A line that begins with # is a comment. Keys are the long options without their dashes.
/// </summary>
internal sealed class ConfigurationFile
{
    /// <summary>Names the file to read instead; empty means none.</summary>
    public const string PathVariable = "AWE_CONFIG";

    private readonly List<Entry> _entries = [];

    /// <summary>The file that <see cref="PathVariable"/> names, else the user's own if there is one.</summary>
    /// <exception cref="UsageException">A line is neither of these.</exception>
    /// <exception cref="FileFaultException">It cannot be read, or the file named by the variable is missing.</exception>
    public static ConfigurationFile Read(Host host)
    {
        var named = host.Variable(PathVariable);
        var path = named ?? UsersOwn(host);
        var exists = named is { Length: > 0 } || (path is { Length: > 0 } && File.Exists(path));
        return exists ? Parse(FileFaultException.Naming(path!, () => File.ReadAllLines(path!)), path!) : new ConfigurationFile();
    }

    public static ConfigurationFile Parse(IReadOnlyList<string> lines, string path)
    {
        var file = new ConfigurationFile();
        var section = "";
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            var place = $"{path}:{i + 1}";
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                section = line[1..^1].Trim();
                file._entries.Add(new Entry(section, "", "", place));
            }
            else if (line.Length > 0 && !line.StartsWith('#'))
            {
                file._entries.Add(Entry.Parse(section, line, place));
            }
        }

        return file;
    }

    /// <summary>What the command's own section says of a key, else what the lines before any section say; in order.</summary>
    public IReadOnlyList<SettingText> Find(string key, string command)
    {
        var own = Find(key, section: command, _entries);
        return own.Count > 0 ? own : Find(key, section: "", _entries);
    }

    /// <summary>Refuses sections and keys that nobody would read: most often they are slips of the pen.</summary>
    /// <param name="known">The keys of each command.</param>
    /// <exception cref="UsageException">There is one.</exception>
    public void Check(IReadOnlyDictionary<string, HashSet<string>> known)
    {
        foreach (var entry in _entries)
        {
            if (entry.Section.Length > 0 && !known.ContainsKey(entry.Section))
            {
                throw new UsageException($"{entry.Place}: no command '{entry.Section}', expected one of {string.Join(", ", known.Keys)}");
            }

            var keys = entry.Section.Length > 0 ? known[entry.Section] : [.. known.Values.SelectMany(names => names)];
            if (entry.Key.Length > 0 && !keys.Contains(entry.Key))
            {
                throw new UsageException($"{entry.Place}: unknown key '{entry.Key}', expected one of {string.Join(", ", keys.Order(StringComparer.Ordinal))}");
            }
        }
    }

    private static List<SettingText> Find(string key, string section, List<Entry> entries) =>
        [.. entries.Where(entry => entry.Key == key && entry.Section == section).Select(entry => new SettingText(entry.Value, $"{entry.Place}: {key}"))];

    private static string? UsersOwn(Host host)
    {
        var folder = OperatingSystem.IsWindows()
            ? host.Variable("APPDATA")
            : host.Variable("XDG_CONFIG_HOME") is { Length: > 0 } configHome ? configHome
            : host.Variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config") : null;
        return folder is { Length: > 0 } ? Path.Combine(folder, "awe", "awe.conf") : null;
    }

    /// <summary>One line; the heading of a section is an entry without a key.</summary>
    private sealed record Entry(string Section, string Key, string Value, string Place)
    {
        public static Entry Parse(string section, string line, string place)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? "" : line[..equals].TrimEnd();
            return key.Length > 0
                ? new Entry(section, key, line[(equals + 1)..].TrimStart(), place)
                : throw new UsageException($"{place}: found '{line}', expected 'key = value', '[command]' or a comment");
        }
    }
}
