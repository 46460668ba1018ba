using System.Diagnostics;
using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.EndToEnd;
using Awe.Tests.Storage;

namespace Awe.Tests.Playback;

/// <summary>Banks that break while they sound: the sound goes on, what cannot be read fades instead of clicking, and it is told.</summary>
[Collection(StoreCollection.Name)]
public class FaultyBankTests
{
    private const int Rate = SynthBench.Rate;
    private const int Period = 100;
    private const int Pages = 60;

    // As long as a fade takes, and the block that it begins in.
    private const int FadeFrames = 2 * Synthesizer.QuantumFrames;

    private static readonly byte[] s_bank = SineBank();
    private static readonly long s_dataOffset = DataOffset();

    [Theory]
    [InlineData(MissPolicy.Wait)]
    [InlineData(MissPolicy.RealTime)]
    public void Pages_that_cannot_be_read_fade_their_voice_out_and_in_without_a_click(MissPolicy policy)
    {
        var clean = Clean(25 * Page.Frames);
        using var source = Failing(20, 22);
        using var bench = new Bench(source, policy);
        bench.Synthesizer.LoadAll(cancellation: TestContext.Current.CancellationToken);

        var heard = bench.Strike(60).Render(25 * Page.Frames);

        AssertEqual(clean, heard, 0, (20 * Page.Frames) - FadeFrames);
        AssertSilent(heard, (20 * Page.Frames) + FadeFrames, (22 * Page.Frames) - FadeFrames);
        AssertEqual(clean, heard, (22 * Page.Frames) + FadeFrames, 25 * Page.Frames);
        AssertNoClick(clean, heard);
        Assert.Equal((2, 1), (bench.Store.Statistics.ReadFaults, bench.Store.Statistics.DryVoices));
        Assert.Equal(["the disk is gone"], bench.Store.Faults());
    }

    [Fact]
    public void A_note_whose_first_page_cannot_be_read_comes_in_with_its_second()
    {
        var clean = Clean(5 * Page.Frames);
        using var source = Failing(0, 1);
        using var bench = new Bench(source, MissPolicy.Wait);

        var heard = bench.Strike(60).Render(5 * Page.Frames);

        AssertSilent(heard, 0, Page.Frames - FadeFrames);
        AssertEqual(clean, heard, Page.Frames + FadeFrames, 5 * Page.Frames);
        AssertNoClick(clean, heard);
        Assert.Equal(0, bench.Synthesizer.NotesDropped);
    }

    [Fact]
    public void A_file_that_is_cut_short_while_it_plays_fades_its_voice_and_gives_one_warning()
    {
        var clean = Clean(Pages * Page.Frames);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bank.sf2"], s_bank);
        using var bench = new Bench(new FileByteSource(folder["bank.sf2"]), MissPolicy.Wait);
        bench.Strike(60);
        var before = bench.Render(Rate / 2);

        TemporaryFolder.CutShort(folder["bank.sf2"], s_dataOffset + (40 * Page.Bytes) + 101);
        float[] heard = [.. before, .. bench.Render((Pages * Page.Frames) - before.Length)];

        AssertEqual(clean, heard, 0, (40 * Page.Frames) - FadeFrames);
        AssertSilent(heard, (40 * Page.Frames) + FadeFrames, heard.Length);
        AssertNoClick(clean, heard);
        bench.Render(Rate);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
        Assert.Equal(Pages - 40, bench.Store.Statistics.ReadFaults);
        Assert.Equal(
            [$"{folder["bank.sf2"]}: the file has become shorter than the {s_bank.Length} bytes that it was opened with, and sample data is missing."],
            bench.Store.Faults());
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("replaced")]
    public void A_file_that_goes_away_while_it_plays_is_heard_to_its_end(string fate)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file that is open is not replaced there");
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bank.sf2"], s_bank);
        using var bench = new Bench(new FileByteSource(folder["bank.sf2"]), MissPolicy.Wait);
        bench.Strike(60);
        var before = bench.Render(Rate / 2);

        if (fate == "replaced")
        {
            File.WriteAllBytes(folder["other.sf2"], new byte[1000]);
            File.Move(folder["other.sf2"], folder["bank.sf2"], overwrite: true);
        }
        else
        {
            File.Delete(folder["bank.sf2"]);
        }

        float[] heard = [.. before, .. bench.Render((Pages * Page.Frames) - before.Length)];

        AssertEqual(Clean(heard.Length), heard, 0, heard.Length);
        Assert.Equal(0, bench.Store.Statistics.ReadFaults);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void A_device_is_served_whatever_the_disk_does_and_the_store_closes_soon(int delayMilliseconds)
    {
        const int Seconds = 4;
        const int Strikes = 4;
        var clean = Clean(Seconds * Rate);
        using var source = new RestlessSource(
            new MemoryByteSource(s_bank, "restless"), TimeSpan.FromMilliseconds(delayMilliseconds), mostBytes: 5_003, failsEvery: 9);
        var bench = new Bench(source, MissPolicy.RealTime, readBytes: Page.Bytes);
        source.Begin();
        var heard = new List<float>();
        var clock = Stopwatch.StartNew();
        while (heard.Count < Seconds * Rate)
        {
            if (heard.Count % (Seconds * Rate / Strikes) < 512)
            {
                bench.Strike(60);
            }

            heard.AddRange(bench.Render(512)); // a device's pace from here: what is late is late by the clock
            Thread.Sleep(Math.Max(0, (int)((heard.Count * 1000L / Rate) - clock.ElapsedMilliseconds)));
        }

        var statistics = bench.Store.Statistics;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{source.Failed} reads failed, {statistics.ReadFaults} pages are silent; {statistics.LateVoices} voices late, {statistics.DryVoices} dry, "
            + $"{bench.Synthesizer.NotesDropped} dropped");
        Assert.True(source.Failed > 0);
        Assert.All(heard, value => Assert.True(float.IsFinite(value)));
        Assert.Contains(heard, value => MathF.Abs(value) > 0.01f);
        AssertNoClick(clean, heard, Strikes);
        Assert.Equal(statistics.ReadFaults > 0 ? ["restless: the line is bad"] : [], bench.Store.Faults());

        var closing = Stopwatch.StartNew();
        Patience.RunTogether(bench.Dispose);
        Assert.InRange(closing.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Offline_every_read_that_fails_silences_a_page_and_the_render_ends()
    {
        using var source = new RestlessSource(new MemoryByteSource(s_bank, "restless"), TimeSpan.Zero, mostBytes: 5_003, failsEvery: 7);
        using var bench = new Bench(source, MissPolicy.Wait);
        source.Begin();
        var heard = bench.Strike(60).Render(Pages * Page.Frames);

        AssertNoClick(Clean(heard.Length), heard);
        Assert.InRange(bench.Store.Statistics.ReadFaults, 1, source.Failed);
        Assert.Equal(["restless: the line is bad"], bench.Store.Faults());
        Assert.Contains(heard, value => value != 0);
    }

    // Five seconds of a sine, once: no loop, so that every page is heard.
    private static byte[] SineBank() => SynthBench.Bank(SynthBench.Sine(Period, Pages * Page.Frames / Period), sampleMode: 0).ToBytes();

    private static long DataOffset()
    {
        using var font = SoundFont.Read(new MemoryByteSource(s_bank, "bank"));
        return font.SampleData.Offset;
    }

    private static FailingSource Failing(int firstPage, int endPage) => new(new MemoryByteSource(s_bank, "failing"))
    {
        BadFrom = s_dataOffset + (firstPage * Page.Bytes),
        BadTo = s_dataOffset + (endPage * Page.Bytes),
    };

    private static float[] Clean(int frames)
    {
        using var bench = new Bench(new MemoryByteSource(s_bank, "clean"), MissPolicy.Wait);
        return bench.Strike(60).Render(frames);
    }

    private static void AssertEqual(float[] clean, float[] heard, int from, int to) =>
        Assert.Equal(-1, IndexWhere(from, to, i => clean[i] != heard[i]));

    private static void AssertSilent(float[] heard, int from, int to) => Assert.Equal(-1, IndexWhere(from, to, i => heard[i] != 0));

    private static int IndexWhere(int from, int to, Func<int, bool> isWrong)
    {
        var wrong = Enumerable.Range(from, to - from).Where(isWrong).Take(1).ToArray();
        return wrong is [] ? -1 : wrong[0];
    }

    /// <summary>
    /// Neighbouring frames lie no further apart than in the clean sound; half of it is left to fades of a millisecond. A sine that is cut off at
    /// its top would jump by sixteen times its steepest step.
    /// </summary>
    private static void AssertNoClick(IReadOnlyList<float> clean, IReadOnlyList<float> heard, int voices = 1) =>
        Assert.InRange(LargestStep(heard), 0, 1.5 * LargestStep(clean) * voices);

    private static double LargestStep(IReadOnlyList<float> signal) =>
        Enumerable.Range(1, signal.Count - 1).Max(i => Math.Abs((double)signal[i] - signal[i - 1]));

    private sealed class Bench : IDisposable
    {
        private readonly SoundFont _font;

        public Bench(IByteSource source, MissPolicy policy, int? readBytes = null)
        {
            _font = SoundFont.Read(source);
            Store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20, ReadBytes = readBytes });
            Synthesizer = new Synthesizer(Store, [new LoadedFont(_font)], SynthBench.Dry with { MissPolicy = policy });
        }

        public SampleStore Store { get; }

        public Synthesizer Synthesizer { get; }

        public Bench Strike(int key)
        {
            Assert.True(Synthesizer.Send(MidiMessage.NoteOn(0, key, 100)));
            return this;
        }

        public float[] Render(int frames) => SynthBench.Render(Synthesizer, frames).Left;

        public void Dispose()
        {
            Synthesizer.Dispose();
            Store.Dispose();
            _font.Dispose();
        }
    }
}
