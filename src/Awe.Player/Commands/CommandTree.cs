using System.CommandLine;
using Awe.Player.Options;

namespace Awe.Player.Commands;

/// <summary>The root command and what hangs on it.</summary>
internal static class CommandTree
{
    public static RootCommand Create(Host host)
    {
        var root = new ProgramCommand();
        var sources = new SettingSources(host);
        SettingsCommand[] commands = [new RenderCommand(host, sources), new InspectCommand(host, sources), new BankCommand(host, sources)];
        foreach (var command in commands)
        {
            sources.Know(command.Name, command.Settings);
            root.Add(command);
        }

        return root;
    }
}
