using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Tests.Playback;

/// <summary>Rendering in real time while the bank does not answer: silence and counts, never a wait.</summary>
public class MissingPageTests
{
    [Fact]
    public void A_note_whose_sample_does_not_come_is_dropped_after_a_tenth_of_a_second_and_counted()
    {
        using var source = new GatedSource(new MemoryByteSource(SynthBench.Bank(SynthBench.Constant).ToBytes(), "gated"));
        using var font = SoundFont.Read(source);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { MissPolicy = MissPolicy.RealTime });
        source.Close();
        try
        {
            synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
            var waiting = SynthBench.Render(synthesizer, SynthBench.Rate / 20).Left;
            Assert.Equal((1, 0L), (synthesizer.VoiceCount, synthesizer.NotesDropped));
            var dropped = SynthBench.Render(synthesizer, SynthBench.Rate / 10).Left;

            Assert.Equal((0, 1L), (synthesizer.VoiceCount, synthesizer.NotesDropped));
            Assert.Equal(1, store.Statistics.LateVoices);
            Assert.All(waiting.Concat(dropped), value => Assert.Equal(0, value));
        }
        finally
        {
            source.Open();
        }
    }

    [Fact]
    public void A_note_whose_sample_comes_in_time_starts_late_and_whole()
    {
        using var source = new GatedSource(new MemoryByteSource(SynthBench.Bank(SynthBench.Constant).ToBytes(), "gated"));
        using var font = SoundFont.Read(source);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { MissPolicy = MissPolicy.RealTime });
        source.Close();
        try
        {
            synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
            Assert.All(SynthBench.Render(synthesizer, 1024).Left, value => Assert.Equal(0, value));
        }
        finally
        {
            source.Open();
        }

        var hasCome = SpinWait.SpinUntil(() => store.Statistics is { Reads: > 0, Hot.Bytes: > 0 }, TimeSpan.FromSeconds(20));
        Assert.True(hasCome);

        // The page may be linked a moment after the read is counted: a few quanta of patience, well within what a note waits for.
        var left = SynthBench.Render(synthesizer, 64).Left;
        for (var i = 0; i < 20 && left.AsSpan().IndexOfAnyExcept(0f) < 0; i++)
        {
            Thread.Sleep(20);
            left = SynthBench.Render(synthesizer, 64).Left;
        }

        // Its attack is heard from the start: the first frames are the quietest.
        Assert.InRange(left[0], 1e-4f, left[^1] / 2);
        Assert.Equal(0, synthesizer.NotesDropped);
        Assert.Equal(1, synthesizer.VoiceCount);
    }

    [Theory]
    [InlineData(Interpolation.Cubic)]
    [InlineData(Interpolation.Sinc)]
    public void The_first_page_of_a_loop_that_a_note_begins_within_is_there_before_the_seam(Interpolation interpolation)
    {
        const int Pages = 40;
        var points = new short[Pages * Page.Frames];
        Array.Fill(points, (short)16384);
        var bank = SynthBench.Bank(points, zone => zone
            .With(GeneratorType.StartAddressCoarseOffset, (Pages - 2) * Page.Frames / 32768)
            .With(GeneratorType.StartAddressOffset, (Pages - 2) * Page.Frames % 32768));
        using var font = SoundFont.Read(new MemoryByteSource(bank.ToBytes(), "loop"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        using var synthesizer = new Synthesizer(
            store, [new LoadedFont(font)], SynthBench.Dry with { MissPolicy = MissPolicy.RealTime, Interpolation = interpolation });
        Assert.True(synthesizer.Send(MidiMessage.NoteOn(0, 60, 127)));
        var hasBegun = SpinWait.SpinUntil(
            () =>
            {
                Thread.Sleep(1);
                return SynthBench.Render(synthesizer, 64).Left[^1] != 0;
            },
            TimeSpan.FromSeconds(20));
        Assert.True(hasBegun);

        // The two pages that the note plays first, and the one that it has not been in.
        var stored = synthesizer.Repertoire.Banks[0];
        Assert.True(SpinWait.SpinUntil(
            () => store.MissingPages(stored, 0, 1) == 0 && store.MissingPages(stored, Pages - 2, 2) == 0, TimeSpan.FromSeconds(20)));
        var sound = SynthBench.Render(synthesizer, (2 * Page.Frames) + 1000).Left;

        Assert.Equal(0, store.Statistics.DryVoices);
        Assert.All(sound[Page.Frames..], value => Assert.Equal(sound[^1], value, 1e-4f));
    }

    /// <summary>A source that answers only while it is open; reads wait for that.</summary>
    private sealed class GatedSource(IByteSource inner) : IByteSource
    {
        private readonly ManualResetEventSlim _isOpen = new(true);

        public string Name => inner.Name;

        public long Length => inner.Length;

        public void Open() => _isOpen.Set();

        public void Close() => _isOpen.Reset();

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            _isOpen.Wait(cancellation);
            return inner.Read(offset, destination, cancellation);
        }

        public void Dispose()
        {
            inner.Dispose();
            _isOpen.Dispose();
        }
    }
}
