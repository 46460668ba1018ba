using Awe.Midi;
using CsCheck;

namespace Awe.Tests.Midi;

public class TempoMapTests
{
    [Fact]
    public void Without_a_tempo_a_quarter_lasts_half_a_second()
    {
        var song = Smf.Read(Smf.Header(0, 1, 480), Smf.Track("83 60 C0 01" + Smf.EndOfTrack));

        Assert.Equal((480L, 0.5), (song.Messages[0].Tick, song.Messages[0].Seconds));
        Assert.Equal(new TempoChange(0, 0, 500_000), Assert.Single(song.Tempo.Changes));
        Assert.Equal(120, song.Tempo.Changes[0].QuartersPerMinute);
    }

    [Fact]
    public void Tempo_07A120_makes_480_ticks_at_480_a_quarter_half_a_second()
    {
        var song = Smf.Read(Smf.Header(0, 1, 480), Smf.Track("00 FF 51 03 07 A1 20" + Smf.EndOfTrack));

        Assert.Equal(0.5, song.Tempo.SecondsAt(480));
    }

    [Fact]
    public void A_tempo_applies_from_its_tick_on()
    {
        var song = Smf.Read(Smf.Header(0, 1, 480), Smf.Track("83 60 FF 51 03 0F 42 40" + Smf.EndOfTrack));

        Assert.Equal([0.25, 0.5, 1.5], new long[] { 240, 480, 960 }.Select(song.Tempo.SecondsAt));
        Assert.Equal([0, 240L, 480, 479, 960, 1440], new[] { -1, 0.25, 0.5, 0.4999, 1.5, 2.5 }.Select(song.Tempo.TickAt));
    }

    [Fact]
    public void A_tempo_in_the_second_track_holds_for_all_tracks()
    {
        var song = Smf.Read(
            Smf.Header(1, 2, 96),
            Smf.Track("60 C0 01" + Smf.EndOfTrack),
            Smf.Track("00 FF 51 03 0F 42 40" + Smf.EndOfTrack));

        Assert.Equal(1.0, song.Messages[0].Seconds);
    }

    [Fact]
    public void Of_several_tempos_at_one_tick_the_last_wins()
    {
        var song = Smf.Read(
            Smf.Header(1, 2, 96),
            Smf.Track("00 FF 51 03 01 00 00 00 FF 51 03 02 00 00" + Smf.EndOfTrack),
            Smf.Track("00 FF 51 03 0F 42 40" + Smf.EndOfTrack));

        Assert.Equal(1_000_000, Assert.Single(song.Tempo.Changes).MicrosecondsPerQuarter);
    }

    [Theory]
    [InlineData("02 07 A1")]
    [InlineData("00")]
    [InlineData("03 00 00 00")]
    public void A_tempo_of_zero_or_too_few_bytes_is_ignored_with_a_warning(string lengthAndData)
    {
        var song = Smf.ReadTrack($"00 FF 51 {lengthAndData} 60 C0 01" + Smf.EndOfTrack);

        Assert.Equal(0.5, song.Messages[0].Seconds);
        Assert.StartsWith("tempo of zero or of less than 3 bytes ignored", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xE728, 1, 0.001)]
    [InlineData(0xE728, 3_600_000, 3600)]
    [InlineData(0xE250, 1, 1.0 / 2400)]
    [InlineData(0xE350, 30_000 * 80, 80 * 1001.0 / 80)]
    [InlineData(0xE804, 96, 1)]
    public void SMPTE_ticks_are_parts_of_a_second_and_tempo_means_nothing(int division, long tick, double seconds)
    {
        var song = Smf.Read(Smf.Header(0, 1, division), Smf.Track("00 FF 51 03 0F 42 40" + Smf.EndOfTrack));

        Assert.True(song.Division.IsSmpte);
        Assert.Empty(song.Tempo.Changes);
        Assert.Equal(seconds, song.Tempo.SecondsAt(tick));
        Assert.Equal(tick, song.Tempo.TickAt(seconds));
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0xE700)]
    public void A_division_without_ticks_is_read_as_96_a_quarter_with_a_warning(int division)
    {
        var song = Smf.Read(Smf.Header(0, 1, division), Smf.Track(Smf.EndOfTrack));

        Assert.Equal(96, song.Division.TicksPerQuarter);
        Assert.StartsWith("division of 0 ticks", Assert.Single(song.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Forty_six_thousand_tempo_changes_are_found_again_exactly()
    {
        // Tempo n at tick 3n, in a sequence that never repeats soon; the sum is made here in plain integers.
        var tempos = Enumerable.Range(0, 46_000).Select(n => (Tick: 3L * n, Tempo: 1 + (n * 7919 % 0xFFFFFF))).ToArray();
        var map = TempoMap.Create(MidiDivision.Quarters(480), tempos);

        var microsecondsTimes480 = 0L;
        foreach (var (tick, tempo) in tempos)
        {
            var seconds = microsecondsTimes480 / 480e6;
            Assert.Equal(seconds, map.SecondsAt(tick));
            Assert.Equal(tick, map.TickAt(seconds));
            Assert.Equal(tick + 1, map.TickAt((microsecondsTimes480 + tempo) / 480e6));
            microsecondsTimes480 += 3L * tempo;
        }
    }

    [Theory]
    [InlineData(46_000, 16)]
    [InlineData(long.MaxValue / 4, 61)]
    public void A_place_among_46_000_tempo_changes_takes_16_looks_and_one_among_all_ticks_61(long count, int most)
    {
        foreach (var place in new[] { 0, 1, count / 3, count - 2, count - 1 })
        {
            var order = new CountedOrder(place);

            Assert.Equal(place, TickSearch.LastNotPast(0, count - 1, order));
            Assert.InRange(order.Looks, 1, most);
        }
    }

    [Fact]
    public void Ticks_to_seconds_and_back_is_the_same_tick_and_time_never_runs_backwards() =>
        Gen.Select(Gen.Int[1, 0x7FFF], Gen.Select(Gen.Long[0, 100_000], Gen.Int[1, 0xFFFFFF]).Array[0, 20], Gen.Long[0, 120_000])
            .Sample((ticksPerQuarter, tempos, tick) =>
            {
                var map = TempoMap.Create(MidiDivision.Quarters(ticksPerQuarter), tempos);
                return map.TickAt(map.SecondsAt(tick)) == tick && map.SecondsAt(tick) < map.SecondsAt(tick + 1);
            });

    [Fact]
    public void A_time_that_is_not_a_number_is_refused_and_an_endless_one_answered()
    {
        var map = TempoMap.Create(MidiDivision.Quarters(96), []);

        Assert.Throws<ArgumentOutOfRangeException>(() => map.TickAt(double.NaN));
        Assert.True(map.TickAt(double.PositiveInfinity) > 1L << 60);
        Assert.Equal(0, map.TickAt(double.NegativeInfinity));
        Assert.True(double.IsFinite(map.SecondsAt(long.MaxValue)));
    }

    private sealed class CountedOrder(long place) : ITickOrder
    {
        public int Looks { get; private set; }

        public bool IsPast(long number)
        {
            Looks++;
            return number > place;
        }
    }
}
