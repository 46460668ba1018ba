namespace Awe.Player;

/// <summary>The one place where a failure becomes an exit code and one line for the user.</summary>
internal static class FaultReport
{
    /// <summary>Set to 1, a fault of our own is told with its stack.</summary>
    public const string TraceVariable = "AWE_TRACE";

    /// <summary>Writes the line to the host's error stream and returns the exit code.</summary>
    public static int Tell(Exception exception, Host host)
    {
        var (code, line) = Describe(exception);
        try
        {
            host.Error.WriteLine($"awe: {line.ReplaceLineEndings(" ")}");
            if (host.Variable(TraceVariable) == "1")
            {
                host.Error.WriteLine(exception);
            }
        }
        catch (IOException)
        {
            // Nobody can be told; the code still says it.
        }

        return code;
    }

    private static (int Code, string Line) Describe(Exception exception) => exception switch
    {
        OperationCanceledException => (ExitCode.Interrupted, "interrupted"),
        UsageException => (ExitCode.Usage, exception.Message),
        InvalidDataException => (ExitCode.BadInput, exception.Message),
        FileFaultException => (ExitCode.InputOutput, exception.Message),
        FileNotFoundException { FileName: { } file } => (ExitCode.InputOutput, $"{file}: no such file"),
        IOException or UnauthorizedAccessException => (ExitCode.InputOutput, exception.Message),
        _ => (ExitCode.Fault, $"{exception.GetType().Name}: {exception.Message}"),
    };
}
