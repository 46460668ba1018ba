using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Awe.Player.Commands;

/// <summary><c>awe</c> itself: help and version.</summary>
internal sealed class ProgramCommand : RootCommand
{
    public ProgramCommand()
        : base("Plays MIDI songs with SoundFont banks of any size inside a memory budget.")
    {
        HelpName = "awe";
        foreach (var option in Options)
        {
            if (option is VersionOption)
            {
                option.Description = "Show the version";
                option.Action = new ShowVersion();
            }
        }
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var version = typeof(ProgramCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            parseResult.InvocationConfiguration.Output.WriteLine($"awe {version.Split('+')[0]}");
            return ExitCode.Done;
        }
    }
}
