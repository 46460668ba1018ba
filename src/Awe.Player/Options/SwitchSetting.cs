using System.CommandLine;

namespace Awe.Player.Options;

/// <summary>
/// A setting that is on by its mere name: <c>--resident</c>. Elsewhere it reads on or off, and <c>--no-resident</c> takes back what is said there.
/// </summary>
internal sealed class SwitchSetting : Setting
{
    private readonly Option<bool> _on;
    private readonly Option<bool> _off;

    public SwitchSetting(string name, string description)
        : base(name)
    {
        _on = new Option<bool>($"--{name}") { Description = description, Arity = ArgumentArity.Zero };
        _off = new Option<bool>($"--no-{name}") { Hidden = true, Arity = ArgumentArity.Zero };
    }

    public override IReadOnlyList<Option> Options => [_on, _off];

    public bool Resolve(ParseResult parsed, SettingSources sources)
    {
        var (on, off) = (parsed.GetValue(_on), parsed.GetValue(_off));
        if (on && off)
        {
            throw new UsageException($"{_on.Name} and {_off.Name} contradict each other, expected one of them");
        }

        return on || (!off && sources.Find(this, parsed.CommandResult.Command.Name) is [.., var text] && Parse(text, ValueParsers.OnOff));
    }
}
