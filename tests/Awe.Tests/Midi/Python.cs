using System.ComponentModel;
using System.Diagnostics;

namespace Awe.Tests.Midi;

/// <summary>Runs a script of the material beside the repository; a test that needs it is skipped where there is no Python 3.</summary>
internal static class Python
{
    /// <summary>What the script wrote to its standard output, line by line.</summary>
    public static string[] Run(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true };
        foreach (var argument in arguments.Prepend(script))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Start(start);
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}");
        return lines;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("AWE_REQUIRE_REAL") == "1", $"no python3: {e.Message}");
            throw;
        }
    }
}
