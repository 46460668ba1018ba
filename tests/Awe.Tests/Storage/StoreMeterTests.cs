using System.Diagnostics.Metrics;
using Awe.Storage;

namespace Awe.Tests.Storage;

[Collection(StoreCollection.Name)]
public sealed class StoreMeterTests
{
    [Fact]
    public void A_listener_hears_what_the_statistics_say()
    {
        using var font = TestBank.Of(40 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 77 << 20 });
        using var reader = store.CreateReader(4, 44100, MissPolicy.Wait);
        var bank = store.Attach(font);
        reader.BeginQuantum();
        for (var page = 0; page < 40; page++)
        {
            reader.NoteEntry(bank, page);
            reader.Read(bank, page);
            reader.NoteEntry(bank, page);
        }

        reader.Leave();
        var heard = Listen();
        var seen = store.Statistics;

        // Other tests have stores too: ours is among what is heard.
        Assert.Contains(77 << 20, heard["awe.store.budget"]);
        Assert.Contains(seen.Hot.Bytes, heard["awe.store.hot.bytes"]);
        Assert.Contains(seen.Pool.Bytes, heard["awe.store.pool.bytes"]);
        Assert.Contains(seen.HitsHot, heard["awe.store.hits.hot"]);
        Assert.Contains(seen.MissesCold, heard["awe.store.misses"]);
        Assert.Contains(seen.ReadBytes, heard["awe.store.read_bytes"]);
        Assert.Contains(seen.HitRate, heard["awe.store.hit_rate"]);
        Assert.Equal(22, heard.Count);
    }

    [Fact]
    public void A_closed_store_is_heard_no_more()
    {
        using (new SampleStore(new SampleStoreOptions { BudgetBytes = 78 << 20 }))
        {
            Assert.Contains(78 << 20, Listen()["awe.store.budget"]);
        }

        Assert.DoesNotContain(78 << 20, Listen().GetValueOrDefault("awe.store.budget") ?? []);
    }

    private static Dictionary<string, List<double>> Listen()
    {
        var heard = new Dictionary<string, List<double>>();
        void Hear(Instrument instrument, double value) =>
            (heard.TryGetValue(instrument.Name, out var values) ? values : heard[instrument.Name] = []).Add(value);

        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == StoreMeter.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Hear(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Hear(instrument, value));
        listener.Start();
        listener.RecordObservableInstruments();
        return heard;
    }
}
