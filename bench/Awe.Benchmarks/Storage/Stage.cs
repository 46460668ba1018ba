using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>A bank in a store of its own, a synthesizer on it, and a player where there is a song.</summary>
internal sealed class Stage : IDisposable
{
    private readonly SoundFont _font;

    /// <param name="bank">Path of the bank.</param>
    /// <param name="budgetBytes">The store's budget; 0 holds all of the bank, and loads it.</param>
    /// <param name="policy">What to do about missing pages.</param>
    /// <param name="song">What is played; null for live playing.</param>
    /// <param name="options">How it sounds.</param>
    public Stage(string bank, long budgetBytes, MissPolicy policy, MidiFile? song = null, SynthesizerOptions? options = null)
    {
        options = (options ?? new SynthesizerOptions()) with { MissPolicy = policy, Channels = song is null ? 16 : Player.ChannelsFor(song) };
        _font = SoundFont.Open(bank);
        var resident = SampleStore.BudgetForResident([_font], Synthesizer.PoolBytesFor(options));
        Store = new SampleStore(new SampleStoreOptions { BudgetBytes = budgetBytes > 0 ? budgetBytes : resident });
        Synthesizer = new Synthesizer(Store, [new LoadedFont(_font)], options);
        if (budgetBytes == 0)
        {
            Synthesizer.LoadAll();
        }

        Player = song is null ? null : new Player(Synthesizer, song);
    }

    public SampleStore Store { get; }

    public Synthesizer Synthesizer { get; }

    public Player? Player { get; }

    /// <summary>Renders as fast as it goes, and throws away.</summary>
    public void Render(double seconds)
    {
        var (left, right) = (new float[1024], new float[1024]);
        for (var frames = (long)(seconds * Synthesizer.SampleRate); frames > 0; frames -= left.Length)
        {
            Synthesizer.Render(left, right);
        }
    }

    public void Dispose()
    {
        Player?.Dispose();
        Synthesizer.Dispose();
        Store.Dispose();
        _font.Dispose();
    }
}
