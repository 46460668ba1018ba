using System.Diagnostics;
using System.Globalization;
using Awe.Playback;

namespace Awe.Player.Commands;

/// <summary>One render, from options to exit code.</summary>
internal static class RenderJob
{
    /// <summary>Renders as <paramref name="options"/> say; returns an exit code or throws what <see cref="FaultReport"/> tells.</summary>
    /// <remarks>When cancelled, what has been rendered so far is a valid file.</remarks>
    public static int Run(RenderOptions options, Host host, CancellationToken cancellation)
    {
        var ageAtStart = ProcessMemory.Age();
        var started = Stopwatch.GetTimestamp();
        using var inputs = RenderInputs.Open(options);
        var targets = RenderTarget.Of(options, inputs.Song);
        foreach (var target in targets)
        {
            RenderOutput.ThrowIfAlsoInput(target.File, options);
        }

        if (targets.Count == 0)
        {
            host.Error.WriteLine($"awe: warning: {inputs.Song.Name}: found no notes in the channels to be heard; --stems {options.Stems} wrote no file");
        }

        var exitCode = ExitCode.Done;
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < targets.Count && exitCode != ExitCode.Interrupted; i++)
        {
            var code = Run(targets[i], inputs, host, started, ageAtStart, told, cancellation);
            exitCode = code == ExitCode.Done ? exitCode : code;
        }

        return exitCode;
    }

    private static int Run(
        RenderTarget target, RenderInputs inputs, Host host, long started, TimeSpan ageAtStart, HashSet<string> told, CancellationToken cancellation)
    {
        var options = target.Options;
        using var statisticsFile = OpenStatistics(options.Stats);
        using var engine = RenderEngine.Create(inputs, options, cancellation);
        var openTime = Stopwatch.GetElapsedTime(started);
        var statistics = Render(options, host, inputs, engine, target.File, cancellation) with { OpenTime = openTime };
        statistics = statistics with { FirstFrame = FirstFrame(statistics.Loop, started, ageAtStart) };
        WriteStatistics(statistics, options.Stats, statisticsFile, host);
        Tell(statistics, target.File, cancellation.IsCancellationRequested, told, host);
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : engine.Store.Statistics.ReadFaults > 0 ? ExitCode.InputOutput
            : ExitCode.Done;
    }

    private static TimeSpan? FirstFrame(RenderLoop loop, long started, TimeSpan ageAtStart) =>
        loop.FirstNoteTimestamp == 0 ? null : ageAtStart + Stopwatch.GetElapsedTime(started, loop.FirstNoteTimestamp);

    private static RenderStatistics Render(
        RenderOptions options, Host host, RenderInputs inputs, RenderEngine engine, string output, CancellationToken cancellation) =>
        FileFaultException.Naming(output, () =>
        {
            using var writer = RenderOutput.Open(output, options, host);
            if (options.Resident)
            {
                engine.Synthesizer.LoadAll(cancellation: cancellation);
            }

            var loop = new RenderLoop(engine, options, writer);
            var began = Stopwatch.GetTimestamp();
            RenderProgress.Watch(host, loop.MusicFrames, progress => loop.Run(progress, cancellation));
            return new RenderStatistics
            {
                Inputs = inputs,
                Engine = engine,
                Loop = loop,
                Seconds = (double)writer.FramesWritten / options.Rate,
                RenderTime = Stopwatch.GetElapsedTime(began),
                OpenTime = default,
                FirstFrame = null,
            };
        });

    /// <summary>Before the render, which may take an hour, and not after it.</summary>
    private static FileStream? OpenStatistics(string? file) => file is null or "-"
        ? null
        : FileFaultException.Naming(file, () => new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0));

    private static void WriteStatistics(RenderStatistics statistics, string? name, FileStream? file, Host host)
    {
        if (name == "-")
        {
            host.Error.Write(System.Text.Encoding.UTF8.GetString(statistics.ToJson()));
        }
        else if (file is not null)
        {
            FileFaultException.Naming(name!, () =>
            {
                file.Write(statistics.ToJson());
                return file;
            });
        }
    }

    private static void Tell(RenderStatistics statistics, string output, bool isInterrupted, HashSet<string> told, Host host)
    {
        foreach (var warning in statistics.Warnings.Where(told.Add))
        {
            host.Error.WriteLine($"awe: warning: {warning}");
        }

        var store = statistics.Engine.Store.Statistics;
        host.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isInterrupted ? "interrupted; " : "")}{(output == "-" ? "stdout" : output)}: {Clock(statistics.Seconds)} of {statistics.Inputs.Song.Name} in {statistics.RenderTime.TotalSeconds:0.0} s ({statistics.Seconds / statistics.RenderTime.TotalSeconds:0} times real time) with {Banks(statistics)} ({Mebibytes(store.FileBytes)}), sample store at most {Mebibytes(store.PeakBytes)} of {Mebibytes(store.BudgetBytes)}, whole process {Mebibytes(ProcessMemory.PeakBytes())}"));
    }

    private static string Banks(RenderStatistics statistics) =>
        string.Join(", ", statistics.Inputs.Fonts.Select(font => Path.GetFileName(font.Font.Source.Name)));

    private static string Clock(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)}:{seconds % 60:00.0}");

    private static string Mebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");
}
