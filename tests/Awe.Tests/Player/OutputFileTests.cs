using System.Diagnostics;
using Awe.BuiltIn;
using Awe.Player;
using Awe.Tests.Playback;

namespace Awe.Tests.Player;

/// <summary>What is written never takes the place of what is read, and a place that cannot be written is told before the work.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    public static TheoryData<string, string, string> Links
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            string[] kinds = OperatingSystem.IsWindows() ? ["same"] : ["same", "symbolic", "chained", "hard", "folder"];
            foreach (var kind in kinds)
            {
                foreach (var option in (string[])["--output", "--stats"])
                {
                    data.Add(kind, option, "song.mid");
                    data.Add(kind, option, "bank.sf2");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void A_link_to_the_song_or_a_bank_is_not_written_over(string kind, string option, string input)
    {
        var song = _awe.File("song.mid", DemoSong.ToBytes());
        var bank = _awe.File("bank.sf2", SynthBench.Bank(SynthBench.Sine(100)).ToBytes());
        var before = File.ReadAllBytes(_awe.Path(input));
        var link = Link(kind, _awe.Path(input));
        string[] output = option == "--output" ? [] : ["-o", _awe.Path("out.wav")];

        var outcome = _awe.Run(["render", song, "-f", bank, option, link, .. output]);

        Assert.Equal(
            (ExitCode.Usage, $"awe: {option} {link}: this is also '{_awe.Path(input)}', expected a file of its own"),
            (outcome.Code, outcome.Error.TrimEnd()));
        Assert.Equal(before, File.ReadAllBytes(_awe.Path(input)));
    }

    [Fact]
    public void A_file_with_the_bytes_of_an_input_is_written_over_all_the_same()
    {
        var song = _awe.File("song.mid", DemoSong.ToBytes());
        var copy = _awe.File("out.wav", DemoSong.ToBytes());

        var outcome = _awe.Run("render", song, "-f", _awe.File("bank.sf2", SynthBench.Bank(SynthBench.Sine(100)).ToBytes()), "-o", copy, "--end", "1");

        Assert.True(outcome.Code == ExitCode.Done, outcome.Error);
        Assert.Equal("RIFF"u8.ToArray(), File.ReadAllBytes(copy)[..4]);
    }

    [Fact]
    public void Statistics_that_have_no_place_are_told_before_the_render()
    {
        var bank = _awe.File("bank.sf2", SynthBench.Bank(SynthBench.Sine(100)).ToBytes());
        var stats = Path.Combine(_awe.Path("missing"), "stats.json");

        var outcome = _awe.Run("render", "-f", bank, "-o", _awe.Path("out.wav"), "--stats", stats);

        Assert.Equal((ExitCode.InputOutput, $"awe: {stats}: no such directory"), (outcome.Code, outcome.Error.TrimEnd()));
        Assert.False(File.Exists(_awe.Path("out.wav")));
    }

    private string Link(string kind, string input)
    {
        var link = _awe.Path("link.wav");
        switch (kind)
        {
            case "symbolic":
                File.CreateSymbolicLink(link, input);
                return link;
            case "chained":
                File.CreateSymbolicLink(_awe.Path("step"), Path.GetFileName(input));
                File.CreateSymbolicLink(link, _awe.Path("step"));
                return link;
            case "hard":
                using (var ln = Process.Start("ln", [input, link]))
                {
                    ln.WaitForExit();
                    Assert.Equal(0, ln.ExitCode);
                }

                return link;
            case "folder":
                Directory.CreateSymbolicLink(_awe.Path("folder"), Path.GetDirectoryName(input)!);
                return Path.Combine(_awe.Path("folder"), Path.GetFileName(input));
            default:
                return input;
        }
    }
}
