using System.CommandLine;

namespace Awe.Player.Options;

/// <summary>
/// One thing that can be set in three places: <c>--some-name</c> on the command line, AWE_SOME_NAME in the environment, <c>some-name</c> in the
/// configuration file. The first of the three that says something wins.
/// </summary>
internal abstract class Setting(string name)
{
    /// <summary>As the configuration file spells it, for example <c>simulate-disk</c>.</summary>
    public string Name { get; } = name;

    /// <summary>As the environment spells it.</summary>
    public string Variable { get; } = "AWE_" + name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Its forms on the command line.</summary>
    public abstract IReadOnlyList<Option> Options { get; }

    /// <summary>Reads <paramref name="text"/> with a parser that throws <see cref="FormatException"/>; says where a bad one came from.</summary>
    protected static T Parse<T>(SettingText text, Func<string, T> parse)
    {
        try
        {
            return parse(text.Value);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{text.Place}: found '{text.Value}', {exception.Message}");
        }
    }
}
