using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Readme;

/// <summary>The README's code is this file's: it compiles, runs, and is word for word what users read.</summary>
[Collection(Storage.StoreCollection.Name)] // changes the current folder, so nothing may run beside it
public class ReadmeTests
{
    [Fact]
    public void The_code_of_the_readme_is_the_code_that_runs_here()
    {
        var readme = File.ReadAllText(Path.Combine(TestFiles.Root, "README.md")).ReplaceLineEndings("\n");
        var shown = Between(readme, "```csharp\n", "```").Replace("new Player(", "new SongPlayer(", StringComparison.Ordinal);
        var source = File.ReadAllText(Path.Combine(TestFiles.Root, "tests", "Awe.Tests", "Readme", "ReadmeTests.cs")).ReplaceLineEndings("\n");
        var run = Between(source, "// README begins\n", "        // README ends").Replace("\n        ", "\n", StringComparison.Ordinal).Trim();

        Assert.Equal(run, shown.Trim());
    }

    [Fact]
    public void The_code_of_the_readme_writes_a_song()
    {
        using var folder = new WorkingFolder();
        File.WriteAllBytes("bank.sf2", Awe.BuiltIn.BuiltInBank.ToBytes());
        File.WriteAllBytes("song.mid", Song());
        Run();

        Assert.True(new FileInfo("song.wav").Length > 2 * 44100 * 4);
    }

    private static void Run()
    {
        // README begins
        using var font = SoundFont.Open("bank.sf2"); // reads headers only
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 24 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], new SynthesizerOptions { MissPolicy = MissPolicy.Wait, Limiter = false });
        using var player = new SongPlayer(synthesizer, MidiFile.Open("song.mid"));
        using var wav = new WavWriter(File.Create("song.wav"), synthesizer.SampleRate);
        var (left, right) = (new float[1024], new float[1024]);
        while (!player.IsAtEnd || synthesizer.VoiceCount > 0)
        {
            player.Render(left, right);
            wav.Write(left, right);
        }

        // README ends
    }

    private static byte[] Song()
    {
        var file = new MidiFileBuilder(480);
        file.Track("piano").Note(0, 1920, 0, 60, 100);
        return file.ToBytes();
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    /// <summary>A folder of its own as the current one, for code that writes beside itself.</summary>
    private sealed class WorkingFolder : IDisposable
    {
        private readonly string _before = Directory.GetCurrentDirectory();
        private readonly string _path = Directory.CreateTempSubdirectory("awe-readme").FullName;

        public WorkingFolder() => Directory.SetCurrentDirectory(_path);

        public void Dispose()
        {
            Directory.SetCurrentDirectory(_before);
            Directory.Delete(_path, recursive: true);
        }
    }
}
