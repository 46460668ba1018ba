using System.Diagnostics;
using Spectre.Console;

namespace Awe.Player.Commands;

/// <summary>A progress bar on a terminal, and nothing anywhere else.</summary>
internal static class RenderProgress
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs work that reports its frames.</summary>
    public static void Watch(Host host, long frames, Action<Action<long>?> work)
    {
        if (host.IsErrorTerminal)
        {
            WatchOnTerminal(host, frames, work);
        }
        else
        {
            work(null);
        }
    }

    // Apart, so that the console library is not even loaded where nobody watches.
    private static void WatchOnTerminal(Host host, long frames, Action<Action<long>?> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) });
        console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("render", maxValue: Math.Max(1, frames));
                var shown = Stopwatch.GetTimestamp();
                work(done =>
                {
                    if (Stopwatch.GetElapsedTime(shown) >= s_refresh)
                    {
                        shown = Stopwatch.GetTimestamp();
                        task.Value = done;
                    }
                });
            });
    }
}
