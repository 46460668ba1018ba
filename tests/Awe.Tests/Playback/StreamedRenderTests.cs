using Awe.Playback;
using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>What the budget must not change: a render that waits for its pages is, bit for bit, that of a bank in memory.</summary>
[Collection(nameof(LongRenders))]
public class StreamedRenderTests
{
    private static readonly string[] s_songs =
    [
        "keep_on_rolling.mid", "harp_harmony.mid", "tttheme2.mid", "5432gone_redfarn.mid", "boogi_marabi_redfarn.mid", "chuggachugga.mid",
        "flying_scotsman.mid", "midnight_snow_run.mid", "moo_redfarn.mid", "run_for_your_life.mid", "the_hobo_redfarn.mid", "wood_whistles.mid",
    ];

    public static TheoryData<string> Songs => new(s_songs);

    [Theory]
    [MemberData(nameof(Songs))]
    public void A_small_bank_sounds_the_same_from_three_four_and_eight_megabytes_and_resident(string song)
    {
        const double Seconds = 10;
        var resident = Hash("TimGM6mb.sf2", song, 0, 0, Seconds);

        foreach (var megabytes in new[] { 3, 4, 8 })
        {
            Assert.Equal(resident, Hash("TimGM6mb.sf2", song, megabytes << 20, 0, Seconds));
        }
    }

    [Fact]
    public void A_start_in_the_middle_of_the_song_sounds_the_same_streamed_and_resident()
    {
        Assert.Equal(Hash("TimGM6mb.sf2", s_songs[2], 0, 41.3, 20), Hash("TimGM6mb.sf2", s_songs[2], 3 << 20, 41.3, 20));
    }

    [Fact]
    public void Loops_tempo_key_and_seeks_sound_the_same_streamed_and_resident()
    {
        string Sum(long budget)
        {
            using var render = Open("TimGM6mb.sf2", s_songs[2], budget);
            var player = render.Player;
            player.RestrikesHeldNotes = true;
            player.Loop = new LoopSpan(20, 21.37, 4);
            var hash = render.Hash(19, 4);
            player.Speed = 1.37;
            hash += render.Go(5);
            player.Transposition = 2.5;
            player.SetMuted(9, true);
            hash += render.Go(3);
            hash += render.Hash(60, 2);
            player.Pause();
            hash += render.Go(0.5);
            player.Speed = 0.4;
            player.Resume();
            hash += render.Go(4);
            return hash + render.Hash(5, 2);
        }

        Assert.Equal(Sum(0), Sum(3 << 20));
    }

    [Fact]
    public void A_bank_of_half_a_gigabyte_sounds_the_same_from_24_megabytes_and_resident()
    {
        // Loading it all is most of the time this takes; both stretches are of that one load.
        using var resident = Open("MuseScore_General_Full.sf2", s_songs[0], 0);
        using var streamed = Open("MuseScore_General_Full.sf2", s_songs[0], 24 << 20);

        Assert.Equal(resident.Hash(0, 20), streamed.Hash(0, 20));
        Assert.Equal(resident.Hash(60, 6), streamed.Hash(60, 6));
        Assert.InRange(streamed.Statistics.PeakBytes, 1, 24 << 20);
        Assert.True(streamed.Statistics.MissesCold > 0);
    }

    private static string Hash(string bank, string song, long budgetBytes, double from, double seconds)
    {
        using var render = Open(bank, song, budgetBytes);
        var hash = render.Hash(from, seconds);
        Assert.InRange(render.Statistics.PeakBytes, 1, render.Statistics.BudgetBytes);
        return hash;
    }

    private static RealRender Open(string bank, string song, long budgetBytes) => new(
        TestFiles.Bank(bank),
        TestFiles.OpenMsxSongs().FirstOrDefault(path => Path.GetFileName(path) == song) ?? throw new FileNotFoundException(song),
        budgetBytes);
}
