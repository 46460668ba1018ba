using System.CommandLine;
using Awe.BuiltIn;
using Awe.Player.Options;

namespace Awe.Player.Commands;

/// <summary><c>awe bank</c>: writes the built-in bank.</summary>
internal sealed class BankCommand : SettingsCommand
{
    public BankCommand(Host host, SettingSources sources)
        : base("bank", "Write the built-in bank as an SF2 file")
    {
        var output = Has(new ValueSetting<string?>("output", "FILE", "The file to write; - is stdout", ValueParsers.Text, null, "-o"));
        SetAction(parsed => Run(output.Resolve(parsed, sources), host));
    }

    private static int Run(string? output, Host host)
    {
        if (output is null)
        {
            throw new UsageException("no --output, expected a file to write such as -o gm.sf2, or -o - for stdout");
        }

        var bytes = BuiltInBank.ToBytes();
        return FileFaultException.Naming(output, () =>
        {
            using var stream = output == "-" ? host.OpenBinaryOut() : File.Create(output);
            stream.Write(bytes);
            return ExitCode.Done;
        });
    }
}
