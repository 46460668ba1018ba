using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.EndToEnd;

namespace Awe.Tests.Comparison;

/// <summary>
/// Whole songs beside FluidSynth's renderings of them: the same pitches, the same timbre, the same onsets, without effects. The two are not
/// equal to the sample and cannot be: FluidSynth moves every message to a grid of 64 frames and whole milliseconds, so voices of
/// equal pitch that overlap add up in other phases.
/// </summary>
public sealed class FluidSynthComparisonTests
{
    private const int Rate = 44100;

    [Theory]
    [InlineData("5432gone_redfarn")]
    [InlineData("city_blues_redfarn")]
    [InlineData("coconut_run2")]
    [InlineData("flying_scotsman")]
    [InlineData("mosey_along_redfarn")]
    [InlineData("say_what_redfarn")]
    [InlineData("slow_neasy_redfarn")]
    [InlineData("train_filled_with_cash")]
    [InlineData("ttsong_iii_imuh3")]
    [InlineData("tttheme2")]
    [InlineData("ultimate_run")]
    [InlineData("chuggachugga")]
    public void A_song_sounds_as_FluidSynth_plays_it(string name)
    {
        var bank = TestFiles.Bank("FluidR3_GM.sf2");
        var song = TestFiles.OpenMsxSongs().Single(path => Path.GetFileNameWithoutExtension(path) == name);
        using var folder = new TemporaryFolder();
        using var fluidSynth = ExternalProgram.Start(
            TestFiles.Program("/usr/bin/fluidsynth"),
            ["-ni", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", $"{Rate}", "-O", "float", "-F", folder["theirs.wav"], bank, song]);
        Render(bank, song, folder["ours.wav"]);
        var theirs = fluidSynth.Wait(TimeSpan.FromMinutes(2));
        Assert.True(theirs.ExitCode == 0, theirs.ToString());

        var likeness = Likeness.Of(folder["ours.wav"], folder["theirs.wav"]);

        Assert.True(likeness.Chroma >= 0.99, likeness.ToString());
        Assert.True(likeness.MelDecibels <= 1.5, likeness.ToString());
        Assert.True(likeness.OnsetF >= 0.94, likeness.ToString());
    }

    // Without effects and without the limiter; written as floating point, so that nothing is clipped. The budget is less than the bank.
    private static void Render(string bankPath, string songPath, string outputPath)
    {
        using var bank = SoundFont.Open(bankPath);
        var song = MidiFile.Open(songPath);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 64 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(bank)], new SynthesizerOptions
        {
            SampleRate = Rate,
            Channels = Awe.Playback.Player.ChannelsFor(song),
            Reverb = false,
            Chorus = false,
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
