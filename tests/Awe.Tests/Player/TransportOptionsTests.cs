using System.Runtime.InteropServices;
using Awe.Midi;
using Awe.Player;
using Awe.Tests.Playback;

namespace Awe.Tests.Player;

/// <summary>What <c>awe render</c> does with tempo, key, channels, loops and stems.</summary>
public sealed class TransportOptionsTests : IDisposable
{
    private const int Rate = 44100;
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    [Fact]
    public void A_tempo_changes_the_length_of_the_file()
    {
        Assert.Equal(4.0, Seconds(Render()), 1e-3);
        Assert.Equal(4.0 / 1.6, Seconds(Render("--tempo", "160%")), 1e-3);
        Assert.Equal(2.0 / 0.5, Seconds(Render("--tempo", "50%", "--start", "1", "--end", "3")), 1e-3);
    }

    [Fact]
    public void The_songs_own_loop_is_played_as_often_as_is_said()
    {
        Assert.Equal(4.0 + (3 * 2.0), Seconds(Render("--loops", "4")), 1e-3);
        Assert.Equal((4.0 + 2.0) / 2, Seconds(Render("--loops", "2", "--tempo", "200%")), 1e-3);
    }

    [Fact]
    public void A_song_that_marks_no_loop_is_played_straight_through_with_a_warning()
    {
        var song = _awe.File("plain.mid", Song(isLooped: false));
        var outcome = _awe.Run("render", song, "-f", Bank(), "-o", _awe.Path("plain.wav"), "--tail", "0", "--loops", "3", "--format", "f32");

        Assert.Equal(ExitCode.Done, outcome.Code);
        Assert.Contains("plain.mid: marks no loop; played straight through", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(4.0, Seconds(Read(_awe.Path("plain.wav"))), 1e-3);
    }

    [Fact]
    public void Muted_channels_are_not_in_the_file_and_soloed_ones_alone_are()
    {
        var first = Render("--mute", "2");

        Assert.True(Energy(first) > 0 && Energy(Render()) > Energy(first));
        Assert.Equal(first, Render("--solo", "1"));
        Assert.Equal(0, Energy(Render("--solo", "1", "--mute", "1")));
    }

    [Fact]
    public void A_channel_that_the_song_cannot_have_is_refused()
    {
        var outcome = _awe.Run("render", _awe.File("song.mid", Song()), "-f", Bank(), "--solo", "17");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("found channel 17, expected 1 to 16", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transposition_moves_the_pitch()
    {
        double Pitch(params string[] options) => SynthBench.Frequency(Left(Render([.. options, "--solo", "1"])).AsSpan(4410, Rate));

        Assert.Equal(1200, SynthBench.Cents(Pitch("--transpose", "12") / Pitch()), 2.0);
        Assert.Equal(-50, SynthBench.Cents(Pitch("--transpose", "-0.5") / Pitch()), 2.0);
    }

    [Fact]
    public void Stems_are_a_file_for_each_channel_with_notes_and_add_up_to_the_whole()
    {
        var stems = _awe.Path("stems");
        var whole = Render("--stems", stems);

        Assert.Equal(["song-01.wav", "song-02.wav"], Directory.GetFiles(stems).Select(Path.GetFileName).Order());
        var (first, second) = (Read(Path.Combine(stems, "song-01.wav")), Read(Path.Combine(stems, "song-02.wav")));
        Assert.True(Energy(first) > 0 && Energy(second) > 0);
        for (var i = 0; i < whole.Length; i++)
        {
            Assert.Equal(whole[i], first[i] + second[i], 1e-5);
        }
    }

    [Fact]
    public void Stems_alone_leave_no_file_of_the_whole()
    {
        var stems = _awe.Path("alone");

        var outcome = _awe.Run("render", _awe.File("song.mid", Song()), "-f", Bank(), "--stems", stems, "--mute", "1");

        Assert.Equal(ExitCode.Done, outcome.Code);
        Assert.Equal(["song-02.wav"], Directory.GetFiles(stems).Select(Path.GetFileName));
        Assert.False(File.Exists("song.wav"));
    }

    [Fact]
    public void The_whole_is_not_written_over_by_a_stem()
    {
        var stems = _awe.Path("both");
        var whole = Path.Combine(stems, "song-02.wav");

        var outcome = _awe.Run("render", _awe.File("song.mid", Song()), "-f", Bank(), "--stems", stems, "-o", whole);

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains($"--output {whole}: this is also one of the files of --stems", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(whole));
    }

    [Fact]
    public void Channels_without_notes_are_told_when_nothing_else_is_left()
    {
        var song = _awe.File("song.mid", Song());

        var alone = _awe.Run("render", song, "-f", Bank(), "--stems", _awe.Path("none"), "--solo", "12");
        var whole = _awe.Run("render", song, "-f", Bank(), "-o", _awe.Path("silent.wav"), "--solo", "1", "--mute", "1");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (alone.Code, whole.Code));
        Assert.Contains("found no notes in the channels to be heard; --stems", alone.Error, StringComparison.Ordinal);
        Assert.Contains("--mute and --solo leave no channel that has notes", whole.Error, StringComparison.Ordinal);
    }

    private float[] Render(params string[] options)
    {
        var output = _awe.Path("out.wav");
        var outcome = _awe.Run([
            "render", _awe.File("song.mid", Song()), "-f", Bank(), "-o", output, "--tail", "0", "--format", "f32",
            "--limiter", "off", "--reverb", "off", "--chorus", "off", .. options]);
        Assert.True(outcome.Code == ExitCode.Done, outcome.Error);
        return Read(output);
    }

    private string Bank() => File.Exists(_awe.Path("bank.sf2"))
        ? _awe.Path("bank.sf2")
        : _awe.File("bank.sf2", SynthBench.Bank(SynthBench.Sine(100)).ToBytes());

    // Left and right in turns.
    private static float[] Read(string path) => MemoryMarshal.Cast<byte, float>(WavFile.Parse(File.ReadAllBytes(path)).Chunks["data"]).ToArray();

    private static float[] Left(float[] frames) => [.. Enumerable.Range(0, frames.Length / 2).Select(i => frames[2 * i])];

    private static double Seconds(float[] frames) => frames.Length / 2.0 / Rate;

    private static double Energy(float[] frames) => frames.Sum(value => (double)value * value);

    // Four seconds; the middle two are the loop.
    private static byte[] Song(bool isLooped = true)
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        var track = file.Track();
        track.Note(0, 3 * Rate, 0, 60, 100).Note(2 * Rate, Rate, 1, 67, 100).Note((4 * Rate) - 1, 1, 1, 60, 1);
        if (isLooped)
        {
            track.Text(Rate, MidiTextKind.Marker, "loopStart").Text(3 * Rate, MidiTextKind.Marker, "loopEnd");
        }

        return file.ToBytes();
    }
}
