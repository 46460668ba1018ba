using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>A song written against the store, on a real bank: it may cost time and misses, never bytes.</summary>
[Collection(StoreCollection.Name)]
public class ThrashingTests
{
    private const double Seconds = 20;
    private const int NotesASecond = 64;
    private const int TicksPerNote = 15; // of 480 a quarter, two quarters a second

    [Theory]
    [InlineData(4, MissPolicy.Wait)]
    [InlineData(8, MissPolicy.Wait)]
    [InlineData(16, MissPolicy.Wait)]
    [InlineData(4, MissPolicy.RealTime)]
    [InlineData(8, MissPolicy.RealTime)]
    [InlineData(16, MissPolicy.RealTime)]
    public void A_song_written_to_thrash_stays_inside_the_budget_at_every_moment(int mebibytes, MissPolicy policy)
    {
        var budget = (long)mebibytes << 20;
        using var font = SoundFont.Open(TestFiles.Bank("MuseScore_General_Full.sf2"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = budget });
        using var synthesizer = new Synthesizer(
            store, [new LoadedFont(font)], new SynthesizerOptions { Polyphony = 64, MissPolicy = policy, Reverb = false, Chorus = false });
        using var player = new SongPlayer(synthesizer, RandomSong(seed: mebibytes));
        using var isOver = new CancellationTokenSource();
        var looks = 0;

        Patience.RunTogether(
            () =>
            {
                Render(player, policy == MissPolicy.RealTime);
                isOver.Cancel();
            },
            () =>
            {
                while (!isOver.IsCancellationRequested)
                {
                    AssertWithin(budget, store);
                    looks++;
                    Thread.Sleep(1);
                }
            });

        var seen = store.Statistics;
        AssertWithin(budget, store);
        Assert.Null(player.ScoutFault);
        Assert.NotEqual(0, looks);
        Assert.True(seen.Evictions > 100, $"{seen.Evictions} evictions thrash nothing");
        Assert.True(seen.Hot.PeakBytes > seen.Hot.LimitBytes * 8 / 10, "a budget that is not used proves nothing");
    }

    // In real time four times as fast as a device, so that not everything is missed.
    private static void Render(SongPlayer player, bool isPaced)
    {
        var (left, right) = (new float[512], new float[512]);
        for (var block = 0; player.Seconds < Seconds; block++)
        {
            player.Render(left, right);
            if (isPaced)
            {
                Thread.Sleep(block % 4 == 0 ? 3 : 2);
            }
        }
    }

    // The tiers' figures are of moments close together: what one tier gave to another between two looks must not be taken for both's.
    private static void AssertWithin(long budget, SampleStore store)
    {
        var seen = store.Statistics;
        Assert.True(seen.PeakBytes <= budget, $"peak {seen.PeakBytes} of {budget}");
        Assert.True(Held(seen) <= budget || Held(store.Statistics) <= budget, $"{seen.Hot.Bytes} hot, {seen.Warm.Bytes} warm, {seen.Pool.Bytes} in the pool");
        Assert.True(seen.Hot.PeakBytes <= budget && seen.Warm.PeakBytes <= budget && seen.Pool.PeakBytes <= budget);
    }

    private static long Held(in SampleStoreStatistics seen) => seen.Hot.Bytes + seen.Warm.Bytes + seen.Pool.Bytes;

    private static MidiFile RandomSong(int seed)
    {
        var random = new Random(seed);
        var song = new MidiFileBuilder();
        var track = song.Track();
        for (var note = 0; note < Seconds * NotesASecond; note++)
        {
            var (tick, channel) = ((long)note * TicksPerNote, random.Next(16));
            track.Program(tick, channel, random.Next(128));
            track.Note(tick, random.Next(TicksPerNote, 40 * TicksPerNote), channel, random.Next(21, 109), random.Next(1, 128));
        }

        return MidiFile.Read(song.ToBytes(), "thrashing song");
    }
}
