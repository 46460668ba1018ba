using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>The scout on its thread, beside a player.</summary>
public class ScoutTests
{
    // 22050 ticks a quarter at 120: a tick is a frame.
    private const int Second = SynthBench.Rate;

    [Fact]
    public void What_a_song_needs_is_told_before_anything_is_rendered()
    {
        using var bench = new SynthBench(Bank());
        var forecast = new ForecastLog();
        using var player = new SongPlayer(bench.Synthesizer, Song(), forecast);

        Patience.Until(() => forecast.Entries.Length == 3, "three notes of a page");

        Assert.Equal([Second, 3 * Second, 5 * Second], forecast.Entries.Select(entry => (int)entry.Frame));
        Assert.Null(player.ScoutFault);
    }

    [Fact]
    public void A_seek_makes_what_was_expected_void()
    {
        using var bench = new SynthBench(Bank());
        var forecast = new ForecastLog();
        using var player = new SongPlayer(bench.Synthesizer, Song(), forecast);
        SynthBench.Render(bench.Synthesizer, 300 * Synthesizer.QuantumFrames);
        Patience.Until(() => forecast.Entries.Length == 3, "three notes of a page");

        player.Seek(4);

        Patience.Until(() => forecast is { Restarts: 2, Entries.Length: 1 }, "the note after the target");
        Assert.Equal(bench.Synthesizer.Frame + Second, forecast.Entries[0].Frame);
        Assert.Equal(1, forecast.Entries[0].Page); // the second program's
    }

    [Fact]
    public void An_end_that_is_set_is_the_end_of_what_is_expected()
    {
        using var bench = new SynthBench(Bank());
        var forecast = new ForecastLog();
        using var player = new SongPlayer(bench.Synthesizer, Song(), forecast);

        player.EndSeconds = 4;

        Patience.Until(() => forecast.Entries.Length == 2, "the notes before the end");
        Patience.Until(() => forecast.Restarts >= 1, "a new beginning");
    }

    [Fact]
    public void The_horizon_moves_on_with_the_player()
    {
        using var bench = new SynthBench(Bank());
        var forecast = new ForecastLog();
        using var scout = new Scout(bench.Synthesizer, new SongCursor(Song(), Second), forecast, horizonSeconds: 1.5);
        scout.Aim(ScoutedSong.AimAt(0, 0, Song().Seconds));
        Patience.Until(() => forecast.Entries.Length == 1, "the first note");

        bench.Render(2);

        Patience.Until(() => forecast.Entries.Length == 2, "the second note");
        Assert.Null(scout.Fault);
    }

    [Fact]
    public void A_fault_ends_the_scout_and_not_the_music()
    {
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, Song(), new BrokenForecast());
        Patience.Until(() => player.ScoutFault is not null, "the fault");

        player.Seek(0.9);
        var left = bench.Render(0.2).Left;

        Assert.Contains("no forecast", player.ScoutFault!, StringComparison.Ordinal);
        Assert.Contains(left, point => point != 0);
    }

    [Fact]
    public void Nothing_is_expected_of_a_player_that_was_let_go()
    {
        using var bench = new SynthBench(Bank());
        var forecast = new ForecastLog();
        var player = new SongPlayer(bench.Synthesizer, Song(), forecast);
        Patience.Until(() => forecast.Entries.Length == 3, "three notes of a page");

        player.Dispose();

        Assert.Empty(forecast.Entries);
    }

    [Fact]
    public void Seeking_back_and_forth_ends_at_the_last_place()
    {
        using var bench = new SynthBench(Bank());
        var forecast = new ForecastLog();
        using var player = new SongPlayer(bench.Synthesizer, Song(), forecast);
        for (var i = 0; i < 500; i++)
        {
            player.Seek(i % 6);
        }

        player.Seek(4);

        Patience.Until(() => forecast.Entries is [{ Page: 1, Frame: Second }], "the note after the last target");
        Assert.Null(player.ScoutFault);
    }

    [Fact]
    public void The_rendering_thread_allocates_nothing_for_a_scout()
    {
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, Song(), new ForecastLog());
        var (left, right) = (new float[441], new float[441]);

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var seconds = 0; seconds < 4; seconds++)
            {
                player.Seek(seconds);
                for (var i = 0; i < 200; i++)
                {
                    player.Render(left, right);
                }
            }
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void An_aim_is_read_whole_or_not_at_all()
    {
        var orders = new LatestValue<ScoutAim>();
        var last = Aim(200_000);
        Patience.RunTogether(
            () =>
            {
                for (var n = 1L; n <= last.Frame; n++)
                {
                    orders.Give(Aim(n));
                }
            },
            () =>
            {
                var seen = 0;
                for (var aim = default(ScoutAim); aim != last;)
                {
                    if (orders.TryTake(ref seen, out var taken))
                    {
                        Assert.Equal(Aim(taken.Frame), taken);
                        Assert.InRange(taken.Frame, aim.Frame + 1, long.MaxValue);
                        aim = taken;
                    }
                }
            });
    }

    private static ScoutAim Aim(long n) => ScoutedSong.AimAt(n, n, n) with { JumpsLeft = (int)n, Cents = n };

    private static MidiFile Song()
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        file.Track()
            .Note(Second, 1000, 0, 60, 100)
            .Note(3 * Second, 1000, 0, 60, 100)
            .Program(4 * Second, 0, 1)
            .Note(5 * Second, 1000, 0, 60, 100);
        return MidiFile.Read(file.ToBytes(), "song");
    }

    /// <summary>Two programs of a page each.</summary>
    private static SoundFontBuilder Bank()
    {
        var bank = new SoundFontBuilder();
        foreach (var program in new[] { 0, 1 })
        {
            var sample = bank.AddSample("sine", SynthBench.Sine(100), Second, 60, 0, 1600);
            var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1);
            bank.AddPreset("preset", 0, program, new ZoneBuilder(bank.AddInstrument("instrument", zone)));
        }

        return bank;
    }

    private sealed class BrokenForecast : IPageForecast
    {
        public bool TryExpect(StoredBank bank, int page, long frame) => throw new InvalidOperationException("no forecast today");

        public void Restart()
        {
        }
    }
}
