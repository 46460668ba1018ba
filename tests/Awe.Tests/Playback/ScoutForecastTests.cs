using Awe.Midi;
using Awe.SoundFonts;

namespace Awe.Tests.Playback;

/// <summary>What the scout expects beside what voices do, in real songs.</summary>
[Collection(nameof(LongRenders))]
public class ScoutForecastTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("keep_on_rolling.mid")]
    [InlineData("harp_harmony.mid")]
    [InlineData("tttheme2.mid")]
    [InlineData("boogi_marabi_redfarn.mid")]
    [InlineData("wood_whistles.mid")]
    public void Pages_of_a_small_bank_are_expected_when_they_are_entered(string song)
    {
        Check("TimGM6mb.sf2", OpenMsx(song), 0, 60);
    }

    [Theory]
    [InlineData("keep_on_rolling.mid")]
    [InlineData("tttheme2.mid")]
    [InlineData("flying_scotsman.mid")]
    public void Pages_of_a_bank_of_half_a_gigabyte_are_expected_when_they_are_entered(string song)
    {
        Check("MuseScore_General_Full.sf2", OpenMsx(song), 0, 40);
    }

    [Fact]
    public void The_songs_of_the_corpus_are_foreseen()
    {
        foreach (var path in Directory.GetFiles(TestFiles.Shared("corpus", "midi", "songs"), "*.mid").Order())
        {
            Check("TimGM6mb.sf2", path, 0, 30);
        }

        foreach (var path in Directory.GetFiles(TestFiles.Shared("corpus", "midi", "gs"), "*.mid").Order())
        {
            Check("TimGM6mb.sf2", path, 0, 30);
        }
    }

    [Fact]
    public void The_middle_of_a_song_is_foreseen_after_a_seek()
    {
        Check("TimGM6mb.sf2", OpenMsx("tttheme2.mid"), 41.3, 30);
    }

    private void Check(string bank, string path, double from, double seconds)
    {
        using var scouted = new ScoutedSong(SoundFont.Open(TestFiles.Bank(bank)), MidiFile.Open(path));
        var match = scouted.Play(from, seconds);
        output.WriteLine($"{bank} {Path.GetFileName(path)}: {match}; peak {scouted.Synthesizer.VoicesPeak}, stolen {scouted.Synthesizer.VoicesStolen}");
        foreach (var missed in match.Missed.Take(20))
        {
            var near = scouted.Forecast.Entries.Where(e => e.Page == missed.Page).Select(e => e.Frame - missed.Frame).OrderBy(Math.Abs).Take(2);
            output.WriteLine($"  missed {missed}: off by {string.Join(", ", near)}");
        }

        Assert.InRange(match.Recall, 0.99, 1);
        Assert.Equal(match.Starts, match.ExactStarts);
    }

    private static string OpenMsx(string song) =>
        TestFiles.OpenMsxSongs().FirstOrDefault(path => Path.GetFileName(path) == song) ?? throw new FileNotFoundException(song);
}
