using Microsoft.Win32.SafeHandles;

namespace Awe.Player;

/// <summary>What surrounds the program: its streams and its environment. Tests bring their own.</summary>
internal sealed record Host
{
    /// <summary>Data.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Words.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>An environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Opens the stream that "-" stands for as an output.</summary>
    public required Func<Stream> OpenBinaryOut { get; init; }

    /// <summary>Whether somebody watches <see cref="Out"/>; else it is a file or a pipe.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>Whether somebody watches <see cref="Error"/>: progress is shown only then.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>The process's own.</summary>
    public static Host OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Variable = Environment.GetEnvironmentVariable,
        OpenBinaryOut = OpenStandardOutput,
        IsOutTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
    };

    // The console's own stream hides that a pipe has been closed, and the rest of a song would be rendered for nobody.
    private static Stream OpenStandardOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
}
