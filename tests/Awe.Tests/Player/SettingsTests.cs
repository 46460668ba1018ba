using System.CommandLine;
using Awe.Playback;
using Awe.Player;
using Awe.Player.Commands;
using Awe.Player.Options;

namespace Awe.Tests.Player;

public sealed class SettingsTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    [Fact]
    public void Without_a_word_the_defaults_hold()
    {
        var options = Read();

        Assert.Equal(new RenderOptions { Fonts = options.Fonts }, options);
        Assert.Empty(options.Fonts);
    }

    [Fact]
    public void Every_option_reaches_its_place()
    {
        var options = Read(
            "song.mid", "-f", "a.sf2", "-f", "1:b.sbk", "-o", "out.wav", "--budget", "64M", "--resident", "--rate", "48000", "--gain", "-6",
            "--format", "s24", "--interpolation", "linear", "--velocity-to-filter", "2.04", "--sound-controllers", "off", "--polyphony", "64",
            "--reverb", "off", "--chorus", "off", "--delay", "off", "--limiter", "off",
            "--start", "1:00", "--end", "2:00", "--tail", "3", "--stats", "-", "--realtime", "--simulate-disk", "10ms,50MB/s",
            "--tempo", "120%", "--transpose", "-2", "--mute", "1,10", "--solo", "3", "--loops", "4", "--stems", "dir");

        Assert.Equal([new FontSpec("a.sf2", 0), new FontSpec("b.sbk", 1)], options.Fonts);
        Assert.Equal([0, 9], options.Muted);
        Assert.Equal([2], options.Soloed);
        Assert.Equal(
            new RenderOptions
            {
                Song = "song.mid",
                Fonts = options.Fonts,
                Output = "out.wav",
                BudgetBytes = 64 << 20,
                Resident = true,
                Rate = 48000,
                GainDecibels = -6,
                Format = SampleFormat.S24,
                Interpolation = Awe.Voices.Interpolation.Linear,
                VelocityToFilter = Awe.Voices.VelocityToFilter.Version204,
                SoundControllers = Awe.Voices.SoundControllers.Off,
                Polyphony = 64,
                Reverb = false,
                Chorus = false,
                Delay = false,
                Limiter = false,
                StartSeconds = 60,
                EndSeconds = 120,
                TailSeconds = 3,
                Stats = "-",
                Realtime = true,
                Speed = 1.2,
                Transposition = -2,
                Muted = options.Muted,
                Soloed = options.Soloed,
                Loops = 4,
                Stems = "dir",
                SimulatedDisk = new DiskSimulation(TimeSpan.FromMilliseconds(10), 50 << 20),
            },
            options);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        Configure("rate = 11025\npolyphony = 11\nbudget = 11M");
        _awe.Variables["AWE_RATE"] = "22050";
        _awe.Variables["AWE_POLYPHONY"] = "22";

        var options = Read("--rate", "44100");

        Assert.Equal((44100, 22, 11L << 20), (options.Rate, options.Polyphony, options.BudgetBytes));
    }

    [Fact]
    public void A_commands_own_section_wins_over_the_lines_before_any_section()
    {
        Configure("[render]\nrate = 48000\n\n[inspect]\njson = on\n");
        Assert.Equal(48000, Read().Rate);

        Configure("# for all\nrate = 8000\ngain = 1\n [render] \nrate=9000\n");
        Assert.Equal((9000, 1), (Read().Rate, Read().GainDecibels));
    }

    [Fact]
    public void A_list_has_a_line_each_in_the_file_and_separators_in_the_environment()
    {
        Configure("font = a.sf2\nfont = 1:b.sf2");
        Assert.Equal([new FontSpec("a.sf2", 0), new FontSpec("b.sf2", 1)], Read().Fonts);

        _awe.Variables["AWE_FONT"] = $"2:c.sf2{Path.PathSeparator}d.sf2";
        Assert.Equal([new FontSpec("c.sf2", 2), new FontSpec("d.sf2", 0)], Read().Fonts);

        Assert.Equal([new FontSpec("e.sf2", 0)], Read("-f", "e.sf2").Fonts);
    }

    [Theory]
    [InlineData("a.sf2:b.sf2", "a.sf2|b.sf2")]
    [InlineData("/banks/gm.sf2:1:song.sbk:b.sf2", "/banks/gm.sf2|1:song.sbk|b.sf2")]
    [InlineData("http://host/a.sf2:https://host:8080/b.sf2:c.sf2", "http://host/a.sf2|https://host:8080/b.sf2|c.sf2")]
    [InlineData("1:http://host:80/a.sf2:2:b.sf2", "1:http://host:80/a.sf2|2:b.sf2")]
    [InlineData(":a.sf2::b.sf2:", "a.sf2|b.sf2")]
    [InlineData("http:12", "http|12")]
    public void Colons_of_numbers_and_addresses_separate_nothing(string variable, string banks) =>
        Assert.Equal(banks.Split('|'), SearchList.Split(variable, ':'));

    [Fact]
    public void A_switch_set_elsewhere_is_taken_back_by_its_no_form()
    {
        _awe.Variables["AWE_RESIDENT"] = "on";
        _awe.Variables["AWE_REALTIME"] = "off";

        Assert.True(Read().Resident);
        Assert.False(Read("--no-resident").Resident);
        Assert.False(Read().Realtime);
        Assert.True(Read("--realtime").Realtime);
    }

    [Fact]
    public void An_option_given_twice_holds_as_given_last() => Assert.Equal(9000, Read("--rate", "8000", "--rate", "9000").Rate);

    [Fact]
    public void Channels_given_again_are_meant_too()
    {
        Assert.Equal([0, 1, 9], Read("--mute", "10,1", "--mute", "1-2").Muted);
        Assert.Equal([2, 4], Read("--solo", "5", "--solo", "3").Soloed);
        Assert.Contains("given again, these too", _awe.Run("render", "--help").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_users_own_file_is_found_by_the_habits_of_the_system()
    {
        var folder = _awe.Path("home");
        Directory.CreateDirectory(Path.Combine(folder, "awe"));
        File.WriteAllText(Path.Combine(folder, "awe", "awe.conf"), "rate = 12345");

        _awe.Variables[OperatingSystem.IsWindows() ? "APPDATA" : "XDG_CONFIG_HOME"] = folder;
        Assert.Equal(12345, Read().Rate);

        _awe.Variables["AWE_CONFIG"] = "";
        Assert.Equal(44100, Read().Rate);
    }

    [Theory]
    [InlineData("rate = 5", ":1: rate: found '5', expected 8000 to 192000 frames a second")]
    [InlineData("\n# c\nrat = 5", ":3: unknown key 'rat', expected one of budget, ")]
    [InlineData("rate 5", ":1: found 'rate 5', expected 'key = value'")]
    [InlineData("= 5", ":1: found '= 5', expected 'key = value'")]
    [InlineData("[rendering]\nrate = 8000", ":1: no command 'rendering', expected one of render")]
    [InlineData("[bank]\nrate = 8000", ":2: unknown key 'rate', expected one of output")]
    [InlineData("resident = yes", ":1: resident: found 'yes', expected on or off")]
    public void A_fault_in_the_file_is_told_with_its_line(string text, string expected)
    {
        Configure(text);

        var outcome = _awe.Run("render", "song.mid");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.StartsWith($"awe: {_awe.Path("awe.conf")}{expected}", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_fault_in_the_environment_is_told_with_the_variable()
    {
        _awe.Variables["AWE_BUDGET"] = "lots";

        var outcome = _awe.Run("render");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.StartsWith("awe: AWE_BUDGET: found 'lots', expected a size", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_a_reading_failure()
    {
        _awe.Variables["AWE_CONFIG"] = _awe.Path("none.conf");

        var outcome = _awe.Run("render");

        Assert.Equal((ExitCode.InputOutput, $"awe: {_awe.Path("none.conf")}: no such file"), (outcome.Code, outcome.Error.TrimEnd()));
    }

    [Fact]
    public void A_key_that_another_command_knows_is_no_fault()
    {
        Configure("json = on");

        Assert.Equal(44100, Read().Rate);
    }

    private void Configure(string text) => _awe.Variables["AWE_CONFIG"] = _awe.File("awe.conf", text);

    private RenderOptions Read(params string[] args)
    {
        var host = _awe.Host(TextWriter.Null, TextWriter.Null);
        var tree = CommandTree.Create(host);
        return tree.Subcommands.OfType<RenderCommand>().Single().Read(tree.Parse(["render", .. args]));
    }
}
