using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>Banks replaced while they are played: the music goes on with the new ones, and the old ones leave with every byte.</summary>
[Collection(StoreCollection.Name)]
public class BankChangeTests
{
    private const int BlockFrames = 256;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MissPolicy.Wait)]
    [InlineData(MissPolicy.RealTime)]
    public async Task Sound_goes_on_with_the_other_bank_and_the_old_one_is_let_go(MissPolicy policy)
    {
        using var store = NewStore();
        var old = Upwards();
        using var next = Downwards();
        using var synthesizer = NewSynthesizer(store, old, policy);
        var before = Held(store);
        Assert.True(LevelOfNote(synthesizer) > 0);

        var change = synthesizer.ReplaceFontsAsync([new LoadedFont(next)]);
        RenderUntilDone(synthesizer, change);
        await change;
        old.Dispose();

        Assert.Equal(before with { FileBytes = next.Source.Length }, Held(store));
        Assert.True(LevelOfNote(synthesizer) < 0);
    }

    [Fact]
    public async Task A_voice_of_a_bank_that_leaves_fades_and_one_of_a_bank_that_stays_sounds_on()
    {
        using var store = NewStore();
        using var stays = Upwards();
        using var comes = Downwards();
        using var synthesizer = NewSynthesizer(store, stays, MissPolicy.Wait);
        synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
        SynthBench.Render(synthesizer, 4410);

        // The new bank lies over the old one: its note is the next one struck.
        var change = synthesizer.ReplaceFontsAsync([new LoadedFont(stays), new LoadedFont(comes)]);
        RenderUntilDone(synthesizer, change);
        await change;
        Assert.Equal(1, synthesizer.VoiceCount);
        Assert.True(SynthBench.Render(synthesizer, 4410).Left[^1] > 0);

        change = synthesizer.ReplaceFontsAsync([new LoadedFont(comes)]);
        RenderUntilDone(synthesizer, change);
        await change;
        Assert.Equal(0, synthesizer.VoiceCount);
        Assert.Equal(comes.Source.Length, store.Statistics.FileBytes);
    }

    [Fact]
    public async Task Several_replacements_in_a_row_end_with_the_last_and_let_all_others_go()
    {
        using var store = NewStore();
        var fonts = Enumerable.Range(0, 6).Select(number => number % 2 == 0 ? Upwards() : Downwards()).ToArray();
        using var synthesizer = NewSynthesizer(store, fonts[0], MissPolicy.Wait);
        var before = Held(store);
        synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
        SynthBench.Render(synthesizer, 1000);

        var changes = fonts.Skip(1).Select(font => synthesizer.ReplaceFontsAsync([new LoadedFont(font)])).ToArray();
        var all = Task.WhenAll(changes);
        RenderUntilDone(synthesizer, all);
        await all;
        Array.ForEach(fonts[..^1], font => font.Dispose());

        Assert.Equal(before with { FileBytes = fonts[^1].Source.Length }, Held(store));
        Assert.True(LevelOfNote(synthesizer) < 0);
        fonts[^1].Dispose();
    }

    [Fact]
    public async Task Nothing_is_let_go_before_somebody_renders()
    {
        using var store = NewStore();
        using var old = Upwards();
        using var next = Downwards();
        using var synthesizer = NewSynthesizer(store, old, MissPolicy.Wait);

        var change = synthesizer.ReplaceFontsAsync([new LoadedFont(next)]);
        await Task.Delay(200, Ended);
        Assert.False(change.IsCompleted);
        Assert.Equal(old.Source.Length + next.Source.Length, store.Statistics.FileBytes);

        RenderUntilDone(synthesizer, change);
        await change;
    }

    [Fact]
    public void Disposing_in_the_middle_of_a_change_lets_everything_go_and_ends_the_change()
    {
        using var store = NewStore();
        using var old = Upwards();
        using var next = Downwards();
        using var last = Upwards();
        NewSynthesizer(store, next, MissPolicy.Wait).Dispose(); // what streamers read into grows with the first bank, and stays
        var before = Held(store);
        for (var quanta = 0; quanta < 24; quanta++)
        {
            var synthesizer = NewSynthesizer(store, old, quanta % 2 == 0 ? MissPolicy.Wait : MissPolicy.RealTime);
            synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
            SynthBench.Render(synthesizer, 640);
            var changes = new[] { next, last }.Select(font => synthesizer.ReplaceFontsAsync([new LoadedFont(font)])).ToArray();
            for (var i = 0; i < quanta; i++)
            {
                Thread.Sleep(quanta % 5 * 2); // the keeper looks every 25 ms
                SynthBench.Render(synthesizer, Synthesizer.QuantumFrames);
            }

            synthesizer.Dispose();

            Assert.All(changes, change => Assert.True(change.IsCompletedSuccessfully));
            Assert.Equal(before, Held(store));
            Assert.Throws<ObjectDisposedException>(() => { _ = synthesizer.ReplaceFontsAsync([new LoadedFont(next)]); });
        }
    }

    [Fact]
    public async Task A_bank_that_the_budget_does_not_hold_is_refused_and_the_old_one_plays_on()
    {
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 2 << 20 });
        using var old = Upwards();
        using var huge = TestBank.Of(int.MaxValue - 4096);
        using var synthesizer = NewSynthesizer(store, old, MissPolicy.Wait);
        var before = Held(store);

        await Assert.ThrowsAsync<InvalidOperationException>(() => synthesizer.ReplaceFontsAsync([new LoadedFont(huge)]));

        Assert.Equal(before, Held(store));
        Assert.True(LevelOfNote(synthesizer) > 0);
    }

    [Fact]
    public async Task A_preload_of_a_bank_that_leaves_meanwhile_ends()
    {
        using var store = NewStore();
        using var slow = new SlowByteSource(new MemoryByteSource(Bank(100, 300), "slow"), TimeSpan.FromMilliseconds(20), 0);
        using var old = SoundFont.Read(slow);
        using var next = Downwards();
        using var synthesizer = NewSynthesizer(store, old, MissPolicy.Wait);

        var loading = synthesizer.PreloadAsync(cancellation: Ended);
        var change = synthesizer.ReplaceFontsAsync([new LoadedFont(next)]);
        RenderUntilDone(synthesizer, change);
        await change;
        var result = await loading.WaitAsync(TimeSpan.FromSeconds(20), Ended);

        Assert.Equal((300, 0), (result.Pages, result.LoadedPages));
    }

    [Fact]
    public async Task Loading_all_of_a_bank_that_leaves_meanwhile_ends()
    {
        using var store = NewStore();
        using var slow = new SlowByteSource(new MemoryByteSource(Bank(100, 300), "slow"), TimeSpan.FromMilliseconds(20), 0);
        using var old = SoundFont.Read(slow);
        using var next = Downwards();
        using var synthesizer = NewSynthesizer(store, old, MissPolicy.Wait);

        var loading = Task.Run(() => synthesizer.LoadAll(cancellation: Ended), Ended);
        Patience.Until(() => store.Statistics.Hot.Bytes > 0, "something to be loaded");
        var change = synthesizer.ReplaceFontsAsync([new LoadedFont(next)]);
        RenderUntilDone(synthesizer, change);
        await change;
        await loading.WaitAsync(TimeSpan.FromSeconds(20), Ended);
    }

    [Fact]
    public void Banks_are_replaced_again_and_again_while_one_thread_renders_and_others_play()
    {
        using var store = NewStore();
        using var first = Upwards();
        var last = first;
        using var synthesizer = NewSynthesizer(store, first, MissPolicy.RealTime);
        using var isOver = new CancellationTokenSource();
        var before = Held(store);
        var changes = 0;

        Patience.RunTogether(
            () =>
            {
                var random = new Random(1);
                for (var block = 0; !isOver.IsCancellationRequested; block++)
                {
                    synthesizer.Send(block % 3 == 0 ? MidiMessage.NoteOn(random.Next(16), random.Next(128), 100) : MidiMessage.NoteOff(random.Next(16), random.Next(128)));
                    SynthBench.Render(synthesizer, BlockFrames);
                    Thread.Sleep(1);
                }
            },
            () =>
            {
                for (; changes < 25; changes++)
                {
                    var next = changes % 2 == 0 ? Downwards() : Upwards();
                    synthesizer.ReplaceFontsAsync([new LoadedFont(next)]).Wait(TimeSpan.FromSeconds(20), Ended);
                    last.Dispose();
                    last = next;
                }

                isOver.Cancel();
            });

        Assert.Equal(25, changes);
        Assert.Equal(before with { FileBytes = last.Source.Length }, Held(store));
        synthesizer.Dispose();
        last.Dispose();
    }

    [Fact]
    public async Task A_song_plays_on_through_changes_of_real_banks_looked_ahead_of_and_not()
    {
        string[] paths = [TestFiles.Bank("TimGM6mb.sf2"), TestFiles.Bank("MuseScore_General_Full.sf2")];
        var song = MidiFile.Open(TestFiles.OpenMsxSongs().Single(path => Path.GetFileName(path) == "keep_on_rolling.mid"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 32 << 20 });
        var font = SoundFont.Open(paths[0]);
        using var synthesizer = new Synthesizer(
            store, [new LoadedFont(font)], new SynthesizerOptions { Channels = SongPlayer.ChannelsFor(song), MissPolicy = MissPolicy.Wait });
        var before = Held(store);
        using (var player = new SongPlayer(synthesizer, song))
        {
            player.Seek(20);
            for (var number = 1; number <= 8; number++)
            {
                Assert.True(IsHeard(player, 0.5));
                var next = SoundFont.Open(paths[number % 2]);
                var change = synthesizer.ReplaceFontsAsync([new LoadedFont(next)]);
                RenderUntilDone(synthesizer, change);
                await change;
                font.Dispose();
                font = next;
                Assert.Equal(next.Source.Length, store.Statistics.FileBytes);
                Assert.True(IsHeard(player, 0.5));
            }

            Assert.Null(player.ScoutFault);
        }

        Assert.Equal(before, Held(store));
        Assert.Equal(0, store.Statistics.ReadFaults);
        synthesizer.Dispose();
        font.Dispose();
    }

    private static SampleStore NewStore() => new(new SampleStoreOptions { BudgetBytes = 16 << 20 });

    private static Synthesizer NewSynthesizer(SampleStore store, SoundFont font, MissPolicy policy) =>
        new(store, [new LoadedFont(font)], SynthBench.Dry with { Polyphony = 64, MissPolicy = policy });

    private static SoundFont Upwards() => SoundFont.Read(new MemoryByteSource(Bank(16384, 20), "upwards"));

    private static SoundFont Downwards() => SoundFont.Read(new MemoryByteSource(Bank(-16384, 30), "downwards"));

    // One value for ever, of some pages, so that there is something to load.
    private static byte[] Bank(short value, int pages) => SynthBench.Bank([.. Enumerable.Repeat(value, pages * Page.Frames)]).ToBytes();

    private static (long FileBytes, long PoolBytes, long Arenas) Held(SampleStore store) =>
        (store.Statistics.FileBytes, store.Statistics.Pool.Bytes, NativeArena.LiveCount);

    private static float LevelOfNote(Synthesizer synthesizer)
    {
        synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
        var level = 0f;
        Patience.Until(
            () => (level = SynthBench.Render(synthesizer, BlockFrames).Left[^1]) != 0, "a note to be heard");
        return level;
    }

    private static void RenderUntilDone(Synthesizer synthesizer, Task change) => Patience.Until(
        () =>
        {
            SynthBench.Render(synthesizer, BlockFrames);
            return change.IsCompleted;
        },
        "the old banks to be let go");

    private static bool IsHeard(SongPlayer player, double seconds)
    {
        var (left, right) = (new float[BlockFrames], new float[BlockFrames]);
        var isHeard = false;
        for (var done = 0; done < seconds * SynthBench.Rate; done += BlockFrames)
        {
            player.Render(left, right);
            isHeard |= left.AsSpan().IndexOfAnyExcept(0f) >= 0;
        }

        return isHeard;
    }
}
