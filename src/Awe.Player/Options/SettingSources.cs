namespace Awe.Player.Options;

/// <summary>Where settings come from when the command line is silent: the environment, then the configuration file, read when first asked for.</summary>
internal sealed class SettingSources
{
    private readonly Host _host;
    private readonly Dictionary<string, HashSet<string>> _known = new(StringComparer.Ordinal);
    private readonly Lazy<ConfigurationFile> _file;

    public SettingSources(Host host)
    {
        _host = host;
        _file = new Lazy<ConfigurationFile>(ReadFile);
    }

    /// <summary>Says which names a command's section of the file may set.</summary>
    public void Know(string command, IEnumerable<Setting> settings) =>
        _known[command] = settings.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>What the environment, else the file, says of <paramref name="setting"/>, in order; empty when they are silent.</summary>
    /// <exception cref="UsageException">The file holds what no command knows.</exception>
    public IReadOnlyList<SettingText> Find(Setting setting, string command) =>
        _host.Variable(setting.Variable) is { Length: > 0 } value
            ? [new SettingText(value, setting.Variable)]
            : _file.Value.Find(setting.Name, command);

    private ConfigurationFile ReadFile()
    {
        var file = ConfigurationFile.Read(_host);
        file.Check(_known);
        return file;
    }
}
