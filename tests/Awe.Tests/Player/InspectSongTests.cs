using System.Text.Json;
using Awe.Midi;
using Awe.Player;
using Awe.Tests.Midi;

namespace Awe.Tests.Player;

/// <summary>Inspect on songs of every kind, and on all that there are.</summary>
public sealed class InspectSongTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public static TheoryData<string> Folders => ["conformance", "songs", "odd", "dense", "timing", "spec", "gs"];

    public void Dispose() => _awe.Dispose();

    [Fact]
    public async Task A_pipe_is_read_once_and_whole()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no named pipes among files");
        var pipe = _awe.Path("pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var bank = Rmid.Form("RIFF", "sfbk");
        var song = Rmid.File(Rmid.Chunk("data", Smf.OneTrack("00 90 3C 40 60 80 3C 40" + Smf.EndOfTrack)), bank);
        var writing = Task.Run(() => File.WriteAllBytes(pipe, song), TestContext.Current.CancellationToken);
        var outcome = _awe.Run("inspect", pipe);
        await writing;

        Assert.Equal((ExitCode.Done, ""), (outcome.Code, outcome.Error));
        Assert.Contains("a pipe ignored", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_song_of_the_corpus_is_told_as_an_independent_reader_reads_it(string folder)
    {
        var paths = Directory.GetFiles(TestFiles.Shared("corpus", "midi", folder));
        var counted = Python.Run(TestFiles.Shared("tools", "midi_probe.py"), paths.Prepend("--json"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(facts => facts.GetProperty("path").GetString()!);
        Assert.Equal(paths.Length, counted.Count);

        foreach (var path in paths)
        {
            var text = _awe.Run("inspect", path);
            if (counted[path].TryGetProperty("seconds", out _))
            {
                Assert.Equal((ExitCode.Done, ""), (text.Code, text.Error));
                Compare(Json(path), counted[path], text.Out);
            }
            else
            {
                Assert.Equal(ExitCode.BadInput, text.Code);
                Assert.StartsWith($"awe: {path}: ", text.Error, StringComparison.Ordinal);
                Assert.Single(text.Error.TrimEnd().Split('\n'));
            }
        }
    }

    [Fact]
    public void A_loop_is_told_and_that_the_length_is_once_through()
    {
        var song = new MidiFileBuilder(480);
        song.Track().Note(0, 960, 0, 60, 100).Control(480, 0, 116, 3).Control(960, 0, 117, 127);
        var file = _awe.File("song.mid", song.ToBytes());

        var loop = Json(file).GetProperty("loop");
        var text = _awe.Run("inspect", file).Out;

        Assert.Equal(
            ("controllers116And117", 0.5, 1.0, 3),
            (loop.GetProperty("convention").GetString(), loop.GetProperty("startSeconds").GetDouble(),
                loop.GetProperty("endSeconds").GetDouble(), loop.GetProperty("passes").GetInt32()));
        Assert.Contains("length       0:01.0 once through", text, StringComparison.Ordinal);
        Assert.Contains("loop         0:00.5 to 0:01.0, 3 times in all (controllers 116 and 117)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_karaoke_file_is_told_with_its_words()
    {
        var file = TestFiles.Shared("corpus", "midi", "odd", "e2m5.kar");

        var lyrics = Json(file).GetProperty("lyrics");
        var text = _awe.Run("inspect", file).Out;

        Assert.Equal("ENGL", lyrics.GetProperty("language").GetString());
        Assert.Equal(["Test words", "Made for a parser test"], lyrics.GetProperty("titles").EnumerateArray().Select(title => title.GetString()));
        Assert.All(lyrics.GetProperty("lines").EnumerateArray(), line => Assert.NotEqual("", line.GetProperty("text").GetString()));
        Assert.Contains("lyrics       184 lines, language ENGL", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Songs_of_other_formats_say_which_and_that_they_have_no_tempo()
    {
        var song = Smf.ReadTrack("00 90 3C 40 60 80 3C 40" + Smf.EndOfTrack);
        var xmi = _awe.File("song.xmi", XmiWriter.Write(song, song));
        var mus = _awe.File("song.lmp", MusWriter.Write(song));

        Assert.Equal(("xmi", 2), (Json(xmi).GetProperty("type").GetString(), Json(xmi).GetProperty("songs").GetInt32()));
        Assert.Equal("mus", Json(mus).GetProperty("type").GetString());
        Assert.False(Json(mus).TryGetProperty("tempoLowest", out _));
        Assert.Contains("format       XMI (Miles Sound System), 2 songs", _awe.Run("inspect", xmi).Out, StringComparison.Ordinal);
        Assert.Contains("tempo        none, 140 ticks a second", _awe.Run("inspect", mus).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_song_that_counts_SMPTE_frames_is_told()
    {
        var file = _awe.File("song.mid", [.. Smf.Header(0, 1, 0xE728), .. Smf.Track("00 90 3C 40 60 80 3C 40" + Smf.EndOfTrack)]);

        Assert.Contains("tempo        none, 1000 ticks a second", _awe.Run("inspect", file).Out, StringComparison.Ordinal);
        Assert.Equal(1000, Json(file).GetProperty("ticksPerSecondAtStart").GetDouble());
    }

    [Fact]
    public void Another_song_of_the_file_and_another_encoding_are_asked_for_by_option()
    {
        var xmi = _awe.File("songs.xmi", XmiWriter.File(Smf.Hex("C0 01 FF 2F 00"), Smf.Hex("90 3C 40 78 FF 06 01 CF FF 2F 00")));

        Assert.Equal(0, Json(xmi).GetProperty("notes").GetInt32());
        var second = Json(xmi, "--song-number", "2", "--text-encoding", "windows-1251");
        Assert.Equal(1, second.GetProperty("notes").GetInt32());
        Assert.Equal("П", second.GetProperty("texts")[0].GetProperty("text").GetString());
        Assert.Equal(ExitCode.BadInput, _awe.Run("inspect", xmi, "--song-number", "3").Code);
        Assert.Equal(ExitCode.Usage, _awe.Run("inspect", xmi, "--text-encoding", "none such").Code);
    }

    private static void Compare(JsonElement told, JsonElement counted, string text)
    {
        int Sum(string name) => counted.GetProperty(name).EnumerateObject().Sum(member => member.Value.GetInt32());

        Assert.Equal(
            (counted.GetProperty("path").GetString(), counted.GetProperty("tracks").GetInt32(), counted.GetProperty("notes").GetInt32(), Sum("sysex")),
            (told.GetProperty("file").GetString(), told.GetProperty("tracks").GetInt32(), told.GetProperty("notes").GetInt32(),
                told.GetProperty("sysEx").GetInt32()));
        Assert.Equal(
            told.GetProperty("notes").GetInt32(),
            told.GetProperty("channels").EnumerateArray().Sum(channel => channel.GetProperty("notes").GetInt32()));
        Assert.InRange(told.GetProperty("seconds").GetDouble(), 0, counted.GetProperty("seconds").GetDouble() + 0.0051);
        Assert.Contains($"notes        {told.GetProperty("notes").GetInt32()}", text, StringComparison.Ordinal);
    }

    private JsonElement Json(string file, params string[] options)
    {
        var outcome = _awe.Run(["inspect", file, "--json", .. options]);
        Assert.Equal((ExitCode.Done, ""), (outcome.Code, outcome.Error));
        return JsonDocument.Parse(outcome.Out).RootElement;
    }
}
