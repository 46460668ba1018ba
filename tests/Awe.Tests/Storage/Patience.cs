using System.Diagnostics;

namespace Awe.Tests.Storage;

/// <summary>Waiting for other threads with an end: what does not come in half a minute, or two for a storm, is a hang, and the test says of what.</summary>
internal static class Patience
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    // Storms take three seconds on an idle machine, and have taken fourteen on one with eight times as many busy threads as processors.
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);

    public static void Until(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < s_limit, $"waited in vain for: {what}");
            Thread.Sleep(1);
        }
    }

    /// <summary>
    /// Runs every action on a thread of its own, and fails with the first exception. A thread that hangs ends the process, since what it
    /// hangs on is about to be disposed under it.
    /// </summary>
    public static void RunTogether(params Action[] actions)
    {
        Exception? first = null;
        var threads = Array.ConvertAll(actions, action => new Thread(() => first = Caught(action) ?? first) { IsBackground = true });
        Array.ForEach(threads, thread => thread.Start());
        foreach (var thread in threads)
        {
            if (!thread.Join(s_hang))
            {
                Environment.FailFast($"a thread of a test hangs; first exception of the others: {first}");
            }
        }

        Assert.Null(first);
    }

    private static Exception? Caught(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
