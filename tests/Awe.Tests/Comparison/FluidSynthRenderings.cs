using System.Collections.Concurrent;
using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.EndToEnd;

namespace Awe.Tests.Comparison;

/// <summary>Songs rendered by FluidSynth and here, and compared; each once, whichever tests ask.</summary>
public sealed class FluidSynthRenderings
{
    private const int Rate = 44100;
    private const string Seconds = "30";
    private readonly ConcurrentDictionary<(string Song, string Bank, bool IsWet), Lazy<ComparedSong>> _songs = new();

    internal ComparedSong this[string song, string bank, bool isWet] =>
        _songs.GetOrAdd((song, bank, isWet), static key => new Lazy<ComparedSong>(() => Compare(key.Song, key.Bank, key.IsWet))).Value;

    private static ComparedSong Compare(string songName, string bankName, bool isWet)
    {
        var bank = TestFiles.Bank(bankName + ".sf2");
        var song = TestFiles.OpenMsxSongs().Single(path => Path.GetFileNameWithoutExtension(path) == songName);
        using var folder = new TemporaryFolder();
        RunScript("cut_song.py", song, Seconds, folder["cut.mid"]);
        RunScript("fluidsynth_times.py", folder["cut.mid"], folder["moved.mid"]);
        var effects = isWet ? "1" : "0";
        using var fluidSynth = ExternalProgram.Start(
            TestFiles.Program("/usr/bin/fluidsynth"),
            ["-ni", "-q", "-R", effects, "-C", effects, "-g", "0.5", "-r", $"{Rate}", "-O", "float", "-T", "wav", "-F", folder["theirs.wav"], bank, folder["cut.mid"]]);
        Render(bank, folder["cut.mid"], folder["ours.wav"], isWet);
        Render(bank, folder["moved.mid"], folder["moved.wav"], isWet);
        var theirs = fluidSynth.Wait(TimeSpan.FromMinutes(5));
        Assert.True(theirs.ExitCode == 0, theirs.ToString());
        return new ComparedSong(Likeness.Of(folder["ours.wav"], folder["theirs.wav"]), Likeness.Of(folder["moved.wav"], folder["theirs.wav"]));
    }

    private static void RunScript(string name, params string[] arguments)
    {
        var outcome = ExternalProgram.Run(Likeness.Python, [Path.Combine(TestFiles.Root, "bench", "compare", name), .. arguments]);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
    }

    // Without the limiter, and written as floating point, so that nothing is clipped. The budget is less than most banks.
    private static void Render(string bankPath, string songPath, string outputPath, bool isWet)
    {
        using var bank = SoundFont.Open(bankPath);
        var song = MidiFile.Open(songPath);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 64 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(bank)], new SynthesizerOptions
        {
            SampleRate = Rate,
            Channels = Awe.Playback.Player.ChannelsFor(song),
            Reverb = isWet,
            Chorus = isWet,
            Limiter = false,
            MissPolicy = MissPolicy.Wait,
        });
        using var player = new Awe.Playback.Player(synthesizer, song);
        using var writer = new WavWriter(File.Create(outputPath), Rate, SampleFormat.F32);
        var (left, right) = (new float[4096], new float[4096]);
        while (!player.IsAtEnd)
        {
            player.Render(left, right);
            writer.Write(left, right);
        }
    }
}
