using System.Security.Cryptography;
using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>A real song on a real bank, in a store of a given budget.</summary>
internal sealed class RealRender : IDisposable
{
    private readonly SoundFont _font;
    private readonly SampleStore _store;
    private readonly Synthesizer _synthesizer;
    private readonly SongPlayer _player;

    /// <param name="bankPath">The bank.</param>
    /// <param name="songPath">The song.</param>
    /// <param name="budgetBytes">The store's budget; 0 holds all of the bank, and loads it first.</param>
    /// <param name="policy">What to do about missing pages.</param>
    /// <param name="polyphony">Voices.</param>
    public RealRender(string bankPath, string songPath, long budgetBytes, MissPolicy policy = MissPolicy.Wait, int polyphony = 64)
        : this(SoundFont.Open(bankPath), songPath, budgetBytes, policy, polyphony)
    {
    }

    /// <inheritdoc cref="RealRender(string, string, long, MissPolicy, int)"/>
    public RealRender(SoundFont font, string songPath, long budgetBytes, MissPolicy policy = MissPolicy.Wait, int polyphony = 64)
    {
        var song = MidiFile.Open(songPath);
        var options = new SynthesizerOptions { Polyphony = polyphony, Channels = SongPlayer.ChannelsFor(song), MissPolicy = policy };
        _font = font;
        var resident = SampleStore.BudgetForResident([_font], Synthesizer.PoolBytesFor(options));
        _store = new SampleStore(new SampleStoreOptions { BudgetBytes = budgetBytes > 0 ? budgetBytes : resident });
        _synthesizer = new Synthesizer(_store, [new LoadedFont(_font)], options);
        _player = new SongPlayer(_synthesizer, song);
        SongSeconds = song.Seconds;
        if (budgetBytes == 0)
        {
            _synthesizer.LoadAll(cancellation: TestContext.Current.CancellationToken);
        }
    }

    public double SongSeconds { get; }

    public SongPlayer Player => _player;

    public SampleStoreStatistics Statistics => _store.Statistics;

    /// <summary>Renders and throws away; allocates nothing itself.</summary>
    public void Play(double seconds)
    {
        Span<float> left = stackalloc float[441];
        Span<float> right = stackalloc float[441];
        for (var done = 0.0; done < seconds; done += 0.01)
        {
            _player.Render(left, right);
        }
    }

    /// <summary>The sound of a stretch of the song as a hash: of every bit of both sides.</summary>
    public string Hash(double from, double seconds)
    {
        _player.Seek(from);
        return Go(seconds);
    }

    /// <summary>The sound of the next stretch as a hash.</summary>
    public string Go(double seconds)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var left = new float[4410];
        var right = new float[4410];
        var isSilent = true;
        for (var done = 0.0; done < seconds; done += 0.1)
        {
            _player.Render(left, right);
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(left));
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(right));
            isSilent &= left.AsSpan().IndexOfAnyExcept(0f) < 0;
        }

        Assert.False(isSilent, "a render of nothing proves nothing");
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _player.Dispose();
        _synthesizer.Dispose();
        _store.Dispose();
        _font.Dispose();
    }
}
