using Awe.Playback;
using Awe.Player.Options;
using Awe.Voices;

namespace Awe.Tests.Player;

public class ValueParserTests
{
    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("1", 1)]
    [InlineData("64M", 64L << 20)]
    [InlineData("64m", 64L << 20)]
    [InlineData("64MB", 64L << 20)]
    [InlineData("64 MiB", 64L << 20)]
    [InlineData("1.5G", 3L << 29)]
    [InlineData("512K", 512 << 10)]
    [InlineData("2T", 2L << 40)]
    public void Byte_sizes_count_in_1024s(string text, long bytes) => Assert.Equal(bytes, ValueParsers.ByteSize(text));

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("64X")]
    [InlineData("1.2.3M")]
    [InlineData("1e3")]
    [InlineData("99999999T")]
    public void Other_byte_sizes_are_refused_with_examples(string text) => Refused(() => ValueParsers.ByteSize(text), "64M");

    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    [InlineData("90.5", 90.5)]
    [InlineData("1:30", 90)]
    [InlineData("75:00", 4500)]
    [InlineData("1:02:03.5", 3723.5)]
    public void Times_are_seconds_minutes_or_hours(string text, double seconds) => Assert.Equal(seconds, ValueParsers.Time(text));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1:60")]
    [InlineData("1:2:3:4")]
    [InlineData("1.5:00")]
    [InlineData("NaN")]
    [InlineData("99999999")]
    public void Other_times_are_refused_with_examples(string text) => Refused(() => ValueParsers.Time(text), "1:30");

    [Theory]
    [InlineData("120%", 1.2)]
    [InlineData("10%", 0.1)]
    [InlineData("1000 %", 10)]
    [InlineData("62.5%", 0.625)]
    public void Tempos_are_percentages(string text, double factor) => Assert.Equal(factor, ValueParsers.Tempo(text), 1e-12);

    [Theory]
    [InlineData("")]
    [InlineData("120")]
    [InlineData("9%")]
    [InlineData("1001%")]
    [InlineData("-50%")]
    [InlineData("NaN%")]
    public void Other_tempos_are_refused_with_examples(string text) => Refused(() => ValueParsers.Tempo(text), "120%");

    [Theory]
    [InlineData("2", 2)]
    [InlineData("-3", -3)]
    [InlineData("+0.5", 0.5)]
    public void Transpositions_are_semitones(string text, double semitones) => Assert.Equal(semitones, ValueParsers.Semitones(text));

    [Theory]
    [InlineData("")]
    [InlineData("49")]
    [InlineData("-49")]
    [InlineData("up")]
    [InlineData("NaN")]
    public void Other_transpositions_are_refused_with_examples(string text) => Refused(() => ValueParsers.Semitones(text), "-0.5");

    [Theory]
    [InlineData("1", new[] { 0 })]
    [InlineData("10,1", new[] { 0, 9 })]
    [InlineData("1-4, 3, 10", new[] { 0, 1, 2, 3, 9 })]
    [InlineData("256", new[] { 255 })]
    public void Channels_count_from_1(string text, int[] channels) => Assert.Equal(channels, ValueParsers.Channels(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1,,2")]
    [InlineData("4-2")]
    [InlineData("257")]
    [InlineData("-1")]
    public void Other_channels_are_refused_with_examples(string text) => Refused(() => ValueParsers.Channels(text), "1-4,10");

    [Theory]
    [InlineData("-6", -6)]
    [InlineData("+3dB", 3)]
    [InlineData("1.5 db", 1.5)]
    [InlineData("0", 0)]
    public void Gains_are_decibels(string text, double decibels) => Assert.Equal(decibels, ValueParsers.Decibels(text));

    [Theory]
    [InlineData("25")]
    [InlineData("-97")]
    [InlineData("loud")]
    [InlineData("dB")]
    public void Other_gains_are_refused(string text) => Refused(() => ValueParsers.Decibels(text), "-96 to 24");

    [Theory]
    [InlineData("10ms", 10, null)]
    [InlineData("0.5s", 500, null)]
    [InlineData("250us", 0.25, null)]
    [InlineData("10ms,50MB/s", 10, 50L << 20)]
    public void A_disk_has_a_delay_and_perhaps_a_speed(string text, double delayMilliseconds, long? bytesPerSecond) =>
        Assert.Equal(new DiskSimulation(TimeSpan.FromMilliseconds(delayMilliseconds), bytesPerSecond), ValueParsers.DiskSimulation(text));

    [Theory]
    [InlineData("10")]
    [InlineData("ms")]
    [InlineData("10ms,")]
    [InlineData("10ms,50MB")]
    [InlineData("61s")]
    public void Other_disks_are_refused(string text) => Refused(() => ValueParsers.DiskSimulation(text), "expected a ");

    [Theory]
    [InlineData("gm.sf2", "gm.sf2", 0)]
    [InlineData("1:song.sbk", "song.sbk", 1)]
    [InlineData("127:x", "x", 127)]
    [InlineData(@"C:\banks\gm.sf2", @"C:\banks\gm.sf2", 0)]
    [InlineData(@"1:C:\banks\gm.sf2", @"C:\banks\gm.sf2", 1)]
    [InlineData("name:with:colons.sf2", "name:with:colons.sf2", 0)]
    [InlineData("./1:odd.sf2", "./1:odd.sf2", 0)]
    [InlineData("http://host/gm.sf2", "http://host/gm.sf2", 0)]
    [InlineData("https://host:8080/a b.sf2", "https://host:8080/a b.sf2", 0)]
    [InlineData("1:http://host:8080/song.sbk", "http://host:8080/song.sbk", 1)]
    [InlineData("http:odd.sf2", "http:odd.sf2", 0)]
    public void A_font_is_a_file_with_perhaps_a_bank_number_before_it(string text, string path, int bank) =>
        Assert.Equal(new FontSpec(path, bank), ValueParsers.Font(text));

    [Theory]
    [InlineData("")]
    [InlineData("1:")]
    [InlineData("128:x")]
    [InlineData("99999999999:x")]
    [InlineData("http://")]
    [InlineData("2:http://ho st/x.sf2")]
    public void Other_fonts_are_refused(string text) => Refused(() => ValueParsers.Font(text), "expected ");

    [Theory]
    [InlineData("8000", 8000)]
    [InlineData("192000", 192000)]
    public void Rates_reach_from_8000_to_192000(string text, int rate) => Assert.Equal(rate, ValueParsers.Rate(text));

    [Theory]
    [InlineData("7999")]
    [InlineData("192001")]
    [InlineData("44.1")]
    [InlineData("-44100")]
    public void Other_rates_are_refused(string text) => Refused(() => ValueParsers.Rate(text), "8000 to 192000");

    [Theory]
    [InlineData("0")]
    [InlineData("4097")]
    public void Polyphony_is_1_to_4096(string text)
    {
        Refused(() => ValueParsers.Polyphony(text), "1 to 4096");
        Assert.Equal((1, 4096), (ValueParsers.Polyphony("1"), ValueParsers.Polyphony("4096")));
    }

    [Fact]
    public void Words_stand_for_what_they_say()
    {
        Assert.Equal((true, false), (ValueParsers.OnOff("on"), ValueParsers.OnOff("off")));
        Assert.Equal(
            [Interpolation.Linear, Interpolation.Cubic, Interpolation.Sinc],
            new[] { "linear", "cubic", "sinc" }.Select(ValueParsers.Interpolation));
        Assert.Equal(
            [SampleFormat.S16, SampleFormat.S24, SampleFormat.F32],
            new[] { "s16", "s24", "f32" }.Select(ValueParsers.SampleFormat));
        Assert.Equal(
            [VelocityToFilter.Off, VelocityToFilter.Version201, VelocityToFilter.Version204],
            new[] { "off", "2.01", "2.04" }.Select(ValueParsers.VelocityToFilter));
        Assert.Equal(
            [SoundControllers.ByMode, SoundControllers.On, SoundControllers.Off],
            new[] { "auto", "on", "off" }.Select(ValueParsers.SoundControllers));
        Refused(() => ValueParsers.OnOff("yes"), "on or off");
        Refused(() => ValueParsers.VelocityToFilter("on"), "off, 2.01 or 2.04");
        Refused(() => ValueParsers.SoundControllers("gs"), "auto, on or off");
        Refused(() => ValueParsers.Interpolation("spline"), "linear, cubic or sinc");
        Refused(() => ValueParsers.SampleFormat("s8"), "s16, s24 or f32");
    }

    private static void Refused<T>(Func<T> parse, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => { parse(); }).Message, StringComparison.Ordinal);
}
