using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>A player shares its synthesizer: with other threads, with who plays live, with the player before and after it.</summary>
public class PlayerSharingTests
{
    private const int Second = TransportStage.Second;

    [Fact]
    public void Another_player_begins_in_its_own_key_with_all_channels()
    {
        using var bench = new SynthBench(TransportStage.Bank());
        var song = TransportStage.SongOf(track => track.Note(0, Second, 0, 60, 127), seconds: 2);
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
        using var bench = new SynthBench(TransportStage.Bank());
        using (var player = new SongPlayer(bench.Synthesizer, TransportStage.SongOf(track => track.Note(0, Second, 0, 60, 127), seconds: 2)))
        {
            player.Transposition = 0.4;
            bench.Render(0.1);
        }

        bench.Render(0.5);
        bench.Strike(60);

        Assert.Equal(441, SynthBench.Frequency(bench.Render(0.5).Left), 0.5);
    }

    [Fact]
    public void A_player_that_takes_the_place_of_another_ends_its_notes()
    {
        using var stage = new TransportStage(track => track.Control(0, 0, 64, 127).Note(0, 4 * Second, 0, 60, 127));
        stage.Bench.Render(1);

        using var second = new SongPlayer(stage.Bench.Synthesizer, TransportStage.SongOf(track => track.Note(Second, Second, 0, 60, 127), seconds: 2));
        stage.Bench.Render(0.1);

        Assert.Equal(0, stage.Bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Orders_of_other_threads_are_followed_while_one_renders()
    {
        using var stage = new TransportStage(track =>
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
        using var stage = new TransportStage(track =>
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
        using var stage = new TransportStage(track => track.Note(0, 10 * Second, 0, 60, 127));
        stage.Bench.Render(1);
        using var next = new SongPlayer(stage.Bench.Synthesizer, TransportStage.SongOf(track => track.Note(Second, Second, 0, 72, 127), 3));
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
        using var stage = new TransportStage(track => track.Note(Second, Second / 50, 1, 60, 127));
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
        using var stage = new TransportStage(track => track.Note(Second, Second, 0, 60, 127));
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
        using var stage = new TransportStage(track => track.Control(0, 0, 126, 1).Note(Second, Second / 2, 0, 60, 127));
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
        using var stage = new TransportStage(track => track.Note(0, 10 * Second, 0, 60, 127));
        stage.Bench.Render(0.5);
        using var next = new SongPlayer(stage.Bench.Synthesizer, TransportStage.SongOf(track => track.Note(0, 3 * Second, 0, 60, 127), 3));
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
        using var stage = new TransportStage(track => track.Note(0, 10 * Second, 0, 60, 127));
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
}
