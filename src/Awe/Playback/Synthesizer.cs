using System.Runtime.CompilerServices;
using Awe.Effects;
using Awe.Midi;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>
/// Plays messages through banks. Sound is made in quanta of 64 frames; a message takes effect at its own frame, which cuts the quantum
/// there, so what is heard does not depend on how large the caller's buffers are.
/// </summary>
/// <remarks>
/// One thread renders at a time; any thread may send. Rendering allocates nothing, takes no lock and, under
/// <see cref="MissPolicy.RealTime"/>, waits for nobody.
/// </remarks>
public sealed partial class Synthesizer : IDisposable
{
    /// <summary>Frames of a render quantum.</summary>
    public const int QuantumFrames = 64;

    private const int Buses = 5;
    private readonly SampleStore _store;
    private readonly PageReader _reader;
    private readonly VoicePool _pool;
    private readonly Performer _performer;
    private readonly Channel[] _channels;
    private readonly HeadWatch _heads;
    private readonly PlayedBanks _banks;
    private readonly NativeArray<float> _buses;
    private readonly EffectRack _effects;
    private readonly Limiter? _limiter;
    private readonly MasterGain _gain;
    private readonly LiveEvents _live = new();
    private readonly SysExBuffers _sysEx = new();
    private readonly RenderingThread _renderingThread = new();
    private readonly long _poolBytes;
    private readonly SynthesizerOptions _options;
    private IScore? _score; // set by any thread
    private IScore? _playing; // the score as the rendering thread has seen it
    private long _frame;
    private int _rendered; // frames of the present quantum that have been handed out
    private bool _isDisposed;

    /// <summary>Makes everything that rendering needs and attaches the banks to the store.</summary>
    /// <param name="store">Sample memory; may serve other synthesizers too, and outlives this one.</param>
    /// <param name="fonts">The banks; later ones lie over earlier ones.</param>
    /// <param name="options">How it sounds.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The store's budget is too small for voices, buffers and page tables.</exception>
    public Synthesizer(SampleStore store, IReadOnlyList<LoadedFont> fonts, SynthesizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(fonts);
        options ??= new SynthesizerOptions();
        Check(options);
        SampleRate = options.SampleRate;
        _store = store;
        CheckOffsets(fonts);
        _banks = new PlayedBanks(store, fonts, options);
        _reader = CreateReader(options);
        _poolBytes = VoicesAndEffectsBytesFor(options);
        ReservePool(options.Polyphony);
        _buses = new NativeArray<float>(Buses * QuantumFrames);
        _effects = new EffectRack(options.SampleRate, options.Reverb, options.Chorus, options.Delay);
        _limiter = options.Limiter ? new Limiter(options.SampleRate) : null;
        _pool = new VoicePool(options.Polyphony, options.SampleRate, QuantumFrames, options.Interpolation, _reader);
        _channels = ChannelsOf(options);
        _performer = new Performer(_channels, _banks.Current, _pool);
        _heads = new HeadWatch(store, _channels, options.SampleRate);
        _options = options;
        _gain = new MasterGain(options.GainDecibels);
        _rendered = QuantumFrames;
        store.Watch(Watch);
    }

    /// <summary>Frames a second.</summary>
    public int SampleRate { get; }

    /// <summary>By how many frames the output lags behind the messages: the limiter's look-ahead, or 0.</summary>
    public int LatencyFrames => _limiter?.LatencyFrames ?? 0;

    /// <summary>Frames that have been handed out since construction; a message for this frame sounds with the next one.</summary>
    /// <remarks>Any thread may look.</remarks>
    public long Frame => Volatile.Read(ref _frame);

    /// <summary>Voices that sound now.</summary>
    public int VoiceCount => _pool.SoundingCount;

    /// <summary>The most voices that sounded at once.</summary>
    public int VoicesPeak => _pool.PeakCount;

    /// <summary>Voices that gave way to new notes.</summary>
    public long VoicesStolen => _pool.StolenCount;

    /// <summary>Voices that were asked for and never heard.</summary>
    public long NotesDropped => _pool.DroppedCount;

    /// <summary>Voices that were ended because what they made was no number.</summary>
    public long VoicesFaulty => _pool.FaultyCount;

    /// <summary>System exclusive messages that were obeyed although their checksum is wrong.</summary>
    public long WrongChecksums { get; private set; }

    /// <summary>Modulators that voices had and did not play: those whose links lead nowhere, and more than 64 in one voice.</summary>
    public long ModulatorsIgnored => _pool.IgnoredModulators;

    /// <summary>Notes whose program is in no bank.</summary>
    public long NotesWithoutProgram => _performer.MissingProgramCount;

    /// <summary>
    /// Frames of voices rendered so far, one voice for one frame each: what render time is divided by to compare engines.
    /// </summary>
    public long VoiceFrames { get; private set; }

    /// <summary>Any thread: plays a channel message at once, or at <paramref name="frame"/> when that lies ahead.</summary>
    /// <returns>False when too many messages wait; nothing has been changed then.</returns>
    public bool Send(MidiMessage message, long frame = 0) => _live.TryAdd(new QueuedEvent(frame, AsOnTheWire(message)));

    /// <summary>
    /// Any thread: obeys a system exclusive message, with or without its F0 and F7. One that means nothing here is ignored,
    /// and so is one longer than 1024 bytes: none that means something is.
    /// </summary>
    /// <returns>False when too many messages wait; nothing has been changed then.</returns>
    public bool SendSysEx(ReadOnlySpan<byte> bytes, long frame = 0)
    {
        if (SystemMessages.Parse(bytes).Kind == SystemMessageKind.None)
        {
            return true;
        }

        if (!_sysEx.TryRent(bytes, out var buffer))
        {
            return false;
        }

        if (_live.TryAdd(new QueuedEvent(frame, default, buffer)))
        {
            return true;
        }

        _sysEx.Return(buffer);
        return false;
    }

    /// <summary>The rendering thread: writes the next frames, planar, full scale +-1.</summary>
    /// <param name="left">As long as <paramref name="right"/>.</param>
    /// <param name="right">As long as <paramref name="left"/>.</param>
    /// <exception cref="ArgumentException">The two are of different lengths.</exception>
    /// <exception cref="ObjectDisposedException">The synthesizer has been disposed.</exception>
    /// <exception cref="OperationCanceledException">A wait for samples was cancelled (<see cref="SynthesizerOptions.Cancellation"/>).</exception>
    public void Render(Span<float> left, Span<float> right)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"The right channel has {right.Length} frames, the left one {left.Length}.", nameof(right));
        }

        _renderingThread.Claim();
        while (!left.IsEmpty)
        {
            if (_rendered == QuantumFrames)
            {
                _reader.Place = _frame;
                TakeScore();
                TakeBanks();
                RenderQuantum();
            }

            var frames = Math.Min(left.Length, QuantumFrames - _rendered);
            Bus(0).Slice(_rendered, frames).CopyTo(left);
            Bus(1).Slice(_rendered, frames).CopyTo(right);
            left = left[frames..];
            right = right[frames..];
            _rendered += frames;
            Volatile.Write(ref _frame, _frame + frames);
        }
    }

    /// <summary>Loads every page of the banks; the store's budget must hold them (<see cref="SampleStore.BudgetForResident"/>).</summary>
    /// <param name="progress">Told the share that is loaded, 0..1.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="InvalidOperationException">The budget does not hold the banks.</exception>
    public void LoadAll(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        _banks.Current.Banks.ToList().ForEach(bank => _store.LoadAll(bank, progress, cancellation));

    /// <summary>
    /// Loads programs before they are played: the beginnings of their notes first, drum kits and the middle of the keyboard before all, then
    /// the rest of their samples, as far as the store's budget and the time go.
    /// </summary>
    /// <param name="presets">Which; null for all. What is in no bank is passed over.</param>
    /// <param name="lowestKey">Notes below are not wanted, 0-127.</param>
    /// <param name="highestKey">Notes above are not wanted, 0-127.</param>
    /// <param name="timeLimit">When to stop; null for never.</param>
    /// <param name="progress">Told the share of the runs of pages that has been dealt with, 0..1, from a thread of the pool.</param>
    /// <param name="cancellation">Stops the loading; what is loaded stays.</param>
    /// <exception cref="ArgumentOutOfRangeException">A key is out of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The synthesizer or the store is disposed.</exception>
    public Task<PreloadResult> PreloadAsync(
        IReadOnlyList<ProgramNumber>? presets = null,
        int lowestKey = 0,
        int highestKey = 127,
        TimeSpan? timeLimit = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        InRange(lowestKey, 0, 127, nameof(lowestKey));
        InRange(highestKey, lowestKey, 127, nameof(highestKey));
        var repertoire = _banks.Current;
        var programs = Preloader.ProgramsOf(repertoire, presets);
        var preloader = new Preloader(_store, new PresetHeads(repertoire, SampleRate, lowestKey, highestKey), cancellation);
        return Task.Run(() => preloader.Run(programs, timeLimit ?? TimeSpan.MaxValue, progress), cancellation);
    }

    /// <summary>
    /// Plays other banks from the next quantum on: programs and controllers stay, voices of banks that are not among them fade. Any thread.
    /// </summary>
    /// <param name="fonts">The banks; later ones lie over earlier ones. Those that are played already stay as they are.</param>
    /// <returns>
    /// Ends when the banks that left are let go and may be disposed: some milliseconds later, if somebody renders; never before
    /// somebody does.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A bank's offset is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The store's budget is too small for the page tables of the new banks beside the old ones'.</exception>
    /// <exception cref="ObjectDisposedException">The synthesizer or the store is disposed.</exception>
    public Task ReplaceFontsAsync(IReadOnlyList<LoadedFont> fonts)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CheckOffsets(fonts);
        return _banks.Replace(fonts);
    }

    /// <summary>Bytes that a synthesizer of these options takes from the store's budget beside page tables.</summary>
    public static long PoolBytesFor(SynthesizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return VoicesAndEffectsBytesFor(options) + PageReader.BytesFor(VoicePool.SlotsFor(options.Polyphony));
    }

    /// <summary>Frees its memory and returns it to the store's budget. Not while another thread renders.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _store.Unwatch(Watch);
        _pool.Dispose();
        _reader.Dispose();
        _buses.Dispose();
        _store.ReleasePool(_poolBytes);
        _banks.Close();
    }

    /// <summary>The rendering thread, or before it renders: told of every page that a voice enters.</summary>
    internal IPageTrace? PageTrace
    {
        set => _reader.Trace = value;
    }

    /// <summary>Voices that can sound at once.</summary>
    internal int Polyphony => _options.Polyphony;

    /// <summary>Any thread: one that plays the same programs on channels of its own, with other voices.</summary>
    internal Performer CreatePerformer(IVoicePool pool) => new(ChannelsOf(_options), _banks.Current, pool);

    /// <summary>Any thread: messages that are known ahead, from the next quantum on.</summary>
    internal void SetScore(IScore score) => Volatile.Write(ref _score, score);

    /// <summary>Any thread: the score is played no more, unless another has taken its place.</summary>
    internal void DropScore(IScore score) => Interlocked.CompareExchange(ref _score, null, score);

    /// <summary>Any thread: whether the score is the one that is played, or will be from the next quantum on.</summary>
    internal bool IsScore(IScore score) => ReferenceEquals(Volatile.Read(ref _score)?.Origin, score);

    /// <summary>Whose this is to change.</summary>
    internal RenderingThread RenderingThread => _renderingThread;

    /// <summary>The rendering thread: the frame at which the next quantum begins; up to there everything has been rendered.</summary>
    internal long NextQuantumFrame => _frame + (QuantumFrames - _rendered);

    /// <summary>The rendering thread: what a score asks for beside its messages.</summary>
    internal Performer Performer => _performer;

    /// <summary>
    /// The rendering thread: every channel as at power-on. What sounds fades in some milliseconds; reverberation and chorus ring on, since a tail
    /// that is cut off clicks.
    /// </summary>
    internal void Restart()
    {
        _performer.Reset(SystemMode.Gs);
        _gain.SetMaster(_performer.System.Gain, _performer.System.Balance);
        _effects.Restart();
    }

    /// <summary>The rendering thread: obeys a message of the score now, on the way to a place: no voice has to do with it.</summary>
    internal void ObeyInPassing(in MidiMessage message, IScore score)
    {
        _pool.IsHidden = true;
        if (message.Kind == MidiMessageKind.SysEx)
        {
            Obey(message, score);
        }
        else
        {
            _performer.PassScore(message);
        }

        _pool.IsHidden = false;
    }

    /// <summary>What is played.</summary>
    internal Repertoire Repertoire => _banks.Current;

    /// <summary>A place where a song's look-ahead is told to the store; null when there is no room for one. Owned by the caller.</summary>
    internal IPageForecast? OpenForecast() => _store.OpenForecast(_reader, ScoutWalk.BytesFor(Polyphony, _options.Channels));

    // The store's keeper.
    private void Watch()
    {
        // Heads are for who plays live: not before somebody renders, since a song may be about to be put on, and not while one plays.
        if (_score is null && _reader.Quanta > 0 && _options.MissPolicy == MissPolicy.RealTime)
        {
            _heads.Poll(_banks.Current);
        }

        _banks.MoveOn();
    }

    private static Channel[] ChannelsOf(SynthesizerOptions options)
    {
        var system = new SystemState();
        return [.. Enumerable.Range(0, options.Channels).Select(number => new Channel(number, SystemMode.Gs, system))];
    }

    // A store that refuses keeps nothing of this synthesizer, and may be asked for a smaller one.
    private PageReader CreateReader(SynthesizerOptions options)
    {
        try
        {
            return _store.CreateReader(VoicePool.SlotsFor(options.Polyphony), options.SampleRate, options.MissPolicy, options.Cancellation);
        }
        catch
        {
            _banks.Close();
            throw;
        }
    }

    private void ReservePool(int polyphony)
    {
        try
        {
            _store.ReservePool(_poolBytes, $"a synthesizer of {polyphony} voices");
        }
        catch (InvalidOperationException)
        {
            _reader.Dispose();
            _banks.Close();
            throw;
        }
    }

    // Callers may fill in a message as they like; the audio thread indexes by its numbers.
    private static MidiMessage AsOnTheWire(MidiMessage message)
    {
        var (data1, data2) = ((byte)(message.Data1 & 0x7F), (byte)(message.Data2 & 0x7F));
        return message.Kind == MidiMessageKind.NoteOn
            ? MidiMessage.NoteOn(message.Channel, data1, data2)
            : message with { Data1 = data1, Data2 = data2 };
    }

    // Asked for before anything is made; what is made is less.
    private static long VoicesAndEffectsBytesFor(SynthesizerOptions options) =>
        VoicePool.BytesFor(options.Polyphony, QuantumFrames, options.Interpolation) + LiveEvents.Bytes + SysExBuffers.Bytes
        + ChannelBytesFor(options.Channels) + Environment.SystemPageSize
        + EffectRack.BytesFor(options.SampleRate, options.Reverb, options.Chorus, options.Delay)
        + (options.Limiter ? Effects.Limiter.BytesFor(options.SampleRate) : 0);

    /// <summary>Memory of channels, with what they share and what a performer keeps of each.</summary>
    internal static long ChannelBytesFor(int channels) => SystemState.Bytes + (channels * (long)(Channel.Bytes + PlayedChannel.Bytes));

    private static void Check(SynthesizerOptions options)
    {
        InRange(options.SampleRate, 8000, 192_000, nameof(options.SampleRate));
        InRange(options.Polyphony, 1, 4096, nameof(options.Polyphony));
        InRange(options.Channels, 16, 256, nameof(options.Channels));
    }

    private static void CheckOffsets(IReadOnlyList<LoadedFont> fonts) =>
        fonts.ToList().ForEach(font => InRange(font.BankOffset, -ushort.MaxValue, ushort.MaxValue, nameof(font.BankOffset)));

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {least} to {most}.");
        }
    }
}
