namespace Awe.Player;

/// <summary>What the program's exit codes mean; scripts rely on them.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Our own fault.</summary>
    public const int Fault = 1;

    /// <summary>The command line, a variable or the configuration file asks for what there is not.</summary>
    public const int Usage = 2;

    /// <summary>An input file is bad or of a kind we do not read.</summary>
    public const int BadInput = 3;

    /// <summary>Reading or writing failed.</summary>
    public const int InputOutput = 4;

    /// <summary>Stopped by Ctrl-C or a termination request, as shells say it (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
