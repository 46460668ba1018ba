using System.CommandLine;
using System.CommandLine.Parsing;
using Awe.Player.Commands;

namespace Awe.Player;

internal static class Program
{
    private static Task<int> Main(string[] args) => RunAsync(args, Host.OfProcess());

    /// <summary>The whole program, from its arguments to its exit code.</summary>
    internal static async Task<int> RunAsync(string[] args, Host host)
    {
        try
        {
            // No response files: a song may be called @something.
            var parsed = CommandTree.Create(host).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            ThrowIfUnknownOption(parsed);
            ThrowIfValueMissing(parsed);
            if (parsed.Errors.Count > 0)
            {
                throw Usage(parsed);
            }

            using var interruption = new Interruption();
            return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                ProcessTerminationTimeout = null, // ours
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
            },
            interruption.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // This is the program's outermost frame: whatever it is becomes one line and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return FaultReport.Tell(exception, host);
        }
    }

    /// <summary>The parser takes an option it does not know for a file's name, which it is only after --.</summary>
    private static void ThrowIfUnknownOption(ParseResult parsed)
    {
        var afterDashes = parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash);
        var arguments = parsed.CommandResult.Tokens.Select(token => token.Value).Concat(parsed.UnmatchedTokens);
        var option = afterDashes ? null : arguments.FirstOrDefault(argument => argument is ['-', _, ..]);
        if (option is not null)
        {
            throw Usage(parsed, $"unknown option '{option}'");
        }
    }

    /// <summary>The parser takes the next option for the value of one that lacks its own.</summary>
    private static void ThrowIfValueMissing(ParseResult parsed)
    {
        var names = parsed.CommandResult.Command.Options.SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet();
        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (option.Tokens.FirstOrDefault(token => names.Contains(token.Value)) is { } swallowed)
            {
                throw Usage(parsed, $"{option.Option.Name}: found '{swallowed.Value}', expected a value");
            }
        }
    }

    private static UsageException Usage(ParseResult parsed) => Usage(parsed, parsed.UnmatchedTokens switch
    {
        [var token, ..] when parsed.CommandResult.Command is RootCommand => $"unknown command '{token}'",
        [var token, ..] => $"unexpected '{token}'",
        _ => parsed.Errors[0].Message.TrimEnd('.'),
    });

    private static UsageException Usage(ParseResult parsed, string what)
    {
        var command = parsed.CommandResult.Command is RootCommand ? "awe" : $"awe {parsed.CommandResult.Command.Name}";
        return new UsageException($"{what} ({command} --help lists what there is)");
    }
}
