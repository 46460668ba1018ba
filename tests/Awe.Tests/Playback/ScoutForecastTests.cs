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

    [Theory]
    [InlineData("test-rpn-00-00-pitch-bend-range.mid")]
    [InlineData("test-rpn-00-02-coarse-tuning.mid")]
    [InlineData("test-sysex-7f-04-03-master-fine-tuning.mid")]
    [InlineData("test-sysex-7x-08-0x-scale-tuning.mid")]
    [InlineData("test-sysex-gs-40-1x-15-drum-part-change.mid")]
    public void Tunings_and_drum_parts_are_foreseen(string song) =>
        Check("TimGM6mb.sf2", TestFiles.Shared("corpus", "midi", "conformance", song), 0, 60);

    [Fact]
    public void The_middle_of_a_song_is_foreseen_after_a_seek()
    {
        Check("TimGM6mb.sf2", OpenMsx("tttheme2.mid"), 41.3, 30);
    }

    [Theory]
    [InlineData("tttheme2.mid")]
    [InlineData("keep_on_rolling.mid")]
    public void Loops_are_foreseen_across_their_jumps(string song)
    {
        using var scouted = Open(song);
        scouted.Player.Loop = new LoopSpan(20, 23.7, 5);
        scouted.Player.Seek(18);
        Foreseen(scouted.GoOn(30));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1.5)]
    [InlineData(4)]
    public void Another_tempo_is_foreseen_and_what_sounds_goes_on(double speed)
    {
        using var scouted = Open("tttheme2.mid");
        scouted.Player.Seek(30);
        Foreseen(scouted.GoOn(5));

        scouted.Player.Speed = speed;

        Foreseen(scouted.GoOn(12));
    }

    [Fact]
    public void Channels_that_are_left_out_and_another_key_are_foreseen()
    {
        using var scouted = Open("tttheme2.mid");
        scouted.Player.SetMuted(9, true);
        scouted.Player.SetMuted(1, true);
        scouted.Player.Transposition = -4.3;
        scouted.Player.Seek(20);
        Foreseen(scouted.GoOn(15));

        scouted.Player.SetMuted(9, false);
        scouted.Player.SetSoloed(9, true);
        scouted.Player.SetSoloed(2, true);
        scouted.Player.Seek(40);

        Foreseen(scouted.GoOn(15));
    }

    [Fact]
    public void What_goes_on_after_a_pause_is_foreseen()
    {
        using var scouted = Open("tttheme2.mid");
        scouted.Player.Seek(30);
        Foreseen(scouted.GoOn(5));
        scouted.Player.Pause();
        scouted.GoOn(2);
        scouted.Player.Resume();

        Foreseen(scouted.GoOn(15));
    }

    private static ScoutedSong Open(string song) => new(SoundFont.Open(TestFiles.Bank("TimGM6mb.sf2")), MidiFile.Open(OpenMsx(song)));

    private void Foreseen(ForecastMatch match)
    {
        output.WriteLine(match.ToString());
        Assert.InRange(match.Recall, 0.99, 1);
        Assert.InRange(match.Waste, 0, 0.05);
        Assert.DoesNotContain(match.Missed, entry => entry.IsStart);
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
