using System.CommandLine;
using Awe.Player.Options;

namespace Awe.Player.Commands;

/// <summary>A command whose options also have a configuration-file and an environment form.</summary>
internal abstract class SettingsCommand(string name, string description) : Command(name, description)
{
    private readonly List<Setting> _settings = [];

    /// <summary>All settings of the command.</summary>
    public IReadOnlyList<Setting> Settings => _settings;

    /// <summary>Makes a setting part of the command.</summary>
    protected T Has<T>(T setting)
        where T : Setting
    {
        _settings.Add(setting);
        foreach (var option in setting.Options)
        {
            Add(option);
        }

        return setting;
    }
}
