using System.Diagnostics;
using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>Memory given back while a song plays: both tiers full of pages that do not compress, all but what sounds goes.</summary>
internal static class TrimTime
{
    private const int Runs = 5;
    private const double CalmSeconds = 2;
    private const int PagesAtOnce = 4096;
    private static readonly int[] s_mebibytes = [512, 1024];

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject) => s_mebibytes.Select(mebibytes => Measure(subject, mebibytes));

    private static PromiseRow Measure(StoreSubject subject, int mebibytes)
    {
        var runs = Enumerable.Range(0, Runs).Select(_ => Trim(subject, mebibytes * Figures.Mebibyte)).OrderBy(run => run.Milliseconds).ToArray();
        var run = runs[Runs / 2];
        return new PromiseRow(
            $"`Trim` of {mebibytes} MiB",
            mebibytes == 512 ? "< 100 ms" : "–",
            $"{run.Milliseconds:0.0} ms ({runs[0].Milliseconds:0.0}-{runs[^1].Milliseconds:0.0}), {run.FreedBytes / (double)Figures.Mebibyte:0} MiB freed; resident set {run.ResidentDrop / (double)Figures.Mebibyte:0} MiB less; "
            + $"longest block of 512 frames meanwhile {runs.Max(r => r.WorstBlock):0.0} ms ({runs.Max(r => r.WorstCalmBlock):0.0} before)",
            $"`Critical`, half hot and half warm, while a song plays by the clock; median of {Runs}, of blocks the longest of all");
    }

    private static Outcome Trim(StoreSubject subject, long bytes)
    {
        using var font = SoundFont.Open(subject.Bank);
        using var filling = HotLookup.OneSample(new NoiseBytes(2 * bytes));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = (bytes * 60 / 50) + (8 * Figures.Mebibyte), ReserveShare = 0 });
        var song = MidiFile.Open(subject.Songs[0]);
        using var synthesizer = new Synthesizer(
            store, [new LoadedFont(font)], new SynthesizerOptions { MissPolicy = MissPolicy.RealTime, Channels = Player.ChannelsFor(song) });
        using var player = new Player(synthesizer, song);
        Fill(store, store.Attach(filling), bytes);
        var rendering = new Rendering(synthesizer);
        rendering.Start();
        Thread.Sleep(TimeSpan.FromSeconds(CalmSeconds));
        rendering.NextPart();
        var resident = ResidentBytes();
        var freed = 0L;
        var time = Figures.Milliseconds(() => freed = store.Trim(PressureLevel.Critical));
        var drop = resident - ResidentBytes();
        rendering.Stop();
        return new Outcome(time, freed, drop, rendering.Parts[1], rendering.Parts[0]);
    }

    private static void Fill(SampleStore store, StoredBank bank, long bytes)
    {
        var next = 0;
        Fill(() => store.Statistics.Warm, PagePriority.Normal);
        Fill(() => store.Statistics.Hot, PagePriority.High);

        void Fill(Func<TierStatistics> tier, PagePriority priority)
        {
            while (tier().Bytes < Math.Min(bytes / 2, tier().LimitBytes * 99 / 100) && next + PagesAtOnce < bank.Table.Pages)
            {
                store.RequestPages(bank, next, PagesAtOnce, priority, Stopwatch.GetTimestamp());
                for (var patience = 2000; patience > 0 && store.MissingPages(bank, next, PagesAtOnce) > 0; patience--)
                {
                    Thread.Sleep(1);
                }

                next += PagesAtOnce;
            }
        }
    }

    private static long ResidentBytes() => File.Exists("/proc/self/statm")
        ? long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * Environment.SystemPageSize
        : Environment.WorkingSet;

    private readonly record struct Outcome(double Milliseconds, long FreedBytes, long ResidentDrop, double WorstBlock, double WorstCalmBlock);

    /// <summary>A thread that renders by the clock; the longest block of each part of its time.</summary>
    private sealed class Rendering(Synthesizer synthesizer)
    {
        private readonly Thread _thread = new(part => ((Rendering)part!).Run(synthesizer)) { Priority = ThreadPriority.AboveNormal };
        private volatile int _part;

        public double[] Parts { get; } = new double[3];

        public void Start() => _thread.Start(this);

        public void NextPart() => _part++;

        public void Stop()
        {
            _part = 2;
            _thread.Join();
        }

        private void Run(Synthesizer rendered)
        {
            var render = new PacedRender(rendered);
            var part = 0;
            render.Run(60, _ =>
            {
                Parts[part] = Math.Max(Parts[part], render.LastMilliseconds);
                part = _part;
                return part < 2;
            });
        }
    }

    /// <summary>Bytes that no codec shortens, computed as they are read.</summary>
    private sealed class NoiseBytes(long length) : Primitives.IByteSource
    {
        private readonly byte[] _noise = Noise();

        public string Name => "noise";

        public long Length => length;

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            for (var rest = destination; !rest.IsEmpty;)
            {
                var part = Math.Min(rest.Length, _noise.Length);
                _noise.AsSpan(0, part).CopyTo(rest);
                rest = rest[part..];
            }

            return destination.Length;
        }

        public void Dispose()
        {
        }

        private static byte[] Noise()
        {
            var bytes = new byte[1 << 16];
            new Random(1).NextBytes(bytes);
            return bytes;
        }
    }
}
