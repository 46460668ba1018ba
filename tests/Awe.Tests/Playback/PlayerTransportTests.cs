using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>Pause, tempo, key, channels, loops: what is heard of them, and when.</summary>
public class PlayerTransportTests
{
    // 22050 ticks a quarter at 120: a tick is a frame.
    private const int Second = SynthBench.Rate;

    [Fact]
    public void A_pause_releases_what_sounds_and_keeps_the_place()
    {
        using var stage = new Stage(track => track.Control(0, 0, 64, 127).Note(0, 8 * Second, 0, 60, 127));
        stage.Bench.Render(1);

        stage.Player.Pause();
        stage.Bench.Render(2);

        Assert.True(stage.Player.IsPaused);
        Assert.InRange(stage.Player.Seconds, 1, 1.002);
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
        Assert.False(stage.Player.IsAtEnd);
    }

    [Fact]
    public void After_a_pause_the_song_goes_on_where_it_stood()
    {
        using var stage = new Stage(track => track.Note(0, Second / 2, 0, 60, 127).Note(2 * Second, Second, 0, 72, 127));
        stage.Bench.Render(1);
        stage.Player.Pause();
        stage.Bench.Render(5);
        var stood = stage.Player.Seconds;

        stage.Player.Resume();
        var from = stage.Bench.Synthesizer.Frame;
        var left = stage.Bench.Render(2).Left;

        Assert.Equal(stood + 2, stage.Player.Seconds, 0.002);
        Assert.Equal((2 - stood) * Second, FirstSound(left), 100.0);
        Assert.True(from > 0);
    }

    [Fact]
    public void What_the_song_holds_is_struck_again_after_a_pause_or_a_seek_if_that_is_wanted()
    {
        using var stage = new Stage(track => track.Note(0, 4 * Second, 0, 60, 127).Note(0, Second, 0, 64, 127));
        stage.Player.RestrikesHeldNotes = true;
        stage.Bench.Render(2);
        stage.Player.Pause();
        stage.Bench.Render(1);

        stage.Player.Resume();
        stage.Bench.Render(0.1);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount); // the other note is over
        stage.Player.Seek(3);
        stage.Bench.Render(0.1);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);

        stage.Bench.Render(1.5); // its own key-up ends it
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Stop_goes_back_to_the_beginning_and_waits()
    {
        using var stage = new Stage(track => track.Note(0, 4 * Second, 0, 60, 127));
        stage.Bench.Render(1);

        stage.Player.Stop();
        stage.Bench.Render(0.5);

        Assert.Equal(0, stage.Player.Seconds);
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
        stage.Player.Resume();
        stage.Bench.Render(0.5);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_seek_fades_what_sounds_and_does_not_click()
    {
        using var stage = new Stage(track => track.Note(0, 4 * Second, 0, 60, 127));
        var (before, _) = stage.Bench.Render(1.0005);

        stage.Player.Seek(5);
        float[] left = [.. before[^10..], .. stage.Bench.Render(0.1).Left];

        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
        for (var i = 1; i < left.Length; i++)
        {
            // A sine of 441 Hz moves by 0.03 at most, and the fade takes a 45th of 0.43 a frame.
            Assert.InRange(Math.Abs(left[i] - left[i - 1]), 0, 0.045);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.75)]
    [InlineData(1.2)]
    [InlineData(10)]
    public void Tempo_moves_messages_and_leaves_envelopes_alone(double speed)
    {
        using var stage = new Stage(track => track.Note(Second / 2, Second / 100, 0, 60, 127).Note(Second, 1, 0, 72, 127));
        stage.Player.Speed = speed;

        var left = stage.Bench.Render((1.1 / speed) + 0.2).Left;

        Assert.Equal(Math.Round(0.5 / speed * Second), FirstSound(left), 1.0);
        Assert.Equal(Math.Round(1 / speed * Second), FirstSound(left.AsSpan((int)(0.8 / speed * Second))) + (int)(0.8 / speed * Second), 1.0);
    }

    [Fact]
    public void Changes_of_tempo_do_not_add_up_to_a_drift()
    {
        using var stage = new Stage(track => track.Note(30 * Second, Second, 0, 60, 127));
        var place = 0.0;
        for (var i = 0; i < 300; i++)
        {
            stage.Player.Speed = 0.37 + (i % 7 * 0.4123);
            SynthBench.Render(stage.Bench.Synthesizer, Synthesizer.QuantumFrames * 17);
            place += stage.Player.Speed * Synthesizer.QuantumFrames * 17;
        }

        Assert.Equal(place / Second, stage.Player.Seconds, 1e-9);
        stage.Player.Speed = 1;
        Assert.Equal(place / Second, stage.Player.Seconds, 1e-9);
        Assert.Equal((30 * Second) - place, FirstSound(stage.Bench.Render(30 - (place / Second) + 0.1).Left), 1.0);
    }

    [Fact]
    public void A_transposition_moves_notes_and_leaves_drums()
    {
        using var stage = new Stage(track => track.Note(0, Second, 0, 60, 127).Note(2 * Second, Second, 9, 60, 127));
        stage.Player.Transposition = 12;

        Assert.Equal(882, SynthBench.Frequency(stage.Bench.Render(0.5).Left), 0.5);
        stage.Bench.Render(1.6);
        Assert.Equal(441, SynthBench.Frequency(stage.Bench.Render(0.5).Left), 0.5);
    }

    [Fact]
    public void Cents_of_a_transposition_are_heard_at_once()
    {
        using var stage = new Stage(track => track.Note(0, 4 * Second, 0, 60, 127));
        stage.Bench.Render(0.5);

        stage.Player.Transposition = -0.25;
        stage.Bench.Render(0.1);

        Assert.Equal(-25, SynthBench.Cents(SynthBench.Frequency(stage.Bench.Render(1).Left) / 441), 0.5);
    }

    [Fact]
    public void A_note_ends_with_its_own_key_though_the_transposition_has_changed_meanwhile()
    {
        using var stage = new Stage(track => track.Note(0, Second, 0, 60, 127).Note(Second / 2, Second, 0, 64, 127));
        stage.Player.Transposition = 5;
        stage.Bench.Render(0.25);
        stage.Player.Transposition = -3;
        stage.Bench.Render(0.5);
        Assert.Equal(2, stage.Bench.Synthesizer.VoiceCount);

        stage.Bench.Render(0.5);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
        stage.Bench.Render(0.5);
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_note_beyond_the_keyboard_sounds_an_octave_nearer()
    {
        using var stage = new Stage(track => track.Note(0, Second, 0, 20, 127));
        stage.Player.Transposition = -24;

        Assert.Equal(441 * Math.Pow(2, (8 - 60) / 12.0), SynthBench.Frequency(stage.Bench.Render(1).Left), 0.3);
    }

    [Fact]
    public void A_muted_channel_falls_silent_and_comes_back_with_its_own_program()
    {
        using var stage = new Stage(track => track
            .Note(0, 2 * Second, 0, 60, 127)
            .Program(Second, 0, 1)
            .Note(3 * Second, Second, 0, 60, 127)
            .Note(5 * Second, Second, 0, 60, 127));
        stage.Bench.Render(0.5);
        stage.Player.SetMuted(0, true);
        stage.Bench.Render(0.01);
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
        Assert.All(stage.Bench.Render(3.9).Left, value => Assert.Equal(0, value));

        stage.Player.SetMuted(0, false);
        stage.Bench.Render(0.7);

        Assert.Equal(882, SynthBench.Frequency(stage.Bench.Render(0.5).Left), 0.5);
    }

    [Fact]
    public void A_muted_channel_of_one_note_at_a_time_stays_silent_when_a_later_key_is_let_go()
    {
        using var stage = new Stage(track => track
            .Control(0, 0, 126, 1)
            .Note(0, 4 * Second, 0, 60, 127)
            .Note(Second / 2, Second, 0, 64, 127));
        stage.Bench.Render(1);
        stage.Player.SetMuted(0, true);

        stage.Bench.Render(1);

        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Another_player_begins_in_its_own_key_with_all_channels()
    {
        using var bench = new SynthBench(Bank());
        var song = Song(track => track.Note(0, Second, 0, 60, 127), seconds: 2);
        using (var first = new SongPlayer(bench.Synthesizer, song))
        {
            first.Transposition = 12.5;
            first.SetMuted(0, true);
            bench.Render(0.5);
        }

        using var second = new SongPlayer(bench.Synthesizer, song);

        Assert.Equal(441, SynthBench.Frequency(bench.Render(0.5).Left), 0.5);
    }

    [Fact]
    public void Without_a_player_live_notes_are_in_tune_again()
    {
        using var bench = new SynthBench(Bank());
        using (var player = new SongPlayer(bench.Synthesizer, Song(track => track.Note(0, Second, 0, 60, 127), seconds: 2)))
        {
            player.Transposition = 0.4;
            bench.Render(0.1);
        }

        bench.Render(0.5);
        bench.Strike(60);

        Assert.Equal(441, SynthBench.Frequency(bench.Render(0.5).Left), 0.5);
    }

    [Fact]
    public void An_end_that_is_moved_away_after_it_was_played_does_not_bring_what_lay_between_at_once()
    {
        using var stage = new Stage(track =>
        {
            for (var i = 0; i < 20; i++)
            {
                track.Note(Second + (i * 100), 8 * Second, 0, 40 + i, 127);
            }

            track.Program(Second, 0, 1).Note(5 * Second, Second, 0, 60, 127);
        });
        stage.Player.EndSeconds = 0.5;
        stage.Bench.Render(4);

        stage.Player.EndSeconds = 10;
        stage.Bench.Render(0.5);
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
        Assert.InRange(stage.Player.Seconds, 4.49, 4.51);

        stage.Bench.Render(0.6);
        Assert.Equal(882, SynthBench.Frequency(stage.Bench.Render(0.4).Left), 0.5); // the program is the one of that place
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_seek_the_first_note_glides_from_the_last_one_before_the_place(bool isMuted)
    {
        using var stage = new Stage(track => track
            .Control(0, 0, 5, 64)
            .Control(0, 0, 84, 36) // used up by the next note
            .Note(0, Second / 2, 0, 72, 127)
            .Control(Second, 0, 65, 127)
            .Note(2 * Second, 2 * Second, 0, 60, 127));
        if (isMuted)
        {
            stage.Player.SetMuted(0, true);
            stage.Bench.Render(1.5);
            stage.Player.SetMuted(0, false);
            stage.Bench.Render(0.5);
        }
        else
        {
            stage.Player.Seek(2);
        }

        var left = stage.Bench.Render(1).Left;

        // An octave takes a third of 2.06 s.
        Assert.Equal(1200 * (1 - (0.3 / (2.06 / 3))), SynthBench.Cents(SynthBench.Frequency(left.AsSpan((int)(0.25 * Second), Second / 10)) / 441), 30.0);
        Assert.Equal(441, SynthBench.Frequency(left.AsSpan((int)(0.8 * Second))), 1.0);
    }

    [Fact]
    public void What_a_seek_strikes_before_anything_was_rendered_goes_on()
    {
        using var stage = new Stage(track => track.Note(0, 4 * Second, 0, 60, 127));
        stage.Player.RestrikesHeldNotes = true;
        stage.Player.Seek(1);

        stage.Bench.Render(1);

        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_player_that_takes_the_place_of_another_ends_its_notes()
    {
        using var stage = new Stage(track => track.Control(0, 0, 64, 127).Note(0, 4 * Second, 0, 60, 127));
        stage.Bench.Render(1);

        using var second = new SongPlayer(stage.Bench.Synthesizer, Song(track => track.Note(Second, Second, 0, 60, 127), seconds: 2));
        stage.Bench.Render(0.1);

        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_note_that_is_struck_again_does_not_come_gliding()
    {
        using var stage = new Stage(track => track
            .Control(0, 0, 5, 64).Control(0, 0, 65, 127)
            .Note(0, 4 * Second, 0, 60, 127).Note(Second / 2, Second / 2, 0, 84, 127));
        stage.Player.RestrikesHeldNotes = true;

        stage.Player.Seek(2);

        Assert.Equal(441, SynthBench.Frequency(stage.Bench.Render(0.3).Left), 1.0);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Of_soloed_channels_those_are_heard_that_are_not_muted()
    {
        using var stage = new Stage(track => track.Note(0, Second, 0, 60, 127).Note(0, Second, 1, 60, 127).Note(0, Second, 2, 60, 127));
        stage.Player.SetSoloed(0, true);
        stage.Player.SetSoloed(2, true);
        stage.Player.SetMuted(2, true);

        stage.Bench.Render(0.5);

        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
        Assert.True(stage.Player is var player && player.IsSoloed(0) && player.IsMuted(2) && !player.IsMuted(0) && !player.IsSoloed(1));
    }

    [Fact]
    public void Notes_played_live_on_a_muted_channel_sound()
    {
        using var stage = new Stage(track => track.Note(0, 4 * Second, 0, 60, 127));
        stage.Player.SetMuted(0, true);
        stage.Bench.Render(0.1);

        stage.Bench.Strike(60);
        stage.Bench.Render(0.1);

        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_loop_comes_round_on_the_frame_whatever_its_length()
    {
        // 10,000.4 frames of a loop, at 1.3 times the tempo: the n-th round begins where it should, to the frame.
        const double Length = 10_000.4 / Second;
        using var stage = new Stage(track => track.Note(Second, 100, 0, 60, 127), seconds: 3);
        stage.Player.Loop = new LoopSpan(1, 1 + Length, 40);
        stage.Player.Speed = 1.3;

        var left = stage.Bench.Render(1 + (40 * Length)).Left;

        for (var round = 0; round < 40; round++)
        {
            var start = (int)((Second + (round * Length * Second)) / 1.3);
            Assert.InRange(FirstSound(left.AsSpan(start - 100)), 99, 103);
        }

        Assert.Equal((3 + (39 * Length)) / 1.3, stage.Player.LengthSeconds, 1e-9);
    }

    [Fact]
    public void A_jump_lets_go_of_keys_and_resets_nothing()
    {
        using var stage = new Stage(track => track
            .Control(0, 0, 7, 127)
            .Note(Second, 3 * Second, 0, 60, 127) // held across the jump at 2 s
            .Control((3 * Second) / 2, 0, 7, 30)
            .Note(5 * Second, Second, 0, 60, 127));
        stage.Player.Loop = new LoopSpan(1, 2);
        stage.Bench.Render(1.2);
        var first = SynthBench.Frequency(stage.Bench.Render(0.1).Left);
        var loud = stage.Bench.Render(0.1).Left.Max();
        stage.Bench.Render(0.8); // 0.2 s into the second round
        var quiet = stage.Bench.Render(0.1).Left.Max();

        Assert.Equal(441, first, 0.5);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
        Assert.Equal(2 * 20 * Math.Log10(30 / 127.0), SynthBench.Decibels(quiet / loud), 0.2);
        Assert.InRange(stage.Player.Seconds, 1.28, 1.32);
        Assert.Equal(double.PositiveInfinity, stage.Player.LengthSeconds);
        stage.Bench.Render(20);
        Assert.InRange(stage.Player.Seconds, 1, 2);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void After_its_last_round_a_loop_goes_on_into_the_rest_of_the_song()
    {
        using var stage = new Stage(track => track.Note(0, 100, 0, 60, 127).Note(2 * Second, 100, 0, 60, 127), seconds: 3);
        stage.Player.Loop = new LoopSpan(0.5, 1.5, 3);
        Assert.Equal(5, stage.Player.LengthSeconds, 1e-9);
        Assert.Equal(5, stage.Player.RemainingSeconds, 1e-9);

        stage.Bench.Render(1);
        Assert.Equal(4, stage.Player.RemainingSeconds, 1e-3);
        stage.Bench.Render(2.7);
        Assert.InRange(stage.Player.Seconds, 1.69, 1.71);
        Assert.Equal(1.3, stage.Player.RemainingSeconds, 1e-3);
        stage.Bench.Render(1.29);
        Assert.False(stage.Player.IsAtEnd);
        stage.Bench.Render(0.02);
        Assert.True(stage.Player.IsAtEnd);
        Assert.Equal(0, stage.Player.RemainingSeconds);
    }

    [Fact]
    public void A_loop_to_the_very_end_of_the_song_is_a_loop()
    {
        using var stage = new Stage(track => track.Note(0, 100, 0, 60, 127), seconds: 2);
        stage.Player.Loop = new LoopSpan(1, stage.Song.Seconds);

        stage.Bench.Render(10);

        Assert.InRange(stage.Player.Seconds, 1, 2);
        Assert.False(stage.Player.IsAtEnd);
    }

    [Fact]
    public void An_end_before_the_loops_end_is_the_end()
    {
        using var stage = new Stage(track => track.Note(0, 100, 0, 60, 127), seconds: 4);
        stage.Player.Loop = new LoopSpan(1, 3);
        stage.Player.EndSeconds = 2;

        Assert.Equal(2, stage.Player.LengthSeconds, 1e-9);
        stage.Bench.Render(2.1);

        Assert.True(stage.Player.IsAtEnd);
    }

    [Fact]
    public void A_seek_into_a_loop_begins_its_rounds_anew_and_one_behind_it_leaves_it()
    {
        using var stage = new Stage(track => track.Note(0, 100, 0, 60, 127), seconds: 4);
        stage.Player.Loop = new LoopSpan(1, 2, 2);
        stage.Bench.Render(2.5);
        Assert.InRange(stage.Player.Seconds, 1.49, 1.51);

        stage.Player.Seek(0.5);
        Assert.Equal(3.5 + 1, stage.Player.RemainingSeconds, 1e-9);
        stage.Player.Seek(2.5);
        Assert.Equal(1.5, stage.Player.RemainingSeconds, 1e-9);
        stage.Bench.Render(1);

        Assert.InRange(stage.Player.Seconds, 3.49, 3.51);
    }

    [Fact]
    public void The_place_tells_ticks_bars_tempo_and_the_texts_that_are_due()
    {
        var file = new MidiFileBuilder(480).Tempo(0, 120).Tempo(960, 60);
        file.Track()
            .Meta(0, 0x58, [3, 2, 24, 8])
            .Text(0, MidiTextKind.Lyric, "Moon")
            .Text(480, MidiTextKind.Lyric, "light")
            .Text(1440, MidiTextKind.Marker, "B")
            .Note(0, 4800, 0, 60, 100);
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, MidiFile.Read(file.ToBytes(), "song"));

        Assert.Equal(1, player.Place.TextsDue);
        bench.Render(0.6);
        var place = player.Place;
        Assert.Equal((2, 120.0, 1L, 2, 3), (place.TextsDue, place.QuartersPerMinute, place.Bar, place.Beat, place.Signature.Beats));
        Assert.InRange(place.Tick, 575, 577);
        player.Seek(2);
        place = player.Place;
        Assert.Equal((3, 60.0, 2L, 1, 1440L), (place.TextsDue, place.QuartersPerMinute, place.Bar, place.Beat, place.Tick));
        player.Seek(0.1);
        Assert.Equal(1, player.Place.TextsDue);
        var sum = 0L;
        Assert.Equal(0, AllocationMeter.LeastOf(() => sum += player.Place.Tick));
    }

    [Fact]
    public void The_loop_that_a_song_marks_can_be_played()
    {
        var file = new MidiFileBuilder(480).Tempo(0, 120);
        file.Track().Text(960, MidiTextKind.Marker, "loopStart").Text(3840, MidiTextKind.Marker, "loopEnd").Note(0, 4800, 0, 60, 100);
        var song = MidiFile.Read(file.ToBytes(), "song");
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);

        player.Loop = LoopSpan.Of(song.Loop!);

        Assert.Equal(new LoopSpan(1, 4, 0), player.Loop);
        bench.Render(4.5);
        Assert.Equal(1.5, player.Seconds, 0.002);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using var stage = new Stage(track => track.Note(0, 100, 0, 60, 127), seconds: 2);
        var player = stage.Player;

        Assert.Throws<ArgumentOutOfRangeException>(() => player.Loop = new LoopSpan(1, 1.001));
        Assert.Throws<ArgumentOutOfRangeException>(() => player.Loop = new LoopSpan(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => player.Loop = new LoopSpan(3, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => player.Loop = new LoopSpan(0, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => player.Loop = new LoopSpan(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => player.Speed = 0.05);
        Assert.Throws<ArgumentOutOfRangeException>(() => player.Speed = double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => player.Transposition = 49);
        Assert.Throws<ArgumentOutOfRangeException>(() => player.Seek(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => player.SetMuted(256, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => player.IsSoloed(-1));
        Assert.Null(player.Loop);
    }

    [Fact]
    public void Orders_of_other_threads_are_followed_while_one_renders()
    {
        using var stage = new Stage(track =>
        {
            for (var i = 0; i < 400; i++)
            {
                track.Note(i * Second / 20, Second / 30, i % 4, 40 + (i % 40), 100).Control(i * Second / 20, i % 4, 7, i % 128);
            }
        });
        var isOver = false;
        void Ask(Action<int> order)
        {
            for (var i = 0; !Volatile.Read(ref isOver); i++)
            {
                order(i);
                Assert.InRange(stage.Player.Seconds, 0, 60);
                Assert.InRange(stage.Player.RemainingSeconds, 0, double.PositiveInfinity);
            }
        }

        Patience.RunTogether(
            () =>
            {
                try
                {
                    for (var i = 0; i < 400; i++)
                    {
                        Assert.DoesNotContain(stage.Bench.Render(0.02).Left, value => !float.IsFinite(value));
                    }
                }
                finally
                {
                    Volatile.Write(ref isOver, true);
                }
            },
            () => Ask(i => stage.Player.Seek(i % 17)),
            () => Ask(i => (stage.Player.Speed, stage.Player.Transposition) = (0.5 + (i % 4), (i % 9) - 4)),
            () => Ask(i => stage.Player.SetMuted(i % 4, i % 3 == 0)),
            () => Ask(i => stage.Player.Loop = i % 2 == 0 ? null : new LoopSpan(1, 2, i % 5)));

        // The last word counts, and what was never taken back holds.
        stage.Player.Stop();
        stage.Bench.Render(0.1);
        Assert.Equal(0, stage.Player.Seconds);
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
        Assert.Null(stage.Player.ScoutFault);
    }

    [Fact]
    public void Nothing_that_is_asked_for_allocates_on_the_rendering_thread()
    {
        using var stage = new Stage(track =>
        {
            for (var i = 0; i < 400; i++)
            {
                track.Note(i * Second / 40, Second / 30, i % 4, 40 + (i % 40), 100).Control(i * Second / 40, i % 4, 7, i % 128);
            }
        });
        var player = stage.Player;
        var (left, right) = (new float[441], new float[441]);
        var sum = 0.0;
        player.RestrikesHeldNotes = true;

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var i = 0; i < 60; i++)
            {
                player.Seek(i % 9);
                player.Speed = 0.5 + (i % 3);
                player.Transposition = (i % 9) - 4.5;
                player.SetMuted(i % 4, i % 3 == 0);
                player.SetSoloed(i % 4, i % 5 == 0);
                player.Loop = new LoopSpan(1, 1.1, i % 3);
                player.Render(left, right);
                player.Pause();
                player.Render(left, right);
                player.Resume();
                player.EndSeconds = 5 + (i % 3);
                for (var blocks = 0; blocks < 20; blocks++)
                {
                    player.Render(left, right);
                    sum += player.Seconds + player.RemainingSeconds + (player.IsAtEnd ? 1 : 0);
                }
            }
        });

        Assert.Equal(0, allocated);
        Assert.True(sum > 0);
    }

    [Fact]
    public void Another_song_may_be_put_on_while_one_plays_and_the_first_ones_notes_end()
    {
        using var stage = new Stage(track => track.Note(0, 10 * Second, 0, 60, 127));
        stage.Bench.Render(1);
        using var next = new SongPlayer(stage.Bench.Synthesizer, Song(track => track.Note(Second, Second, 0, 72, 127), 3));
        stage.Player.Dispose(); // later than the other came: that one stays

        stage.Bench.Render(0.9);
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
        stage.Bench.Render(0.2);

        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Neither_a_jump_nor_a_pause_lifts_keys_that_are_held_live(bool isPause)
    {
        using var stage = new Stage(track => track.Note(Second, Second / 50, 1, 60, 127));
        stage.Player.Loop = new LoopSpan(1, 2);
        stage.Bench.Strike(60).Strike(60); // the earlier stroke is over, and its key-up is still to come
        stage.Bench.Send(MidiMessage.Control(2, 126, 1)).Strike(60, channel: 2).Strike(64, channel: 2);
        stage.Bench.Render(1.5);
        if (isPause)
        {
            stage.Player.Pause();
        }

        stage.Bench.Render(1);
        Assert.Equal(2, stage.Bench.Synthesizer.VoiceCount);

        stage.Bench.Send(MidiMessage.NoteOff(0, 60)).Render(0.3);
        Assert.Equal(2, stage.Bench.Synthesizer.VoiceCount);
        stage.Bench.Send(MidiMessage.NoteOff(0, 60)).Render(0.3);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
        stage.Bench.Send(MidiMessage.NoteOff(2, 64)).Render(0.4);
        Assert.Equal(441, SynthBench.Frequency(stage.Bench.Render(0.1).Left), 0.5); // the other key that is held
    }

    [Fact]
    public void A_key_that_score_and_player_hold_together_stays_with_the_one_when_the_other_lets_it_go()
    {
        using var stage = new Stage(track => track.Note(Second, Second, 0, 60, 127));
        stage.Bench.Strike(60).Render(1.5);
        Assert.Equal(2, stage.Bench.Synthesizer.VoiceCount);

        stage.Bench.Render(1);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
        stage.Bench.Send(MidiMessage.NoteOff(0, 60)).Render(0.1);
        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Where_one_note_sounds_at_a_time_a_live_key_comes_back_as_a_live_one()
    {
        using var stage = new Stage(track => track.Control(0, 0, 126, 1).Note(Second, Second / 2, 0, 60, 127));
        stage.Player.Transposition = 12;
        stage.Bench.Render(0.5);
        stage.Bench.Strike(64).Render(0.8);
        Assert.Equal(882, SynthBench.Frequency(stage.Bench.Render(0.1).Left.AsSpan(Second / 20)), 5.0);

        stage.Bench.Render(0.5); // the song's key comes up

        Assert.Equal(441 * Math.Pow(2, 4 / 12.0), SynthBench.Frequency(stage.Bench.Render(0.1).Left), 0.5);
        stage.Player.Dispose();
        stage.Bench.Render(0.5);
        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_player_whose_place_another_has_taken_commands_nothing_any_more()
    {
        using var stage = new Stage(track => track.Note(0, 10 * Second, 0, 60, 127));
        stage.Bench.Render(0.5);
        using var next = new SongPlayer(stage.Bench.Synthesizer, Song(track => track.Note(0, 3 * Second, 0, 60, 127), 3));
        stage.Bench.Render(0.5);

        stage.Player.Transposition = 12;
        stage.Player.SetMuted(0, true);
        stage.Player.Seek(5);
        stage.Player.Pause();

        Assert.Equal(441, SynthBench.Frequency(stage.Bench.Render(0.5).Left), 0.5);
        Assert.InRange(next.Seconds, 0.99, 1.01);
        Assert.Equal((12, true, true), (stage.Player.Transposition, stage.Player.IsMuted(0), stage.Player.IsPaused)); // what it was asked for
    }

    [Fact]
    public void A_disposed_player_refuses_orders_and_leaves_what_is_played_live_alone()
    {
        using var stage = new Stage(track => track.Note(0, 10 * Second, 0, 60, 127));
        stage.Bench.Render(0.5);
        stage.Player.Dispose();
        stage.Bench.Render(0.5);
        stage.Bench.Strike(60).Render(0.1);

        Assert.Throws<ObjectDisposedException>(() => stage.Player.Seek(1));
        Assert.Throws<ObjectDisposedException>(stage.Player.Stop);
        Assert.Throws<ObjectDisposedException>(() => stage.Player.Transposition = 12);
        Assert.Throws<ObjectDisposedException>(() => stage.Player.SetMuted(0, true));

        Assert.Equal(441, SynthBench.Frequency(stage.Bench.Render(0.5).Left), 0.5);
    }

    private static int FirstSound(ReadOnlySpan<float> signal) => signal.IndexOfAnyExcept(0f);

    private static MidiFile Song(Action<MidiTrackBuilder> events, double seconds)
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        var track = file.Track();
        events(track);
        track.Note((long)(seconds * Second) - 1, 1, 15, 0, 1);
        return MidiFile.Read(file.ToBytes(), "song");
    }

    private sealed class Stage : IDisposable
    {
        public Stage(Action<MidiTrackBuilder> events, double seconds = 40)
        {
            Song = PlayerTransportTests.Song(events, seconds);
            Bench = new SynthBench(Bank());
            Player = new SongPlayer(Bench.Synthesizer, Song);
        }

        public MidiFile Song { get; }

        public SynthBench Bench { get; }

        public SongPlayer Player { get; }

        public void Dispose()
        {
            Player.Dispose();
            Bench.Dispose();
        }
    }

    /// <summary>A sine that begins with its peak, as program 1 an octave higher; as drums the same.</summary>
    private static SoundFontBuilder Bank()
    {
        var bank = new SoundFontBuilder();
        short[] points = [.. Enumerable.Range(0, 1600).Select(i => (short)Math.Round(20000 * Math.Cos(2 * Math.PI * i / 100)))];
        var sample = bank.AddSample("sine", points, SynthBench.Rate, 60, 0, 1600);
        foreach (var (number, program) in new[] { (0, 0), (0, 1), (128, 0) })
        {
            var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1).With(GeneratorType.CoarseTune, 12 * program);
            bank.AddPreset("preset", number, program, new ZoneBuilder(bank.AddInstrument("instrument", zone)));
        }

        return bank;
    }
}
