using Awe.Player;
using Awe.Tests.Playback;

namespace Awe.Tests.Player;

public sealed class ProgramTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    [Fact]
    public void The_version_goes_to_stdout()
    {
        var outcome = _awe.Run("--version");

        Assert.Equal(ExitCode.Done, outcome.Code);
        Assert.Matches(@"^awe \d+\.\d+\.\d+\S*\r?\n$", outcome.Out);
        Assert.Empty(outcome.Error);
    }

    [Theory]
    [InlineData("--help", "render", "inspect", "bank")]
    [InlineData("render --help", "--budget", "--simulate-disk", "--interpolation")]
    [InlineData("inspect --help", "--json", "--song", "FILE")]
    public void Help_lists_what_there_is(string args, params string[] expected)
    {
        var outcome = _awe.Run(args.Split(' '));

        Assert.Equal(ExitCode.Done, outcome.Code);
        Assert.Contains("awe ", outcome.Out, StringComparison.Ordinal);
        Assert.All(expected, text => Assert.Contains(text, outcome.Out, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Required command was not provided (awe --help lists what there is)")]
    [InlineData("--frob", "unknown option '--frob' (awe --help lists what there is)")]
    [InlineData("frob", "unknown command 'frob' (awe --help lists what there is)")]
    [InlineData("render --frob", "unknown option '--frob' (awe render --help lists what there is)")]
    [InlineData("render a.mid --profile awe32", "unknown option '--profile' (awe render --help lists what there is)")]
    [InlineData("render a.mid b.mid", "unexpected 'b.mid' (awe render --help lists what there is)")]
    [InlineData("render --rate", "Required argument missing for option: '--rate' (awe render --help lists what there is)")]
    [InlineData("render --budget lots", "--budget: found 'lots', expected a size such as 4096, 512K, 64M or 1.5G")]
    [InlineData("render --reverb maybe", "--reverb: found 'maybe', expected on or off")]
    [InlineData("render --start 10 --end 0:05", "--end 5 is not after --start 10, expected a later time")]
    [InlineData("render --tempo 5%", "--tempo: found '5%', expected a percentage from 10% to 1000%, such as 120%")]
    [InlineData("render --transpose 99", "--transpose: found '99', expected semitones from -48 to 48, such as 2 or -0.5")]
    [InlineData("render --mute 0", "--mute: found '0', expected 1 to 256 as a channel, such as 10 or 1-4,10")]
    [InlineData("render --loops 0", "--loops: found '0', expected 1 to 10000 times")]
    [InlineData("render --stems d --stats s", "--stats tells of the whole, and --stems alone does not render it; expected --output too")]
    [InlineData("render --stems -", "--stems: found '-', expected a folder, as several files cannot go to stdout")]
    [InlineData("render --solo 1 --solo 17", "--solo: found channel 17, expected 1 to 16, as Morning Ferry has no more")]
    [InlineData("render --mute 18", "--mute: found channel 18, expected 1 to 16, as Morning Ferry has no more")]
    [InlineData("render --resident --no-resident", "--resident and --no-resident contradict each other, expected one of them")]
    [InlineData("bank", "no --output, expected a file to write such as -o gm.sf2, or -o - for stdout")]
    public void A_wrong_command_line_is_one_line_and_code_2(string args, string expected)
    {
        var outcome = _awe.Run(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((ExitCode.Usage, $"awe: {expected}", ""), (outcome.Code, outcome.Error.TrimEnd(), outcome.Out));
    }

    [Theory]
    [InlineData(typeof(InvalidDataException), ExitCode.BadInput)]
    [InlineData(typeof(IOException), ExitCode.InputOutput)]
    [InlineData(typeof(UnauthorizedAccessException), ExitCode.InputOutput)]
    [InlineData(typeof(OperationCanceledException), ExitCode.Interrupted)]
    [InlineData(typeof(InvalidOperationException), ExitCode.Fault)]
    public void Each_kind_of_failure_has_its_code_and_one_line(Type kind, int code)
    {
        var error = new StringWriter();
        var exception = (Exception)Activator.CreateInstance(kind, "two\nlines")!;

        Assert.Equal(code, FaultReport.Tell(exception, _awe.Host(TextWriter.Null, error)));

        Assert.StartsWith("awe: ", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public void The_stack_is_told_on_request()
    {
        _awe.Variables["AWE_TRACE"] = "1";

        var outcome = _awe.Run("inspect", _awe.Path("none"));

        Assert.Equal(ExitCode.InputOutput, outcome.Code);
        Assert.Contains("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "none: no such file")]
    [InlineData("none/none", "none/none: no such directory")]
    public void A_file_that_cannot_be_opened_is_named_as_it_was_given(string name, string expected)
    {
        var outcome = _awe.Run("inspect", _awe.Path(name));

        Assert.Equal((ExitCode.InputOutput, $"awe: {_awe.Path(expected)}"), (outcome.Code, outcome.Error.TrimEnd()));
    }

    [Theory]
    [InlineData("inspect DIR")]
    [InlineData("inspect BANK --song DIR")]
    [InlineData("render DIR -f BANK -o OUT")]
    [InlineData("render -f DIR -o OUT")]
    [InlineData("render -f DIR -o OUT --simulate-disk 1ms")]
    [InlineData("render -f BANK -o DIR")]
    [InlineData("render -f BANK -o OUT --stats DIR")]
    public void A_folder_in_place_of_a_file_is_a_reading_or_writing_failure(string args)
    {
        var folder = Directory.CreateDirectory(_awe.Path("folder")).FullName;
        var bank = _awe.File("bank.sf2", SynthBench.Bank(SynthBench.Sine(100)).ToBytes());

        var outcome = _awe.Run([.. args.Split(' ').Select(word => word switch { "DIR" => folder, "BANK" => bank, "OUT" => _awe.Path("out.wav"), _ => word })]);

        Assert.Equal((ExitCode.InputOutput, $"awe: {folder}: this is a directory, expected a file"), (outcome.Code, outcome.Error.TrimEnd()));
        Assert.False(File.Exists(_awe.Path("out.wav")));
    }

    [Theory]
    [InlineData("a.txt", "Dear diary,", "bytes 4465617220646961")]
    [InlineData("a.hmi", "HMI-MIDISONG", "an HMI song")]
    [InlineData("a.wav", "RIFF\0\0\0\0WAVE", "a WAVE recording")]
    [InlineData("a", "", "nothing")]
    public void A_file_of_an_unknown_kind_is_told_what_was_looked_for(string name, string bytes, string found)
    {
        var file = _awe.File(name, bytes);

        Assert.Equal(
            $"awe: {file}: found {found}, neither a bank nor a song; expected a SoundFont or DLS bank, or a MIDI, RMID, XMI or MUS song",
            _awe.Run("inspect", file).Error.TrimEnd());
    }

    [Theory]
    [InlineData("--song-number", "2")]
    [InlineData("--text-encoding", "utf-8")]
    public void Options_of_songs_mean_nothing_for_a_bank_alone(string option, string value)
    {
        var bank = _awe.File("bank.sf2", SynthBench.Bank(SynthBench.Sine(100)).ToBytes());

        var outcome = _awe.Run("inspect", bank, option, value);

        Assert.Equal(
            (ExitCode.Usage, $"awe: {option}: {bank} is a bank, expected a song, or one for it by --song", ""),
            (outcome.Code, outcome.Error.TrimEnd(), outcome.Out));
    }

    [Fact]
    public void A_budget_that_is_too_small_is_told_in_one_clause()
    {
        var bank = _awe.File("bank.sf2", SynthBench.Bank(SynthBench.Sine(100)).ToBytes());

        var outcome = _awe.Run("render", "-f", bank, "-o", _awe.Path("out.wav"), "--budget", "1M", "--polyphony", "4096");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Matches(@"^awe: --budget: a budget of 1048576 bytes is too small: .*[^.\s]\s*$", outcome.Error);
    }

    [Theory]
    [InlineData("a.sf2")]
    [InlineData("a.mid")]
    [InlineData("a.txt")]
    public void A_file_that_is_neither_bank_nor_song_is_bad_input(string name)
    {
        var file = _awe.File(name, "Dear diary,");

        var outcome = _awe.Run("inspect", file);

        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.StartsWith($"awe: {file}: ", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void The_launcher_beside_the_tests_starts_the_same_program()
    {
        var launcher = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Awe.Player.exe" : "Awe.Player");
        var start = new System.Diagnostics.ProcessStartInfo(launcher, ["inspect", _awe.Path("none")]) { RedirectStandardError = true };

        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal((ExitCode.InputOutput, $"awe: {_awe.Path("none")}: no such file"), (process.ExitCode, error.TrimEnd()));
    }
}
