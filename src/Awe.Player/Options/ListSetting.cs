using System.CommandLine;

namespace Awe.Player.Options;

/// <summary>
/// A setting that may be given several times, all of which hold, in order. A variable separates them as PATH does, but for colons that belong to
/// a bank's number or an address (<see cref="SearchList"/>); the file has a line for each.
/// Places are not mixed: the command line's list replaces the file's.
/// </summary>
internal sealed class ListSetting<T> : Setting
{
    private readonly Option<string[]> _option;
    private readonly Func<string, T> _parse;

    public ListSetting(string name, string valueName, string description, Func<string, T> parse, string? alias = null)
        : base(name)
    {
        _parse = parse;
        _option = new Option<string[]>($"--{name}", alias is null ? [] : [alias])
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
        };
    }

    public override IReadOnlyList<Option> Options => [_option];

    public IReadOnlyList<T> Resolve(ParseResult parsed, SettingSources sources)
    {
        var given = parsed.GetValue(_option) ?? [];
        var texts = given.Length > 0
            ? given.Select(value => new SettingText(value, _option.Name))
            : sources.Find(this, parsed.CommandResult.Command.Name).SelectMany(Separated);
        return [.. texts.Select(text => Parse(text, _parse))];
    }

    private IEnumerable<SettingText> Separated(SettingText text) => text.Place == Variable
        ? SearchList.Split(text.Value, Path.PathSeparator).Select(value => text with { Value = value })
        : [text];
}
