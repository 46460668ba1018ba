using System.Diagnostics;
using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>What the scout expects beside what voices do, in real songs.</summary>
[Collection(nameof(LongRenders))]
public class ScoutForecastTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("keep_on_rolling.mid")]
    [InlineData("harp_harmony.mid")]
    [InlineData("tttheme2.mid")]
    [InlineData("boogi_marabi_redfarn.mid")]
    [InlineData("wood_whistles.mid")]
    public void Pages_of_a_small_bank_are_expected_when_they_are_entered(string song)
    {
        Check("TimGM6mb.sf2", OpenMsx(song), 0, 60);
    }

    [Theory]
    [InlineData("keep_on_rolling.mid")]
    [InlineData("tttheme2.mid")]
    [InlineData("flying_scotsman.mid")]
    public void Pages_of_a_bank_of_half_a_gigabyte_are_expected_when_they_are_entered(string song)
    {
        Check("MuseScore_General_Full.sf2", OpenMsx(song), 0, 40);
    }

    [Fact]
    public void The_songs_of_the_corpus_are_foreseen()
    {
        foreach (var path in Directory.GetFiles(TestFiles.Shared("corpus", "midi", "songs"), "*.mid").Order())
        {
            Check("TimGM6mb.sf2", path, 0, 30);
        }

        foreach (var path in Directory.GetFiles(TestFiles.Shared("corpus", "midi", "gs"), "*.mid").Order())
        {
            Check("TimGM6mb.sf2", path, 0, 30);
        }
    }

    [Fact]
    public void The_middle_of_a_song_is_foreseen_after_a_seek()
    {
        Check("TimGM6mb.sf2", OpenMsx("tttheme2.mid"), 41.3, 30);
    }

    [Fact]
    public void A_song_of_150_000_notes_is_walked_through_in_a_fraction_of_its_time_and_allocates_nothing()
    {
        using var scouted = Dense();
        var counter = new PageCounter();
        var walk = new ScoutWalk(scouted.Synthesizer, new SongCursor(scouted.Song, scouted.Rate), counter);
        walk.Aim(ScoutedSong.AimAt(0, 0, scouted.Song.Seconds));
        walk.RunUntil(5L * scouted.Rate);
        var notes = walk.NotesSeen;
        var (steps, longSteps, longest) = (0, 0, 0.0);
        var watch = Stopwatch.StartNew();
        for (var before = 0.0; walk.Step(long.MaxValue) == ScoutStep.Moved; before = watch.Elapsed.TotalMilliseconds)
        {
            var step = watch.Elapsed.TotalMilliseconds - before;
            longest = Math.Max(longest, step);
            longSteps += step > 1 ? 1 : 0;
            steps++;
        }

        watch.Stop();
        notes = walk.NotesSeen - notes;
        output.WriteLine(
            $"{watch.Elapsed.TotalSeconds:F2} s for {scouted.Song.Seconds:F0} s, {notes} notes, {counter.Pages} pages, "
            + $"{watch.Elapsed.TotalMicroseconds / notes:F2} us a note; "
            + $"{longSteps} of {steps} steps longer than 1 ms, longest {longest:F2} ms; "
            + $"{walk.VoicesForgotten} voices forgotten");
        Assert.InRange(longSteps, 0, steps / 1000); // the machine takes a thread away now and then
        Assert.Equal(0, AllocationMeter.LeastOf(() =>
        {
            walk.Aim(ScoutedSong.AimAt(0, 0, scouted.Song.Seconds));
            walk.RunUntil(long.MaxValue);
        }));
    }

    [Fact]
    public void A_song_that_is_too_dense_for_its_voices_is_foreseen_by_and_large()
    {
        using var scouted = Dense();
        var match = scouted.Play(0, 10);
        output.WriteLine($"{match}; stolen {scouted.Synthesizer.VoicesStolen}, forgotten {scouted.Walk.VoicesForgotten}");

        // Which notes are stolen is a matter of loudness, and not foreseen.
        Assert.InRange((double)match.Covered / match.Entered, 0.8, 1);
    }

    private static ScoutedSong Dense() => new(
        SoundFont.Open(TestFiles.Bank("TimGM6mb.sf2")), MidiFile.Open(TestFiles.Shared("corpus", "midi", "dense", "e1m1-x32.mid")));

    private sealed class PageCounter : IPageForecast
    {
        public long Pages { get; private set; }

        public bool TryExpect(StoredBank bank, int page, long frame)
        {
            Pages++;
            return true;
        }

        public void Restart()
        {
        }
    }

    private void Check(string bank, string path, double from, double seconds)
    {
        using var scouted = new ScoutedSong(SoundFont.Open(TestFiles.Bank(bank)), MidiFile.Open(path));
        var match = scouted.Play(from, seconds);
        output.WriteLine(
            $"{bank} {Path.GetFileName(path)}: {match}; {scouted.WalkMicroseconds / scouted.Walk.NotesSeen:F2} us a note; "
            + $"peak {scouted.Synthesizer.VoicesPeak}, stolen {scouted.Synthesizer.VoicesStolen}");
        foreach (var missed in match.Missed.Take(20))
        {
            var offsets = scouted.Forecast.Entries.Where(e => e.Page == missed.Page).Select(e => e.Frame - missed.Frame);
            output.WriteLine($"  missed {missed}: off by {string.Join(", ", offsets.OrderBy(Math.Abs).Take(2))}");
        }

        Assert.InRange(match.Recall, 0.99, 1);
        Assert.InRange(match.Waste, 0, 0.05);
        Assert.DoesNotContain(match.Missed, entry => entry.IsStart);
    }

    private static string OpenMsx(string song) =>
        TestFiles.OpenMsxSongs().FirstOrDefault(path => Path.GetFileName(path) == song) ?? throw new FileNotFoundException(song);
}
