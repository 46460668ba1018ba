using System.Collections.Concurrent;
using System.Diagnostics;
using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Storage;

namespace Awe.Tests.Playback;

/// <summary>Programs that are loaded before they are played.</summary>
[Collection(StoreCollection.Name)]
public class PreloadTests
{
    private const int LowPages = 30;
    private const int MiddlePages = 40;
    private const int HighPages = 20;

    // Three zones over the keyboard, each with a sample of its own.
    private static readonly (int Low, int High, int Pages)[] s_zones = [(0, 47, LowPages), (48, 72, MiddlePages), (73, 127, HighPages)];

    private static SynthesizerOptions Waiting => SynthBench.Dry with { Polyphony = 32 };

    [Theory]
    [InlineData(0, 127, LowPages + MiddlePages + HighPages)]
    [InlineData(48, 72, MiddlePages)]
    [InlineData(40, 50, LowPages + MiddlePages)]
    [InlineData(127, 127, HighPages)]
    public async Task Pages_of_the_keys_asked_for_are_counted_once_and_loaded(int lowest, int highest, int pages)
    {
        using var stage = new Stage(new MemoryByteSource(Bank(), "bank"));

        var result = await stage.Synthesizer.PreloadAsync([new ProgramNumber(0, 5)], lowest, highest, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(new PreloadResult(pages, pages, false), result);
        Assert.Equal(pages, stage.PagesInMemory);
    }

    [Fact]
    public async Task Programs_that_are_in_no_bank_are_passed_over()
    {
        using var stage = new Stage(new MemoryByteSource(Bank(), "bank"));
        var progress = new Progress();

        var result = await stage.Synthesizer.PreloadAsync(
            [new ProgramNumber(0, 6), new ProgramNumber(3, 5)], progress: progress, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(default, result);
        Assert.Equal([1.0], progress.Values);
        Assert.Equal(0, stage.PagesInMemory);
    }

    [Fact]
    public async Task Progress_rises_to_one()
    {
        using var stage = new Stage(new MemoryByteSource(Bank(), "bank"));
        var progress = new Progress();

        await stage.Synthesizer.PreloadAsync(progress: progress, cancellation: TestContext.Current.CancellationToken);

        Assert.True(progress.Values.Count > 1);
        Assert.Equal(progress.Values.Order(), progress.Values);
        Assert.Equal(1, progress.Values.Last());
    }

    [Fact]
    public async Task Beginnings_are_read_before_anything_else()
    {
        using var source = new ReadLog(new MemoryByteSource(Bank(), "bank"));
        using var stage = new Stage(source);
        source.Reads.Clear();

        await stage.Synthesizer.PreloadAsync(cancellation: TestContext.Current.CancellationToken);

        // The three heads are of a page or two each, wherever the samples lie; bodies are read from behind them.
        var heads = source.Reads.Take(s_zones.Length).ToArray();
        Assert.Equal(stage.SampleOffsets.Order(), heads.Order());
    }

    [Fact]
    public async Task A_time_limit_ends_it_and_the_result_says_what_is_there()
    {
        using var source = new SlowByteSource(new MemoryByteSource(Bank(), "bank"), TimeSpan.FromMilliseconds(60), 0);
        using var stage = new Stage(source);
        var progress = new Progress();
        var started = Stopwatch.GetTimestamp();

        var result = await stage.Synthesizer.PreloadAsync(
            timeLimit: TimeSpan.FromMilliseconds(150), progress: progress, cancellation: TestContext.Current.CancellationToken);

        Assert.True(result.HasRunOutOfTime);
        Assert.InRange(result.LoadedPages, 0, result.Pages - 1);
        Assert.Equal(LowPages + MiddlePages + HighPages, result.Pages);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.1, 10);
        Assert.DoesNotContain(1.0, progress.Values);
    }

    [Fact]
    public async Task A_slow_disk_is_waited_for()
    {
        using var source = new SlowByteSource(new MemoryByteSource(Bank(), "bank"), TimeSpan.FromMilliseconds(150), 0);
        using var stage = new Stage(source);

        var result = await stage.Synthesizer.PreloadAsync(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(new PreloadResult(LowPages + MiddlePages + HighPages, LowPages + MiddlePages + HighPages, false), result);
    }

    [Fact]
    public async Task Cancelling_ends_it_and_what_is_loaded_stays()
    {
        using var source = new SlowByteSource(new MemoryByteSource(Bank(), "bank"), TimeSpan.FromMilliseconds(100), 0);
        using var stage = new Stage(source);
        using var cancellation = new CancellationTokenSource();

        var loading = stage.Synthesizer.PreloadAsync(cancellation: cancellation.Token);
        Patience.Until(() => stage.PagesInMemory > 0, "something to be loaded");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading);
        Assert.True(stage.PagesInMemory > 0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Synthesizer.PreloadAsync(cancellation: cancellation.Token));
    }

    [Fact]
    public async Task Disposing_the_synthesizer_ends_a_preload_that_is_under_way()
    {
        using var source = new SlowByteSource(new MemoryByteSource(Bank(), "bank"), TimeSpan.FromMilliseconds(100), 0);
        using var stage = new Stage(source);

        var loading = stage.Synthesizer.PreloadAsync(cancellation: TestContext.Current.CancellationToken);
        Patience.Until(() => stage.PagesInMemory > 0, "something to be loaded");
        stage.Synthesizer.Dispose();
        var result = await loading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(0, result.LoadedPages);
        Assert.Throws<ObjectDisposedException>(() => { _ = stage.Synthesizer.PreloadAsync(cancellation: TestContext.Current.CancellationToken); });
    }

    [Fact]
    public void Keys_out_of_range_are_refused()
    {
        using var stage = new Stage(new MemoryByteSource(Bank(), "bank"));
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = stage.Synthesizer.PreloadAsync(lowestKey: -1, cancellation: TestContext.Current.CancellationToken); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = stage.Synthesizer.PreloadAsync(highestKey: 128, cancellation: TestContext.Current.CancellationToken); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = stage.Synthesizer.PreloadAsync(lowestKey: 9, highestKey: 8, cancellation: TestContext.Current.CancellationToken); });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(48)]
    [InlineData(61)]
    public async Task Every_note_of_a_preloaded_program_starts_with_no_miss(int program)
    {
        using var font = SoundFont.Open(TestFiles.Bank("MuseScore_General_Full.sf2"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 64 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], Waiting); // nobody loads heads on its own where notes wait

        var result = await synthesizer.PreloadAsync([new ProgramNumber(0, program)], 48, 72, cancellation: TestContext.Current.CancellationToken);

        Assert.InRange(result.LoadedPages, 1, result.Pages);
        synthesizer.Send(MidiMessage.Program(0, program));
        foreach (var key in Enumerable.Range(48, 25))
        {
            foreach (var velocity in new[] { 1, 40, 80, 127 })
            {
                synthesizer.Send(MidiMessage.NoteOn(0, key, velocity));
                SynthBench.Render(synthesizer, 128);
                synthesizer.Send(MidiMessage.Control(0, 120, 0));
                SynthBench.Render(synthesizer, 64);
            }
        }

        var seen = store.Statistics;
        Assert.True(seen.HitsHot >= 100);
        Assert.Equal(0, seen.MissesCold + seen.HitsWarm);
    }

    private static byte[] Bank()
    {
        var bank = new SoundFontBuilder();
        var random = new Random(1);
        var zones = s_zones.Select(zone =>
        {
            var points = new short[zone.Pages * Page.Frames];
            random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(points.AsSpan()));
            var sample = bank.AddSample($"from {zone.Low}", points, SynthBench.Rate, (zone.Low + zone.High) / 2);
            return new ZoneBuilder(sample).Keys(zone.Low, zone.High);
        }).ToArray();
        bank.AddPreset("preset", 0, 5, new ZoneBuilder(bank.AddInstrument("instrument", zones)));
        return bank.ToBytes();
    }

    private sealed class Stage : IDisposable
    {
        private readonly SoundFont _font;
        private readonly SampleStore _store = new(new SampleStoreOptions { BudgetBytes = 16 << 20 });

        public Stage(IByteSource source)
        {
            _font = SoundFont.Read(source);
            Synthesizer = new Synthesizer(_store, [new LoadedFont(_font)], Waiting);
        }

        public Synthesizer Synthesizer { get; }

        public IEnumerable<long> SampleOffsets => _font.Samples.Where(sample => sample.IsPlayable).Select(sample => _font.SampleData.Offset + (sample.ReachStart * sizeof(short)));

        // A page that is warm was never hot here: nothing is evicted.
        public long PagesInMemory => (_store.Statistics.Hot.Bytes / PageFrames.FrameBytes) + _store.Statistics.WarmPages;

        public void Dispose()
        {
            Synthesizer.Dispose();
            _store.Dispose();
            _font.Dispose();
        }
    }

    private sealed class Progress : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }

    private sealed class ReadLog(IByteSource inner) : IByteSource
    {
        public ConcurrentQueue<long> Reads { get; } = [];

        public string Name => inner.Name;

        public long Length => inner.Length;

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            Reads.Enqueue(offset);
            return inner.Read(offset, destination, cancellation);
        }

        public void Dispose() => inner.Dispose();
    }
}
