using Awe.Storage;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>
/// The banks that a synthesizer plays, and those that are to follow. A change goes from whoever asked for it to the rendering thread, which
/// plays the new banks from its next quantum on, and, when no voice of the old ones is left, to the store's keeper, which lets those go.
/// </summary>
internal sealed class PlayedBanks
{
    private readonly SampleStore _store;
    private readonly SynthesizerOptions _options;
    private readonly Lock _gate = new();
    private readonly List<BankChange> _changes = []; // asked for and not finished, oldest first
    private BankChange? _coming; // for the rendering thread to take
    private BankChange? _leaving; // the rendering thread: old voices have not ended yet
    private volatile Repertoire _current;
    private bool _isClosed;

    /// <summary>Attaches the banks to the store.</summary>
    /// <exception cref="InvalidOperationException">The store's budget is too small for their page tables.</exception>
    public PlayedBanks(SampleStore store, IReadOnlyList<LoadedFont> fonts, SynthesizerOptions options)
    {
        _store = store;
        _options = options;
        _current = Attach(fonts);
    }

    /// <summary>Any thread: what is played.</summary>
    public Repertoire Current => _current;

    /// <summary>Any thread but the rendering one: plays other banks. The task ends when those that left are let go.</summary>
    /// <exception cref="InvalidOperationException">The store's budget is too small for their page tables.</exception>
    /// <exception cref="ObjectDisposedException">The banks are let go, or the store is.</exception>
    public Task Replace(IReadOnlyList<LoadedFont> fonts)
    {
        var next = Attach(fonts); // may wait, so not under the lock that the keeper takes
        lock (_gate)
        {
            if (_isClosed)
            {
                next.Banks.ToList().ForEach(_store.Detach);
                throw new ObjectDisposedException(nameof(Synthesizer));
            }

            var change = new BankChange(next, _changes.Count > 0 ? _changes[^1].Next : _current);
            _changes.Add(change);
            return change.Done;
        }
    }

    /// <summary>The rendering thread: whether other banks are played from now on.</summary>
    public bool TryTakeNext()
    {
        if (_leaving is not null || Volatile.Read(ref _coming) is not { IsTaken: false } change)
        {
            return false;
        }

        change.IsTaken = true;
        Volatile.Write(ref _coming, null);
        _leaving = change;
        _current = change.Next;
        return true;
    }

    /// <summary>The rendering thread: fades the voices of banks that are played no more; when none is left, the banks may go.</summary>
    public void FadeStrangers(VoicePool pool)
    {
        if (_leaving is null)
        {
            return;
        }

        var isAnyLeft = false;
        foreach (var voice in pool.Live)
        {
            if (!_current.Has(voice.Bank))
            {
                pool.Fade(voice);
                isAnyLeft = true;
            }
        }

        if (!isAnyLeft)
        {
            _leaving.FreeOld();
            _leaving = null;
        }
    }

    /// <summary>The store's keeper: moves changes on. It only tries the lock: who holds it may wait for one that waits for the keeper.</summary>
    public void MoveOn()
    {
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            MoveFirstOn();
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>When nobody renders any more: all banks are let go, and all changes end.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;

            // Each change still holds what was before it; the last one's banks are held as well.
            var last = _changes.Count > 0 ? _changes[^1].Next : _current;
            _changes.SelectMany(change => change.Old.Banks).Concat(last.Banks).ToList().ForEach(_store.Detach);
            _changes.ForEach(change => change.Finish());
            _changes.Clear();
        }
    }

    private void MoveFirstOn()
    {
        if (_changes is not [var first, ..])
        {
            return;
        }

        if (first.IsOldFree && _store.TryDetach(first.Old.Banks))
        {
            _changes.RemoveAt(0);
            first.Finish();
        }
        else if (!first.IsTaken)
        {
            Volatile.Write(ref _coming, first);
        }
    }

    private Repertoire Attach(IReadOnlyList<LoadedFont> fonts)
    {
        var banks = new List<StoredBank>();
        try
        {
            banks.AddRange(fonts.Select(font => _store.Attach(font.Font)));
        }
        catch
        {
            banks.ForEach(_store.Detach);
            throw;
        }

        var presets = new PresetMap([.. fonts.Select(font => new MappedFont(font.Font, font.BankOffset, font.KitsStay))]);
        return new Repertoire(presets, [.. banks], _options.VelocityToFilter, _options.SoundControllers);
    }
}
