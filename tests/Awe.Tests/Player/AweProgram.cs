using Awe.Player;

namespace Awe.Tests.Player;

/// <summary>Runs the program inside the test, its environment and streams brought along; no variable of the machine leaks in.</summary>
internal sealed class AweProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("awe-tests-").FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public MemoryStream BinaryOut { get; } = new();

    public Host Host(TextWriter output, TextWriter error) => new()
    {
        Out = output,
        Error = error,
        Variable = name => Variables.GetValueOrDefault(name),
        OpenBinaryOut = () => BinaryOut,
    };

    public Outcome Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = Program.RunAsync(args, Host(output, error)).GetAwaiter().GetResult();
        return new Outcome(code, output.ToString(), error.ToString());
    }

    /// <summary>A path in a folder that goes away with the test.</summary>
    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public string File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        BinaryOut.Dispose();
    }

    public sealed record Outcome(int Code, string Out, string Error);
}
