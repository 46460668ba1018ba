using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>Whatever key is struck how hard: the page that the voice begins with is among the heads.</summary>
public class PresetHeadsTests(ITestOutputHelper output)
{
    private const int Rate = 44100;

    [Theory]
    [InlineData("TimGM6mb.sf2")]
    [InlineData("FluidR3_GM.sf2")]
    [InlineData("MuseScore_General_Full.sf2")]
    public void A_note_of_a_real_bank_begins_in_a_head(string file)
    {
        using var font = SoundFont.Open(TestFiles.Bank(file));
        using var bank = new StoredBank(0, font);
        var repertoire = new Repertoire(new PresetMap([new MappedFont(font, 0)]), [bank]);
        var heads = new PresetHeads(repertoire, Rate);
        var random = new Random(20);
        var controls = default(VoiceControls);
        var (voices, pages) = (0, 0L);
        foreach (var preset in font.Presets)
        {
            var channel = ChannelFor(preset);
            var sink = new Heads();
            Assert.True(heads.TryCollect(new PresetMapEntry(0, preset), channel, sink));
            pages += sink.Pages.Count;
            for (var note = 0; note < 200; note++)
            {
                var (key, velocity) = (random.Next(128), random.Next(1, 128));
                var zones = repertoire.ZonesOf(new PresetMapEntry(0, preset), key, velocity);
                while (zones.TryNext(out var pair))
                {
                    var start = repertoire.VoiceOf(new PresetMapEntry(0, preset), pair, channel, key, velocity);
                    controls.Start(start, Rate);
                    var span = controls.SpanOf(start.Bank, start.InstrumentZone.Target);
                    var page = bank.SampleAt(pair.InstrumentZone.Target).FirstPage + (span.Start >> Page.Shift);
                    Assert.True(sink.Pages.Contains(page), $"{preset.Name}: key {key}, velocity {velocity} begins at {span.Start}");
                    voices++;
                }
            }
        }

        output.WriteLine($"{file}: {voices} voices, {(double)pages / font.Presets.Count:F0} pages of heads a preset");
        Assert.True(voices > 1000);
    }

    [Fact]
    public void Kits_come_before_the_piano_and_the_middle_before_the_rest()
    {
        var builder = new SoundFontBuilder();
        var samples = Enumerable.Range(0, 4).Select(n => builder.AddSample($"s{n}", new short[9000], Rate, 60)).ToArray();
        builder.AddPreset("piano", 0, 0, new ZoneBuilder(builder.AddInstrument(
            "piano", new ZoneBuilder(samples[0]).Keys(0, 20), new ZoneBuilder(samples[1]).Keys(55, 65))));
        builder.AddPreset("kit", 128, 0, new ZoneBuilder(builder.AddInstrument(
            "kit", new ZoneBuilder(samples[2]).Keys(90, 90), new ZoneBuilder(samples[3]).Keys(36, 50))));
        using var font = SoundFont.Read(new MemoryByteSource(builder.ToBytes(), "bank"));
        using var bank = new StoredBank(0, font);
        var sink = new Heads();

        new PresetHeads(new Repertoire(new PresetMap([new MappedFont(font, 0)]), [bank]), Rate)
            .TryCollect([new Channel(0), new Channel(9)], sink);

        Assert.Equal([3, 1, 2, 0], sink.Order.Select(page => page / 3));
    }

    [Fact]
    public void Velocity_moves_the_head_over_all_that_it_can_begin_with()
    {
        // The hardest stroke begins in the seventh of ten pages.
        var builder = new SoundFontBuilder();
        var sample = builder.AddSample("s", new short[10 * Page.Frames], Rate, 60);
        var zone = new ZoneBuilder(sample).Modulate(0x0002, GeneratorType.StartAddressOffset, 28_000);
        builder.AddPreset("p", 0, 0, new ZoneBuilder(builder.AddInstrument("i", zone)));
        using var font = SoundFont.Read(new MemoryByteSource(builder.ToBytes(), "bank"));
        using var bank = new StoredBank(0, font);
        var sink = new Heads();

        new PresetHeads(new Repertoire(new PresetMap([new MappedFont(font, 0)]), [bank]), Rate).TryCollect([new Channel(0)], sink);

        Assert.Superset(Enumerable.Range(0, 8).ToHashSet(), sink.Pages);
    }

    [Fact]
    public void A_sink_that_has_enough_is_asked_no_more()
    {
        using var font = SoundFont.Open(TestFiles.Bank("TimGM6mb.sf2"));
        using var bank = new StoredBank(0, font);
        var sink = new Heads { Room = 5 };

        var repertoire = new Repertoire(new PresetMap([new MappedFont(font, 0)]), [bank]);

        Assert.False(new PresetHeads(repertoire, Rate).TryCollect([new Channel(0)], sink));

        Assert.Equal(5, sink.Order.Count);
    }

    private static Channel ChannelFor(Preset preset)
    {
        var channel = new Channel(preset.Bank == Channel.DrumBank ? 9 : 0);
        channel.ProgramChange(preset.Program & 127);
        return channel;
    }

    private sealed class Heads : IHeadSink
    {
        public HashSet<int> Pages { get; } = [];

        public List<int> Order { get; } = [];

        public int Room { get; init; } = int.MaxValue;

        public bool TryAdd(StoredBank bank, int firstPage, int count)
        {
            Pages.UnionWith(Enumerable.Range(firstPage, count));
            Order.Add(firstPage);
            return Order.Count < Room;
        }
    }
}
