using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>Loops, of the song's own and of a chosen span.</summary>
public class PlayerLoopTests
{
    private const int Second = TransportStage.Second;

    [Fact]
    public void A_loop_comes_round_on_the_frame_whatever_its_length()
    {
        // 10,000.4 frames of a loop, at 1.3 times the tempo: the n-th round begins where it should, to the frame.
        const double Length = 10_000.4 / Second;
        using var stage = new TransportStage(track => track.Note(Second, 100, 0, 60, 127), seconds: 3);
        stage.Player.Loop = new LoopSpan(1, 1 + Length, 40);
        stage.Player.Speed = 1.3;

        var left = stage.Bench.Render(1 + (40 * Length)).Left;

        for (var round = 0; round < 40; round++)
        {
            var start = (int)((Second + (round * Length * Second)) / 1.3);
            Assert.InRange(TransportStage.FirstSound(left.AsSpan(start - 100)), 99, 103);
        }

        Assert.Equal((3 + (39 * Length)) / 1.3, stage.Player.LengthSeconds, 1e-9);
    }

    [Fact]
    public void A_jump_lets_go_of_keys_and_resets_nothing()
    {
        using var stage = new TransportStage(track => track
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
        using var stage = new TransportStage(track => track.Note(0, 100, 0, 60, 127).Note(2 * Second, 100, 0, 60, 127), seconds: 3);
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
        using var stage = new TransportStage(track => track.Note(0, 100, 0, 60, 127), seconds: 2);
        stage.Player.Loop = new LoopSpan(1, stage.Song.Seconds);

        stage.Bench.Render(10);

        Assert.InRange(stage.Player.Seconds, 1, 2);
        Assert.False(stage.Player.IsAtEnd);
    }

    [Fact]
    public void An_end_before_the_loops_end_is_the_end()
    {
        using var stage = new TransportStage(track => track.Note(0, 100, 0, 60, 127), seconds: 4);
        stage.Player.Loop = new LoopSpan(1, 3);
        stage.Player.EndSeconds = 2;

        Assert.Equal(2, stage.Player.LengthSeconds, 1e-9);
        stage.Bench.Render(2.1);

        Assert.True(stage.Player.IsAtEnd);
    }

    [Fact]
    public void A_seek_into_a_loop_begins_its_rounds_anew_and_one_behind_it_leaves_it()
    {
        using var stage = new TransportStage(track => track.Note(0, 100, 0, 60, 127), seconds: 4);
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
    public void The_loop_that_a_song_marks_can_be_played()
    {
        var file = new MidiFileBuilder(480).Tempo(0, 120);
        file.Track().Text(960, MidiTextKind.Marker, "loopStart").Text(3840, MidiTextKind.Marker, "loopEnd").Note(0, 4800, 0, 60, 100);
        var song = MidiFile.Read(file.ToBytes(), "song");
        using var bench = new SynthBench(TransportStage.Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);

        player.Loop = LoopSpan.Of(song.Loop!);

        Assert.Equal(new LoopSpan(1, 4, 0), player.Loop);
        bench.Render(4.5);
        Assert.Equal(1.5, player.Seconds, 0.002);
    }
}
