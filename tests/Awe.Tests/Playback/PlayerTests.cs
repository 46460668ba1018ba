using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

public class PlayerTests
{
    // 22050 ticks a quarter at 120: a tick is a frame.
    private const int Second = SynthBench.Rate;

    [Fact]
    public void A_seek_brings_the_controllers_and_the_program_that_a_fresh_play_has_there()
    {
        // Both are whole quanta: envelopes step by quanta.
        const int Note = 2000 * Synthesizer.QuantumFrames;
        const int Before = 10 * Synthesizer.QuantumFrames;
        var song = Song(track => track
            .Program(0, 0, 1)
            .Control(Second / 2, 0, 7, 40)
            .Control(Second / 2, 0, 10, 100)
            .PitchWheel(Second, 0, 10000)
            .Note(Note, Second, 0, 60, 100));

        var played = Play(song, 0, 3.5)[Note..];
        var sought = Play(song, (Note - Before) / (double)Second, 0.5)[Before..];

        Assert.Equal(played[..sought.Length], sought);
        Assert.Contains(sought, value => value != 0);
    }

    [Fact]
    public void A_note_at_the_target_sounds_and_one_held_across_it_does_not()
    {
        var song = Song(track => track.Note(0, 4 * Second, 0, 48, 127).Note(2 * Second, Second, 0, 72, 127));
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);

        player.Seek(2);

        Assert.Equal(882, SynthBench.Frequency(bench.Render(0.5).Left), 0.5);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_pedal_that_is_down_at_the_target_holds()
    {
        var song = Song(track => track.Control(0, 0, 64, 127).Note(2 * Second, 1000, 0, 60, 127).Control(8 * Second, 0, 64, 0));
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);

        player.Seek(2);
        bench.Render(1);

        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Seeking_back_is_as_if_what_was_later_had_never_been()
    {
        var song = Song(track => track
            .Control(0, 0, 7, 90)
            .Note(Second, Second, 0, 60, 127)
            .Control(2 * Second, 0, 7, 1)
            .Control(2 * Second, 0, 64, 127)
            .Program(2 * Second, 0, 1)
            .SysEx(2 * Second, 0x7F, 0x7F, 0x04, 0x01, 0x00, 0x10)
            .Note(3 * Second, Second, 0, 72, 127));
        var fresh = Play(song, 0.5, 1.4);
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);
        bench.Render(3.3);

        player.Seek(0.5);

        // What has been rendered is heard to its end, and what sounded fades within four milliseconds; the song's place counts from the
        // next quantum on.
        Assert.Equal(0.5, player.Seconds, 1e-9);
        var rest = (int)(bench.Synthesizer.NextQuantumFrame - bench.Synthesizer.Frame);
        Assert.Equal(fresh[256..], SynthBench.Render(bench.Synthesizer, rest + fresh.Length).Left[(rest + 256)..]);
    }

    [Fact]
    public void A_seek_past_the_end_goes_to_the_end()
    {
        var song = Song(track => track.Note(0, Second, 0, 60, 127));
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);

        player.Seek(double.PositiveInfinity);

        Assert.Equal(song.Seconds, player.Seconds, 1e-3);
        Assert.All(bench.Render(0.1).Left, value => Assert.Equal(0, value));
        Assert.True(player.IsAtEnd);
    }

    [Fact]
    public void The_end_comes_with_the_songs_last_frame_and_not_before()
    {
        var song = Song(track => track.Note(0, Second, 0, 60, 127));
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);

        bench.Render(song.Seconds - 0.01);
        Assert.False(player.IsAtEnd);
        bench.Render(0.02);
        Assert.True(player.IsAtEnd);
    }

    [Fact]
    public void Finishing_lets_everything_go_without_a_click()
    {
        // A key that is never let up, under a pedal that stays down.
        byte[] file =
        [
            .. "MThd"u8, 0, 0, 0, 6, 0, 0, 0, 1, 0x03, 0xC0,
            .. "MTrk"u8, 0, 0, 0, 13, 0, 0xB0, 64, 127, 0, 0x90, 60, 127, 0x8F, 0, 0xFF, 0x2F, 0,
        ];
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, MidiFile.Read(file, "song"));
        bench.Render(0.5);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);

        player.EndSeconds = player.Seconds;
        var left = bench.Render(0.2).Left;

        Assert.Equal(0, bench.Synthesizer.VoiceCount);
        for (var i = 1; i < left.Length; i++)
        {
            // The sine's own slope, no more: 441 Hz at most 0.43 of full scale.
            Assert.InRange(Math.Abs(left[i] - left[i - 1]), 0, 0.03);
        }
    }

    [Fact]
    public void A_synthesizer_that_was_let_go_plays_no_more_of_the_song()
    {
        var song = Song(track => track.Note(Second, Second, 0, 60, 127));
        using var bench = new SynthBench(Bank());
        using (new SongPlayer(bench.Synthesizer, song))
        {
            bench.Render(0.5);
        }

        Assert.All(bench.Render(1).Left, value => Assert.Equal(0, value));
    }

    private static float[] Play(MidiFile song, double from, double seconds)
    {
        using var bench = new SynthBench(Bank());
        using var player = new SongPlayer(bench.Synthesizer, song);
        player.Seek(from);
        return bench.Render(seconds).Left;
    }

    private static MidiFile Song(Func<MidiTrackBuilder, MidiTrackBuilder> events)
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        events(file.Track());
        return MidiFile.Read(file.ToBytes(), "song");
    }

    /// <summary>A sine, and as program 1 the same an octave higher.</summary>
    private static SoundFontBuilder Bank()
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("sine", SynthBench.Sine(100), SynthBench.Rate, 60, 0, 1600);
        foreach (var program in new[] { 0, 1 })
        {
            var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1).With(GeneratorType.CoarseTune, 12 * program);
            bank.AddPreset("preset", 0, program, new ZoneBuilder(bank.AddInstrument("instrument", zone)));
        }

        return bank;
    }
}
