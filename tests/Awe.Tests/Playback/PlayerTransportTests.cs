using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>Seek, pause, tempo, key, channels: what is heard of them, and when.</summary>
public class PlayerTransportTests
{
    private const int Second = TransportStage.Second;

    [Fact]
    public void A_pause_releases_what_sounds_and_keeps_the_place()
    {
        using var stage = new TransportStage(track => track.Control(0, 0, 64, 127).Note(0, 8 * Second, 0, 60, 127));
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
        using var stage = new TransportStage(track => track.Note(0, Second / 2, 0, 60, 127).Note(2 * Second, Second, 0, 72, 127));
        stage.Bench.Render(1);
        stage.Player.Pause();
        stage.Bench.Render(5);
        var stood = stage.Player.Seconds;

        stage.Player.Resume();
        var from = stage.Bench.Synthesizer.Frame;
        var left = stage.Bench.Render(2).Left;

        Assert.Equal(stood + 2, stage.Player.Seconds, 0.002);
        Assert.Equal((2 - stood) * Second, TransportStage.FirstSound(left), 100.0);
        Assert.True(from > 0);
    }

    [Fact]
    public void What_the_song_holds_is_struck_again_after_a_pause_or_a_seek_if_that_is_wanted()
    {
        using var stage = new TransportStage(track => track.Note(0, 4 * Second, 0, 60, 127).Note(0, Second, 0, 64, 127));
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
        using var stage = new TransportStage(track => track.Note(0, 4 * Second, 0, 60, 127));
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
        using var stage = new TransportStage(track => track.Note(0, 4 * Second, 0, 60, 127));
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
        using var stage = new TransportStage(track => track.Note(Second / 2, Second / 100, 0, 60, 127).Note(Second, 1, 0, 72, 127));
        stage.Player.Speed = speed;

        var left = stage.Bench.Render((1.1 / speed) + 0.2).Left;

        Assert.Equal(Math.Round(0.5 / speed * Second), TransportStage.FirstSound(left), 1.0);
        Assert.Equal(Math.Round(1 / speed * Second), TransportStage.FirstSound(left.AsSpan((int)(0.8 / speed * Second))) + (int)(0.8 / speed * Second), 1.0);
    }

    [Fact]
    public void Changes_of_tempo_do_not_add_up_to_a_drift()
    {
        using var stage = new TransportStage(track => track.Note(30 * Second, Second, 0, 60, 127));
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
        Assert.Equal((30 * Second) - place, TransportStage.FirstSound(stage.Bench.Render(30 - (place / Second) + 0.1).Left), 1.0);
    }

    [Fact]
    public void A_transposition_moves_notes_and_leaves_drums()
    {
        using var stage = new TransportStage(track => track.Note(0, Second, 0, 60, 127).Note(2 * Second, Second, 9, 60, 127));
        stage.Player.Transposition = 12;

        Assert.Equal(882, SynthBench.Frequency(stage.Bench.Render(0.5).Left), 0.5);
        stage.Bench.Render(1.6);
        Assert.Equal(441, SynthBench.Frequency(stage.Bench.Render(0.5).Left), 0.5);
    }

    [Fact]
    public void Cents_of_a_transposition_are_heard_at_once()
    {
        using var stage = new TransportStage(track => track.Note(0, 4 * Second, 0, 60, 127));
        stage.Bench.Render(0.5);

        stage.Player.Transposition = -0.25;
        stage.Bench.Render(0.1);

        Assert.Equal(-25, SynthBench.Cents(SynthBench.Frequency(stage.Bench.Render(1).Left) / 441), 0.5);
    }

    [Fact]
    public void A_note_ends_with_its_own_key_though_the_transposition_has_changed_meanwhile()
    {
        using var stage = new TransportStage(track => track.Note(0, Second, 0, 60, 127).Note(Second / 2, Second, 0, 64, 127));
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
        using var stage = new TransportStage(track => track.Note(0, Second, 0, 20, 127));
        stage.Player.Transposition = -24;

        Assert.Equal(441 * Math.Pow(2, (8 - 60) / 12.0), SynthBench.Frequency(stage.Bench.Render(1).Left), 0.3);
    }

    [Fact]
    public void A_muted_channel_falls_silent_and_comes_back_with_its_own_program()
    {
        using var stage = new TransportStage(track => track
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
        using var stage = new TransportStage(track => track
            .Control(0, 0, 126, 1)
            .Note(0, 4 * Second, 0, 60, 127)
            .Note(Second / 2, Second, 0, 64, 127));
        stage.Bench.Render(1);
        stage.Player.SetMuted(0, true);

        stage.Bench.Render(1);

        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void An_end_that_is_moved_away_after_it_was_played_does_not_bring_what_lay_between_at_once()
    {
        using var stage = new TransportStage(track =>
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
        using var stage = new TransportStage(track => track
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
        using var stage = new TransportStage(track => track.Note(0, 4 * Second, 0, 60, 127));
        stage.Player.RestrikesHeldNotes = true;
        stage.Player.Seek(1);

        stage.Bench.Render(1);

        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_note_that_is_struck_again_does_not_come_gliding()
    {
        using var stage = new TransportStage(track => track
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
        using var stage = new TransportStage(track => track.Note(0, Second, 0, 60, 127).Note(0, Second, 1, 60, 127).Note(0, Second, 2, 60, 127));
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
        using var stage = new TransportStage(track => track.Note(0, 4 * Second, 0, 60, 127));
        stage.Player.SetMuted(0, true);
        stage.Bench.Render(0.1);

        stage.Bench.Strike(60);
        stage.Bench.Render(0.1);

        Assert.Equal(1, stage.Bench.Synthesizer.VoiceCount);
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
        using var bench = new SynthBench(TransportStage.Bank());
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
    public void What_cannot_be_is_refused()
    {
        using var stage = new TransportStage(track => track.Note(0, 100, 0, 60, 127), seconds: 2);
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
}
