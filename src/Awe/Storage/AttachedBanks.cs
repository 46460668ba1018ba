using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Storage;

/// <summary>
/// The banks of a store: how they come, with their page tables and what streamers need to read them, and how every byte of them goes again.
/// </summary>
/// <remarks>Called by one thread at a time, under the store's lock of owners; the gate is taken here where streamers look on.</remarks>
internal sealed class AttachedBanks
{
    private readonly StoreParts _parts;
    private readonly PoolAccount _pool;
    private readonly SampleStoreOptions _options;
    private (int Pages, bool Is24Bit, bool HasEncoded) _staging = (1, false, false); // what all banks together need of each streamer
    private long _stagingBytesEach;
    private long _fileBytes;

    public AttachedBanks(StoreParts parts, PoolAccount pool, SampleStoreOptions options)
    {
        _parts = parts;
        _pool = pool;
        _options = options;
        _stagingBytesEach = PageStaging.BytesFor(_staging.Pages, _staging.Is24Bit, _staging.HasEncoded);
    }

    /// <summary>Any thread: size of all banks' files together.</summary>
    public long FileBytes => Volatile.Read(ref _fileBytes);

    /// <summary>Memory in which all streamers together put what they have read.</summary>
    public long StagingBytes => _stagingBytesEach * _options.Streamers;

    /// <summary>The bank of a font, shared if it is attached already, with one user more.</summary>
    /// <exception cref="InvalidOperationException">Its page table does not fit into the budget.</exception>
    public StoredBank Attach(SoundFont font)
    {
        var bank = _parts.Banks.Find(b => b?.Font == font && !b.IsLeaving) ?? AttachNew(font);
        bank.Users++;
        return bank;
    }

    /// <summary>One user less; with the last one the bank goes, once no streamer reads for it.</summary>
    public void Detach(StoredBank bank)
    {
        if (--bank.Users == 0)
        {
            TakeAway(bank);
        }
    }

    /// <summary>Whether one user less of each would not have to wait for a streamer; from now on nothing more is loaded for those that go.</summary>
    public bool AreReadyToLeave(IReadOnlyList<StoredBank> banks)
    {
        var leaving = banks.Where(bank => bank.Users == 1).ToList();
        leaving.ForEach(MarkLeaving);
        return !leaving.Exists(IsLoading);
    }

    // A small hot tier must not be flooded by one voice's read-ahead.
    private int RunPagesFor(IByteSource source) => Math.Clamp(
        (_options.ReadBytes ?? source.BestReadBytes) / Page.Bytes, 1, Math.Clamp(_parts.Frames.AllowedCount / 64, 1, LoadPlan.Capacity));

    private StoredBank AttachNew(SoundFont font)
    {
        // Numbers are not used again: requests and frames of a bank that has left may still be about.
        var bank = new StoredBank(_parts.Banks.Count, font, RunPagesFor(font.Source));
        try
        {
            _pool.Take(bank.Bytes, $"the page table of {font.Source.Name}");
            TakeStagingFor(bank);
        }
        catch
        {
            bank.Dispose();
            throw;
        }

        lock (_parts.Gate)
        {
            _parts.Banks.Add(bank);
            _fileBytes += font.Source.Length;
            return bank;
        }
    }

    // Staging grows to what the largest bank needs, and stays.
    private void TakeStagingFor(StoredBank bank)
    {
        var staging = (Pages: Math.Max(_staging.Pages, bank.RunPages), Is24Bit: _staging.Is24Bit || bank.Is24Bit, HasEncoded: _staging.HasEncoded || bank.HasEncoded);
        var more = PageStaging.BytesFor(staging.Pages, staging.Is24Bit, staging.HasEncoded) - _stagingBytesEach;
        if (more <= 0)
        {
            return;
        }

        try
        {
            _pool.Take(more * _options.Streamers, $"reading {bank.Font.Source.Name}");
            _stagingBytesEach += more;
            _staging = staging;
        }
        catch
        {
            _pool.Return(bank.Bytes);
            throw;
        }
    }

    // A streamer may be reading for the bank; a reader of another bank may be in an epoch in which it saw this one's frames.
    private void TakeAway(StoredBank bank)
    {
        MarkLeaving(bank);
        while (IsLoading(bank))
        {
            Thread.Sleep(1);
        }

        lock (_parts.Gate)
        {
            _parts.Evictor.EvictBank(bank.Number);
            _parts.Warm.RemoveBank(bank.Number);
            _parts.Banks[bank.Number] = null;
            _parts.Ledger.ReturnPool(bank.Bytes + bank.MapBytes);
        }

        bank.Dispose();
    }

    // Nothing is loaded for it from now on.
    private void MarkLeaving(StoredBank bank)
    {
        lock (_parts.Gate)
        {
            if (!bank.IsLeaving)
            {
                bank.IsLeaving = true;
                _fileBytes -= bank.Font.Source.Length;
            }
        }
    }

    private bool IsLoading(StoredBank bank)
    {
        lock (_parts.Gate)
        {
            return bank.LoadsUnderWay > 0;
        }
    }
}
