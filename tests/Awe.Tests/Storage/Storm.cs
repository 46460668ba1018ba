using Awe.Storage;

namespace Awe.Tests.Storage;

/// <summary>A rendering thread gone mad: it reads, asks for and pins pages at random, and looks at every point that it is given.</summary>
internal sealed class Storm(PageReader reader, StoredBank[] banks, int seed)
{
    public const int Voices = 16;
    private readonly Random _random = new(seed);

    /// <summary>Pages that were there when they were read.</summary>
    public int Seen { get; private set; }

    public void Blow(int quanta)
    {
        for (var quantum = 0; quantum < quanta; quantum++)
        {
            reader.BeginQuantum();
            Ask();
            Pin();
            if (reader.Policy == MissPolicy.Wait)
            {
                ReadOne();
            }
            else
            {
                ReadThree();
            }

            if (_random.Next(4) != 0)
            {
                reader.Leave();
            }
        }

        reader.Leave();
    }

    private void ReadOne()
    {
        var (bank, page) = AnyPage();
        reader.NoteEntry(bank, page);
        Look(bank, page, reader.Read(bank, page));
    }

    // In real time the views of a quantum stay valid to its end, whatever is evicted meanwhile.
    private void ReadThree()
    {
        var (bank0, page0) = AnyPage();
        var (bank1, page1) = AnyPage();
        var (bank2, page2) = AnyPage();
        reader.NoteEntry(bank0, page0);
        var points0 = reader.Read(bank0, page0);
        var points1 = reader.Read(bank1, page1);
        var points2 = reader.Read(bank2, page2);
        Look(bank2, page2, points2);
        Look(bank1, page1, points1);
        Look(bank0, page0, points0);
    }

    private void Look(StoredBank bank, int page, ReadOnlySpan<short> points)
    {
        if (!points.IsEmpty || reader.Policy == MissPolicy.Wait)
        {
            TestBank.AssertPage(bank, page, points);
            Seen++;
        }
    }

    private void Ask()
    {
        var (bank, page) = AnyPage();
        var priority = (PagePriority)_random.Next(4);
        reader.Request(bank, page, _random.Next(1, 20), _random.Next(3) * _random.Next(20_000), priority);
    }

    private void Pin()
    {
        var (bank, page) = AnyPage();
        reader.Pins.Pin(_random.Next(Voices), _random.Next(PinBoard.SlotsPerVoice), new PageKey(bank.Number, page));
        if (_random.Next(8) == 0)
        {
            reader.Pins.Clear(_random.Next(Voices));
        }
    }

    // Half of the pages come from a few favourites, as in music.
    private (StoredBank Bank, int Page) AnyPage()
    {
        var bank = banks[_random.Next(banks.Length)];
        return (bank, _random.Next(2) == 0 ? _random.Next(Math.Min(20, bank.Table.Pages)) : _random.Next(bank.Table.Pages));
    }
}
