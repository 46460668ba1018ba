using Awe.Storage;

namespace Awe.Playback;

/// <summary>
/// Runs ahead of a player through its song, on a thread of its own, and tells the store which pages will be entered when
/// (<see cref="ScoutWalk"/>). It looks at the synthesizer's clock; the rendering thread does nothing for it but say where a seek went.
/// </summary>
/// <remarks>A fault ends the scout and is kept; playing goes on without it.</remarks>
internal sealed class Scout : IDisposable
{
    /// <summary>How far ahead it goes if the forecast has room.</summary>
    public const double DefaultHorizonSeconds = 60;

    private const int StackBytes = 256 * 1024;

    // While somebody renders, and while nobody does.
    private const int BusyWaitMilliseconds = 3;
    private const int IdleWaitMilliseconds = 20;
    private readonly Synthesizer _synthesizer;
    private readonly ScoutWalk _walk;
    private readonly LatestValue<ScoutAim> _orders = new();
    private readonly long _horizonFrames;
    private readonly Thread _thread;
    private readonly ManualResetEvent _stop = new(false);
    private volatile bool _isStopping;
    private volatile string? _fault;
    private long _reached;
    private int _seen;

    /// <param name="synthesizer">Whose clock and programs are meant.</param>
    /// <param name="song">A cursor of its own in the song.</param>
    /// <param name="forecast">Where pages go; called by the scout's thread alone.</param>
    /// <param name="horizonSeconds">The furthest that it goes ahead.</param>
    public Scout(Synthesizer synthesizer, SongCursor song, IPageForecast forecast, double horizonSeconds = DefaultHorizonSeconds)
    {
        _synthesizer = synthesizer;
        _walk = new ScoutWalk(synthesizer, song, forecast);
        _horizonFrames = (long)(horizonSeconds * synthesizer.SampleRate);
        _thread = new Thread(Run, StackBytes) { IsBackground = true, Name = "awe scout" };
        _thread.Start(forecast);
    }

    /// <summary>Any thread: what ended the scout before its time, or null.</summary>
    public string? Fault => _fault;

    /// <summary>Any thread: the synthesizer's frame up to which everything has been told.</summary>
    public long Reached => Volatile.Read(ref _reached);

    /// <summary>The rendering thread: the song is played from here. Waits for nobody.</summary>
    public void Aim(in ScoutAim aim) => _orders.Give(aim);

    /// <summary>Ends the thread, after the step that it is in.</summary>
    public void Dispose()
    {
        if (_isStopping)
        {
            return;
        }

        _isStopping = true;
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run(object? forecast)
    {
        try
        {
            Follow();
            ((IPageForecast)forecast!).Restart(); // nobody plays the song any more
        }
#pragma warning disable CA1031 // Whatever it was: without look-ahead the music goes on, and the text is there for who asks.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _fault = $"{fault.GetType().Name}: {fault.Message}";
        }
    }

    private void Follow()
    {
        var (frameSeen, hasAim) = (-1L, false);
        while (!_isStopping)
        {
            if (_orders.TryTake(ref _seen, out var aim))
            {
                _walk.Aim(aim);
                hasAim = true;
            }

            var frame = _synthesizer.Frame;
            if (hasAim)
            {
                _walk.Past = Math.Max(_walk.Past, frame);
                GoTo(frame + _horizonFrames);
            }

            if (!_orders.IsNewerThan(_seen))
            {
                _stop.WaitOne(frame == frameSeen ? IdleWaitMilliseconds : BusyWaitMilliseconds);
            }

            frameSeen = frame;
        }
    }

    private void GoTo(long horizon)
    {
        while (!_isStopping && !_orders.IsNewerThan(_seen) && _walk.Step(horizon) == ScoutStep.Moved)
        {
            Volatile.Write(ref _reached, _walk.Frame);
        }
    }
}
