using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.EndToEnd;

/// <summary>
/// Spoiled files through the whole engine: each is refused with one line or plays, and what plays is finite and no louder than full scale. Nothing
/// takes longer than a watchdog waits, or more memory than a spoiled file may cost.
/// </summary>
public sealed class MalformedFilesTests(MalformedFiles files) : IClassFixture<MalformedFiles>
{
    private const int Rate = 44100;
    private const int Seconds = 2;
    private const long AllocationLimitBytes = 256 << 20;

    // Far more than the slowest case needs: whoever is still running then hangs.
    private static readonly TimeSpan s_watchdog = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_spoiled_bank_is_refused_or_plays()
    {
        AssertEach(files.OfKind("sf2"), file =>
        {
            using var bank = SoundFont.Open(file.Path);
            return PlayPresets(bank);
        });
    }

    [Fact]
    public void A_spoiled_song_is_refused_or_plays()
    {
        AssertEach(files.OfKind("mid"), file =>
        {
            var song = MidiFile.Open(file.Path);
            using var bank = SoundFont.Open(files.ValidBank);
            return Play(bank, song, bankOffset: 0);
        });
    }

    [Theory]
    [InlineData("sf2")]
    [InlineData("mid")]
    public void The_program_refuses_each_sort_of_damage_with_one_line_and_exit_code_3(string kind)
    {
        var sorts = files.OfKind(kind).Where(file => file.Expected == "reject").DistinctBy(file => file.Class).ToArray();
        Assert.NotEmpty(sorts);
        Assert.All(sorts, file => AssertRefused(file.Path, AweProgram.Run("inspect", file.Path)));
    }

    [Fact]
    public void The_program_inspects_a_bank_whose_damage_is_tolerated()
    {
        var file = files.OfKind("sf2").First(file => file.Expected == "play" && file.Class != "control");

        var outcome = AweProgram.Run("inspect", file.Path);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.NotEmpty(outcome.Output);
    }

    [Fact]
    public void A_render_refuses_a_spoiled_bank_or_song_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        var song = files.OfKind("mid").Single(file => file.Class == "control").Path;
        var noBank = files.OfKind("sf2").First(file => file.Class == "not a bank").Path;
        var noSong = files.OfKind("mid").First(file => file.Class == "not a song").Path;

        AssertRefused(noBank, AweProgram.Run("render", song, "-f", noBank, "-o", folder["out.wav"]));
        AssertRefused(noSong, AweProgram.Run("render", noSong, "-f", files.ValidBank, "-o", folder["out.wav"]));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static void AssertRefused(string path, Outcome outcome)
    {
        Assert.True(outcome.ExitCode == 3, $"{path}: {outcome}");
        Assert.Empty(outcome.Output);
        var line = Assert.Single(outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"awe: {path}: ", line, StringComparison.Ordinal);
    }

    /// <summary>Runs every case under the watchdog; says of each that failed what it is and how.</summary>
    private static void AssertEach(IReadOnlyList<MalformedFile> cases, Func<MalformedFile, string?> open)
    {
        Assert.NotEmpty(cases);
        var failures =
            from file in cases
            let fault = Guard(file, open)
            where fault is not null
            select $"{Path.GetFileName(file.Path)} ({file.What}; expected: {file.Expected}): {fault}";
        Assert.Empty(failures);
    }

    private static string? Guard(MalformedFile file, Func<MalformedFile, string?> open)
    {
        string? fault = null;
        var thread = new Thread(() => fault = Judge(file, open)) { IsBackground = true, Name = file.What };
        thread.Start();
        return thread.Join(s_watchdog) ? fault : "still busy when the watchdog ended";
    }

    // Whatever is thrown is what this test is about; on a thread of its own it would end the process instead.
#pragma warning disable CA1031
    private static string? Judge(MalformedFile file, Func<MalformedFile, string?> open)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var fault = open(file);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            return (file.Expected, bytes) switch
            {
                ("reject", _) => "was not refused",
                (_, > AllocationLimitBytes) => $"allocated {bytes} bytes",
                _ => fault,
            };
        }
        catch (InvalidDataException refusal)
        {
            return file.Expected == "play" ? $"refused: {refusal.Message}"
                : refusal.Message.Length == 0 || refusal.Message.Contains('\n', StringComparison.Ordinal) ? $"not one line: {refusal.Message}"
                : null;
        }
        catch (Exception other)
        {
            return other.ToString();
        }
    }
#pragma warning restore CA1031

    /// <summary>Plays the first presets that a program change can reach, whatever their bank. Returns what was wrong with the sound, or null.</summary>
    private static string? PlayPresets(SoundFont bank)
    {
        foreach (var preset in bank.Presets.Where(preset => preset.Program < 128).Take(2))
        {
            if (Play(bank, MidiFile.Read(Chords(preset.Program), "chords"), -preset.Bank) is { } fault)
            {
                return $"preset {preset.Bank}:{preset.Program}: {fault}";
            }
        }

        return null;
    }

    private static string? Play(SoundFont bank, MidiFile song, int bankOffset)
    {
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 32 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(bank, bankOffset)], new SynthesizerOptions
        {
            SampleRate = Rate,
            Channels = Awe.Playback.Player.ChannelsFor(song),
            MissPolicy = MissPolicy.Wait,
        });
        using var player = new Awe.Playback.Player(synthesizer, song);
        var (left, right) = (new float[Rate * Seconds], new float[Rate * Seconds]);
        player.Render(left, right);
        return Fault(left) ?? Fault(right);
    }

    private static string? Fault(float[] sound)
    {
        var at = Array.FindIndex(sound, value => !(Math.Abs(value) <= 1));
        return at < 0 ? null : $"{sound[at]} at frame {at}";
    }

    // Over the whole keyboard from soft to loud, with the wheels turned and the pedal down for a while: all within two seconds.
    private static byte[] Chords(int program)
    {
        var song = new MidiFileBuilder();
        var track = song.Track().Program(0, 0, program).Control(0, 0, 1, 127).Control(600, 0, 64, 127).PitchWheel(700, 0, 16383);
        for (var key = 0; key < 128; key += 12)
        {
            track.Note(key * 10, 300, 0, key, 127 - (key / 2)).Note((key * 10) + 60, 60, 0, key + 7, 20 + (key / 2));
        }

        return song.ToBytes();
    }
}
