using System.Diagnostics;

namespace Awe.Tests.EndToEnd;

/// <summary>How a process ended and what it said.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}{Errors}";
}

/// <summary>A program outside of this process, started without a shell and without input, and ended if it outlives its time.</summary>
internal sealed class ExternalProgram : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private ExternalProgram(string path, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static ExternalProgram Start(string path, params IEnumerable<string> arguments) => new(path, arguments);

    /// <summary>Runs to the end.</summary>
    public static Outcome Run(string path, params IEnumerable<string> arguments)
    {
        using var program = Start(path, arguments);
        return program.Wait(TimeSpan.FromMinutes(2));
    }

    /// <summary>Waits for the end; a program that does not come to it is ended, and that is a failure of the test.</summary>
    public Outcome Wait(TimeSpan longest)
    {
        if (!_process.WaitForExit(longest))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"{_process.StartInfo.FileName} still ran after {longest}");
        }

        return new Outcome(_process.ExitCode, _output.GetAwaiter().GetResult(), _errors.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
