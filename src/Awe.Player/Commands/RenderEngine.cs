using Awe.Playback;
using Awe.Storage;

namespace Awe.Player.Commands;

/// <summary>Store, synthesizer and player of one render, made from its options.</summary>
internal sealed class RenderEngine : IDisposable
{
    private RenderEngine(SampleStore store, Synthesizer synthesizer, Playback.Player player)
    {
        Store = store;
        Synthesizer = synthesizer;
        Player = player;
    }

    public SampleStore Store { get; }

    public Synthesizer Synthesizer { get; }

    public Playback.Player Player { get; }

    /// <exception cref="UsageException">The budget is too small for what is asked.</exception>
    public static RenderEngine Create(RenderInputs inputs, RenderOptions options, CancellationToken cancellation)
    {
        var synthesizerOptions = SynthesizerOptionsOf(inputs, options, cancellation);
        var store = new SampleStore(StoreOptionsOf(inputs, options, synthesizerOptions));
        Synthesizer? synthesizer = null;
        try
        {
            synthesizer = new Synthesizer(store, inputs.Fonts, synthesizerOptions);
            var player = new Playback.Player(synthesizer, inputs.Song);
            SetUp(player, inputs, options);
            return new RenderEngine(store, synthesizer, player);
        }
        catch (InvalidOperationException tooSmall)
        {
            synthesizer?.Dispose();
            store.Dispose();
            // A sentence of the library becomes what follows a colon.
            var sentence = tooSmall.Message.TrimEnd('.');
            throw new UsageException($"--budget: {char.ToLowerInvariant(sentence[0])}{sentence[1..]}");
        }
    }

    public void Dispose()
    {
        Player.Dispose();
        Synthesizer.Dispose();
        Store.Dispose();
    }

    private static void SetUp(Playback.Player player, RenderInputs inputs, RenderOptions options)
    {
        if (options.Loops > 1 && inputs.Loop is { } loop)
        {
            player.Loop = LoopSpan.Of(loop) with { Plays = options.Loops };
        }

        player.EndSeconds = options.EndSeconds ?? player.EndSeconds;
        player.Speed = options.Speed;
        player.Transposition = options.Transposition;
        foreach (var channel in options.Muted)
        {
            player.SetMuted(channel, true);
        }

        foreach (var channel in options.Soloed)
        {
            player.SetSoloed(channel, true);
        }

        player.Seek(options.StartSeconds);
    }

    private static SynthesizerOptions SynthesizerOptionsOf(RenderInputs inputs, RenderOptions options, CancellationToken cancellation) => new()
    {
        SampleRate = options.Rate,
        Polyphony = options.Polyphony,
        Channels = Playback.Player.ChannelsFor(inputs.Song),
        Interpolation = options.Interpolation,
        VelocityToFilter = options.VelocityToFilter,
        SoundControllers = options.SoundControllers,
        Reverb = options.Reverb,
        Chorus = options.Chorus,
        Delay = options.Delay,
        Limiter = options.Limiter,
        GainDecibels = options.GainDecibels,
        Cancellation = cancellation,
        MissPolicy = options.Realtime ? MissPolicy.RealTime : MissPolicy.Wait,
    };

    private static SampleStoreOptions StoreOptionsOf(RenderInputs inputs, RenderOptions options, SynthesizerOptions synthesizerOptions)
    {
        var store = new SampleStoreOptions();
        var budget = options.BudgetBytes ?? store.BudgetBytes;
        if (options.Resident)
        {
            var needed = SampleStore.BudgetForResident(inputs.Fonts.Select(font => font.Font), Synthesizer.PoolBytesFor(synthesizerOptions));
            if (options.BudgetBytes < needed)
            {
                throw new UsageException($"--budget {options.BudgetBytes} is too small for --resident, which needs {needed} bytes for all samples");
            }

            budget = Math.Max(budget, needed);
        }

        return budget < SampleStoreOptions.MinimumBudgetBytes
            ? throw new UsageException($"--budget {budget} is too small, expected at least {SampleStoreOptions.MinimumBudgetBytes} bytes")
            : store with { BudgetBytes = budget, LookAhead = options.Resident ? TimeSpan.Zero : store.LookAhead };
    }
}
