using System.CommandLine;

namespace Awe.Player.Options;

/// <summary>A setting with one value; written several times in one place, the last holds.</summary>
internal sealed class ValueSetting<T> : Setting
{
    private readonly Option<string[]> _option;
    private readonly Func<string, T> _parse;
    private readonly T _default;

    /// <param name="name">Its name without dashes.</param>
    /// <param name="valueName">What help calls the value.</param>
    /// <param name="description">What help says, the default included.</param>
    /// <param name="parse">Throws <see cref="FormatException"/> with "expected ...".</param>
    /// <param name="defaultValue">What holds where nobody says anything.</param>
    /// <param name="alias">A short form such as -o.</param>
    public ValueSetting(string name, string valueName, string description, Func<string, T> parse, T defaultValue, string? alias = null)
        : base(name)
    {
        _parse = parse;
        _default = defaultValue;
        _option = new Option<string[]>($"--{name}", alias is null ? [] : [alias])
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
        };
    }

    public override IReadOnlyList<Option> Options => [_option];

    public T Resolve(ParseResult parsed, SettingSources sources)
    {
        if (parsed.GetValue(_option) is [.., var last])
        {
            return Parse(new SettingText(last, _option.Name), _parse);
        }

        return sources.Find(this, parsed.CommandResult.Command.Name) is [.., var text] ? Parse(text, _parse) : _default;
    }
}
