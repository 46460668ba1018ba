using System.CommandLine;

namespace Awe.Player.Options;

/// <summary>A setting with one value; written several times in one place, the last holds, or all together.</summary>
internal sealed class ValueSetting<T> : Setting
{
    private readonly Option<string[]> _option;
    private readonly Func<string, T> _parse;
    private readonly T _default;
    private readonly Func<T, T, T> _join;

    /// <param name="name">Its name without dashes.</param>
    /// <param name="valueName">What help calls the value.</param>
    /// <param name="description">What help says, the default included.</param>
    /// <param name="parse">Throws <see cref="FormatException"/> with "expected ...".</param>
    /// <param name="defaultValue">What holds where nobody says anything.</param>
    /// <param name="alias">A short form such as -o.</param>
    /// <param name="join">What two values mean together; without it the later one.</param>
    public ValueSetting(string name, string valueName, string description, Func<string, T> parse, T defaultValue, string? alias = null, Func<T, T, T>? join = null)
        : base(name)
    {
        _parse = parse;
        _default = defaultValue;
        _join = join ?? ((_, later) => later);
        _option = new Option<string[]>($"--{name}", alias is null ? [] : [alias])
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
        };
    }

    public override IReadOnlyList<Option> Options => [_option];

    /// <summary>Whether the command line says something.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_option) is { Length: > 0 };

    public T Resolve(ParseResult parsed, SettingSources sources)
    {
        var texts = IsGiven(parsed)
            ? parsed.GetValue(_option)!.Select(value => new SettingText(value, _option.Name))
            : sources.Find(this, parsed.CommandResult.Command.Name);
        var values = texts.Select(text => Parse(text, _parse)).ToArray();
        return values.Length == 0 ? _default : values.Aggregate(_join);
    }
}
