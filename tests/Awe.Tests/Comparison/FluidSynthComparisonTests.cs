namespace Awe.Tests.Comparison;

/// <summary>
/// The first half minute of songs beside FluidSynth's renderings of it: the same pitches, the same timbre, the same onsets. As they are, the
/// two are not equal to the sample and cannot be: FluidSynth moves every message to a grid of 64 frames and whole milliseconds, so that
/// voices that sound together add up in other phases. Given FluidSynth's times, ours is the same music but for what a table in
/// bench/Awe.Benchmarks/Results explains.
/// </summary>
public sealed class FluidSynthComparisonTests(FluidSynthRenderings renderings) : IClassFixture<FluidSynthRenderings>
{
    private const string Tim = "TimGM6mb";
    private const string Fluid = "FluidR3_GM";
    private const string MuseScore = "MuseScore_General_Full";

    /// <summary>Song, bank, and the spectral difference that was seen: of the song as it is, and with FluidSynth's times.</summary>
    public static TheoryData<string, string, double, double> DrySongs => new()
    {
        { "5432gone_redfarn", Tim, 0.64, 0.43 },
        { "5432gone_redfarn", Fluid, 0.52, 0.07 },
        { "5432gone_redfarn", MuseScore, 0.56, 0.08 },
        { "be_sharp_bw_redfarn", Tim, 0.53, 0.09 },
        { "be_sharp_bw_redfarn", Fluid, 0.78, 0.07 },
        { "be_sharp_bw_redfarn", MuseScore, 0.64, 0.14 },
        { "boogi_marabi_redfarn", Tim, 0.68, 0.43 },
        { "boogi_marabi_redfarn", Fluid, 1.06, 0.10 },
        { "boogi_marabi_redfarn", MuseScore, 0.53, 0.19 },
        { "chuggachugga", Tim, 0.54, 0.35 },
        { "chuggachugga", Fluid, 0.42, 0.16 },
        { "chuggachugga", MuseScore, 0.44, 0.19 },
        { "city_blues_redfarn", Tim, 0.51, 0.13 },
        { "city_blues_redfarn", Fluid, 0.84, 0.07 },
        { "city_blues_redfarn", MuseScore, 0.54, 0.19 },
    };

    /// <summary>The same with reverb and chorus.</summary>
    public static TheoryData<string, string, double, double> WetSongs => new()
    {
        { "be_sharp_bw_redfarn", Fluid, 1.09, 0.66 },
        { "city_blues_redfarn", Fluid, 1.03, 0.57 },
    };

    [Theory]
    [MemberData(nameof(DrySongs))]
    public void A_song_sounds_dry_as_FluidSynth_plays_it(string song, string bank, double seen, double seenWithTheirTimes) =>
        AssertAlike(renderings[song, bank, isWet: false], seen + 0.15, seenWithTheirTimes + 0.08, leastChroma: 0.99);

    [Theory]
    [MemberData(nameof(WetSongs))]
    public void A_song_sounds_with_effects_nearly_as_FluidSynth_plays_it(string song, string bank, double seen, double seenWithTheirTimes) =>
        AssertAlike(renderings[song, bank, isWet: true], seen + 0.5, seenWithTheirTimes + 0.5, leastChroma: 0.98); // another room may be as good

    [Fact]
    public void In_the_median_the_songs_are_as_near_as_the_grid_of_FluidSynth_lets_them_be()
    {
        var songs = DrySongs.Select(row => renderings[row.Data.Item1, row.Data.Item2, isWet: false]).ToList();
        var (asTheyAre, withTheirTimes) = (Median(songs, song => song.AsItIs), Median(songs, song => song.WithTheirTimes));

        Assert.True(asTheyAre.MelDecibels <= 0.7, asTheyAre.ToString());
        Assert.True(asTheyAre.Chroma >= 0.995, asTheyAre.ToString());
        Assert.True(asTheyAre.OnsetF >= 0.97, asTheyAre.ToString());
        Assert.True(withTheirTimes.MelDecibels <= 0.2, withTheirTimes.ToString());
        Assert.True(withTheirTimes.Chroma >= 0.999, withTheirTimes.ToString());
        Assert.True(withTheirTimes.OnsetF >= 0.985, withTheirTimes.ToString());
    }

    private static void AssertAlike(ComparedSong song, double mostDecibels, double mostDecibelsWithTheirTimes, double leastChroma)
    {
        Assert.True(song.AsItIs.MelDecibels <= mostDecibels, song.ToString());
        Assert.True(song.WithTheirTimes.MelDecibels <= mostDecibelsWithTheirTimes, song.ToString());
        Assert.True(song.AsItIs.Chroma >= leastChroma && song.WithTheirTimes.Chroma >= leastChroma, song.ToString());
        Assert.True(song.AsItIs.OnsetF >= 0.96 && song.WithTheirTimes.OnsetF >= 0.96, song.ToString());
    }

    private static Likeness Median(List<ComparedSong> songs, Func<ComparedSong, Likeness> which)
    {
        double Of(Func<Likeness, double> figure) => songs.Select(song => figure(which(song))).Order().ElementAt(songs.Count / 2);
        return new Likeness(Of(one => one.Chroma), Of(one => one.MelDecibels), Of(one => one.OnsetF));
    }
}
