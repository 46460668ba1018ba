using System.Diagnostics;
using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Tests.Playback;

/// <summary>One thing at a time that decides which pages a note enters and when; expected beside entered in each.</summary>
public class ScoutWalkTests(ITestOutputHelper output)
{
    // 22050 ticks a quarter at 120: a tick is a frame.
    private const int Second = SynthBench.Rate;
    private const int SamplePages = 6;
    private const int Drums = 8;
    private const int Lead = 70; // a block, and rounding

    [Fact]
    public void A_note_enters_its_pages_one_after_another()
    {
        using var scouted = Foreseen(Bank(), track => track.Note(1000, Second, 0, 60, 100));

        var frames = FramesOf(scouted, sample: 0);
        Assert.Equal(SamplePages, frames.Length);
        Assert.Equal(1000, frames[0]);
        for (var n = 1; n < SamplePages; n++)
        {
            Assert.InRange(frames[n], 1000 + (n * Page.Frames) - Lead, 1000 + (n * Page.Frames));
        }
    }

    [Fact]
    public void A_released_note_stops_entering_pages()
    {
        using var scouted = Foreseen(Bank(), track => track.Note(0, 5000, 0, 60, 100));

        Assert.Equal(2, FramesOf(scouted, sample: 0).Length);
    }

    [Fact]
    public void A_pedal_holds_a_note_over_its_pages()
    {
        using var scouted = Foreseen(Bank(), track => track.Control(0, 0, 64, 127).Note(0, 5000, 0, 60, 100).Control(13000, 0, 64, 0));

        Assert.Equal(4, FramesOf(scouted, sample: 0).Length);
    }

    [Fact]
    public void A_program_and_a_bank_change_what_the_next_note_needs()
    {
        using var scouted = Foreseen(Bank(), track => track
            .Note(0, 1000, 0, 60, 100)
            .Program(2000, 0, 1)
            .Note(2000, 1000, 0, 60, 100)
            .Control(4000, 0, 0, 1)
            .Program(4000, 0, 1)
            .Note(4000, 1000, 0, 60, 100));

        Assert.Equal([0L], FramesOf(scouted, sample: 0));
        Assert.Equal([2000L], FramesOf(scouted, sample: 1));
        Assert.Equal([4000L], FramesOf(scouted, sample: 2));
    }

    [Fact]
    public void A_part_that_becomes_drums_needs_drums()
    {
        using var scouted = Foreseen(Bank(), track => track
            .SysEx(0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x15, 0x01, 0x19)
            .Note(1000, 1000, 0, 60, 100));

        Assert.Equal([1000L], FramesOf(scouted, sample: Drums));
    }

    [Fact]
    public void A_wheel_bends_the_way_through_the_pages_by_the_range_in_force()
    {
        using var scouted = Foreseen(Bank(), track => track
            .Control(0, 0, 101, 0).Control(0, 0, 100, 0).Control(0, 0, 6, 12)
            .PitchWheel(0, 0, 16383)
            .Note(0, Second, 0, 60, 100)
            .PitchWheel(4096, 0, 8192)); // two octave-up pages later

        var frames = FramesOf(scouted, sample: 0);
        Assert.InRange(frames[1], 2048 - Lead, 2048);
        Assert.InRange(frames[2], 4096 - Lead, 4096);
        Assert.InRange(frames[3], 8192 - (2 * Lead), 8192); // it had read a block ahead while it was twice as fast
    }

    [Fact]
    public void An_envelope_bends_the_way_through_the_pages()
    {
        var bank = Bank(zone => zone
            .With(GeneratorType.ModEnvToPitch, 1200)
            .With(GeneratorType.AttackModEnv, -2000)
            .With(GeneratorType.DecayModEnv, 0)
            .With(GeneratorType.SustainModEnv, 500));

        Foreseen(bank, track => track.Note(0, Second, 0, 60, 100)).Dispose();
    }

    [Fact]
    public void A_loop_until_release_goes_on_to_the_end_after_it()
    {
        var bank = Bank(zone => zone.With(GeneratorType.SampleModes, 3).With(GeneratorType.ReleaseVolEnv, 1200));
        using var scouted = Foreseen(bank, track => track.Note(0, 3 * Second, 0, 60, 100));

        var frames = FramesOf(scouted, sample: 0);
        Assert.Equal(SamplePages, frames.Length);
        Assert.InRange(frames[^1], 3 * Second, long.MaxValue);
    }

    [Fact]
    public void A_long_loop_is_entered_again_each_time_round_and_a_short_one_is_not()
    {
        static MidiTrackBuilder LongNote(MidiTrackBuilder track) => track.Note(0, 3 * Second, 0, 60, 100);
        using var shortLoop = Foreseen(Bank(zone => zone.With(GeneratorType.SampleModes, 1)), LongNote);
        using var longLoop = Foreseen(Bank(zone => zone.With(GeneratorType.SampleModes, 1), 5000, 23000), LongNote);

        Assert.Equal(3, FramesOf(shortLoop, sample: 0).Length);
        Assert.InRange(FramesOf(longLoop, sample: 0).Length, 30, 40);
    }

    [Fact]
    public void A_note_of_the_class_ends_what_the_earlier_one_would_have_needed()
    {
        var bank = Bank(zone => zone.With(GeneratorType.ExclusiveClass, 1).With(GeneratorType.ReleaseVolEnv, 1200));
        using var scouted = Foreseen(bank, track => track.Note(0, Second, 0, 60, 100).Note(3000, Second, 0, 61, 100));

        // The first one falls through 96 dB in a third of a second: it still enters four pages more.
        Assert.Equal(SamplePages + 4, FramesOf(scouted, sample: 0).Length);
    }

    [Fact]
    public void What_decays_to_silence_needs_no_more()
    {
        var bank = Bank(zone => zone.With(GeneratorType.DecayVolEnv, -3800).With(GeneratorType.SustainVolEnv, 1440));
        using var scouted = Foreseen(bank, track => track.Note(0, Second, 0, 60, 100));

        Assert.Equal(2, FramesOf(scouted, sample: 0).Length);
    }

    [Fact]
    public void After_a_seek_the_pages_are_those_of_the_new_place()
    {
        using var scouted = Song(Bank(), track => track
            .Note(0, 1000, 0, 60, 100)
            .Program(Second, 0, 1)
            .Note(2 * Second, 1000, 0, 60, 100));

        scouted.Play(0, 0.5);
        Assert.Equal([0L], FramesOf(scouted, sample: 0));
        var match = scouted.Play(1.5, 1);

        Assert.Equal(1, match.Recall);
        Assert.Equal(0, match.Waste);
        Assert.Empty(FramesOf(scouted, sample: 0));
        Assert.Single(FramesOf(scouted, sample: 1));
        Assert.Equal(2, scouted.Forecast.Restarts);
    }

    [Fact]
    public void What_found_no_room_is_offered_again()
    {
        var forecast = new ForecastLog(capacity: 4);
        using var scouted = Song(Bank(), track => track.Note(0, Second, 0, 60, 100), forecast);
        scouted.Aim(0);

        Assert.Equal(ScoutStep.Full, scouted.Walk.RunUntil(long.MaxValue));
        Assert.Equal(ScoutStep.Full, scouted.Walk.RunUntil(long.MaxValue));
        Assert.Equal(4, forecast.Entries.Length);
        forecast.Forget(before: Page.Frames * 2);
        Assert.Equal(ScoutStep.Over, scouted.Walk.RunUntil(long.MaxValue));

        Assert.Equal([3, 4, 5], forecast.Entries.Select(entry => entry.Page));
    }

    [Fact]
    public void It_goes_no_further_than_it_was_told()
    {
        using var scouted = Song(Bank(), track => track.Note(0, Second, 0, 60, 100));
        scouted.Aim(0);

        Assert.Equal(ScoutStep.Far, scouted.Walk.RunUntil(10_000));

        Assert.Equal([0, 1, 2], scouted.Forecast.Entries.Select(entry => entry.Page));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_seek_strikes_again_needs_its_pages(bool isPaused)
    {
        using var scouted = Song(Bank(), track => track.Note(0, Second, 0, 60, 100).Note(3 * Second, Second, 0, 60, 100));
        scouted.Player.RestrikesHeldNotes = true;
        scouted.Player.Seek(0.1);
        if (isPaused)
        {
            scouted.Player.Pause();
            scouted.GoOn(0.5);
            scouted.Player.Resume();
        }

        var match = scouted.GoOn(2);

        Assert.True(match.Entered > 4 && match.Missed.Count == 0, match.ToString());
    }

    [Fact]
    public void What_is_past_is_not_offered_but_goes_on()
    {
        using var scouted = Song(Bank(), track => track.Note(0, Second, 0, 60, 100));
        scouted.Walk.Aim(ScoutedSong.AimAt(0, 0, 10) with { Frame = 10_000 });

        scouted.Walk.RunUntil(long.MaxValue);

        Assert.Equal([3, 4, 5], scouted.Forecast.Entries.Select(entry => entry.Page));
    }

    [Fact]
    public void The_end_of_the_music_lets_everything_go()
    {
        using var scouted = Song(Bank(), track => track.Note(0, Second, 0, 60, 100).Note(2 * Second, Second, 0, 60, 100));
        scouted.Walk.Aim(ScoutedSong.AimAt(0, 0, 5000.0 / Second));

        Assert.Equal(ScoutStep.Over, scouted.Walk.RunUntil(long.MaxValue));

        Assert.Equal([0, 1], scouted.Forecast.Entries.Select(entry => entry.Page));
    }

    [Fact]
    public void Notes_of_thousands_of_zones_are_taken_in_short_steps()
    {
        const int Zones = 16_384;
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("s", Points(0), Second, 60, 8192, 12_000);
        var instrument = bank.AddInstrument("i", [.. Enumerable.Range(0, Zones).Select(_ => new ZoneBuilder(sample))]);
        bank.AddPreset("p", 0, 0, new ZoneBuilder(instrument));
        using var scouted = Song(bank, track =>
        {
            for (var i = 0; i < 2000; i++)
            {
                track.Note(100 * i, 5000, 0, 60, 100);
            }

            return track;
        });
        scouted.Aim(0);

        var steps = new List<double>();
        var notes = 0L;
        for (var from = Stopwatch.GetTimestamp(); scouted.Walk.Step(long.MaxValue) == ScoutStep.Moved; from = Stopwatch.GetTimestamp())
        {
            if (scouted.Walk.NotesSeen > notes)
            {
                steps.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                notes++;
            }
        }

        // The machine may take a thread away for as long as it likes, but not most of the time.
        steps.Sort();
        output.WriteLine($"{notes} notes, median {steps[steps.Count / 2]:F3} ms, longest {steps[^1]:F3} ms");
        Assert.Equal(2000, notes);
        Assert.True(scouted.Walk.VoicesForgotten > 0);
    }

    [Fact]
    public void A_walk_takes_no_more_memory_than_it_is_entered_with()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var voices = new PlannedVoices(512, Second);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        output.WriteLine($"{allocated} bytes for {voices.Live.Length} of 512 voices, entered as {PlannedVoices.BytesFor(512)}");
        Assert.InRange(allocated, PlannedVoices.BytesFor(512) / 2, PlannedVoices.BytesFor(512));
    }

    private static ScoutedSong Foreseen(SoundFontBuilder bank, Func<MidiTrackBuilder, MidiTrackBuilder> events)
    {
        var scouted = Song(bank, events);
        var match = scouted.Play(0, 4);
        Assert.True(match.Missed.Count == 0 && match.Waste == 0, match.ToString());
        return scouted;
    }

    private static ScoutedSong Song(SoundFontBuilder bank, Func<MidiTrackBuilder, MidiTrackBuilder> events, ForecastLog? forecast = null)
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        events(file.Track());
        return new ScoutedSong(
            SoundFont.Read(new MemoryByteSource(bank.ToBytes(), "bank")),
            MidiFile.Read(file.ToBytes(), "song"),
            8 << 20,
            forecast: forecast);
    }

    private static long[] FramesOf(ScoutedSong scouted, int sample)
    {
        var entries = scouted.Forecast.Entries.Where(entry => entry.Page / SamplePages == sample);
        return [.. entries.Select(entry => entry.Frame)];
    }

    /// <summary>Samples of six pages: one for each of eight programs (the third is bank 1's second), and one for the drums.</summary>
    private static SoundFontBuilder Bank(Action<ZoneBuilder>? configure = null, int loopStart = 8000, int loopEnd = 12_000)
    {
        var bank = new SoundFontBuilder();
        for (var number = 0; number <= Drums; number++)
        {
            var sample = bank.AddSample($"s{number}", Points(number), Second, 60, loopStart, loopEnd);
            var zone = new ZoneBuilder(sample).With(GeneratorType.ScaleTuning, 0);
            configure?.Invoke(zone);
            var (bankNumber, program) = number switch
            {
                2 => (1, 1),
                Drums => (128, 0),
                _ => (0, number),
            };
            bank.AddPreset($"p{number}", bankNumber, program, new ZoneBuilder(bank.AddInstrument($"i{number}", zone)));
        }

        return bank;
    }

    private static short[] Points(int seed) =>
        [.. Enumerable.Range(0, (SamplePages * Page.Frames) - 100).Select(i => (short)((i * (seed + 7) % 20_000) - 10_000))];
}
