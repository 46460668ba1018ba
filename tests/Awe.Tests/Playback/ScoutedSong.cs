using System.Diagnostics;
using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>A song on a bank, rendered with its page entries written down, and a scout that walks beside it without a thread.</summary>
internal sealed class ScoutedSong : IDisposable
{
    private readonly SoundFont _font;
    private readonly SampleStore _store;
    private readonly SongPlayer _player;

    public ScoutedSong(SoundFont font, MidiFile song, long budgetBytes = 64 << 20, int polyphony = 256, ForecastLog? forecast = null)
    {
        Forecast = forecast ?? new ForecastLog();
        _font = font;
        _store = new SampleStore(new SampleStoreOptions { BudgetBytes = budgetBytes });
        Synthesizer = new Synthesizer(_store, [new LoadedFont(_font)], new SynthesizerOptions
        {
            Polyphony = polyphony,
            Channels = SongPlayer.ChannelsFor(song),
            MissPolicy = MissPolicy.Wait,
            Reverb = false,
            Chorus = false,
            Limiter = false,
        });
        Song = song;
        _player = new SongPlayer(Synthesizer, song);
        Log = new EntryLog(Synthesizer, _player);
        Walk = new ScoutWalk(Synthesizer, new SongCursor(song, Synthesizer.SampleRate), Forecast);
    }

    public MidiFile Song { get; }

    public SongPlayer Player => _player;

    public Synthesizer Synthesizer { get; }

    public EntryLog Log { get; }

    public ForecastLog Forecast { get; }

    public ScoutWalk Walk { get; }

    /// <summary>What the walk of the last stretch took.</summary>
    public double WalkMicroseconds { get; private set; }

    public int Rate => Synthesizer.SampleRate;

    /// <summary>Points the scout at a place of the song that the synthesizer is to play now.</summary>
    public void Aim(double from)
    {
        var place = FrameOf(from);
        Walk.Aim(AimAt(place, Synthesizer.Frame, Song.Seconds));
    }

    /// <summary>Renders a stretch of the song, and lets the scout walk it first.</summary>
    public ForecastMatch Play(double from, double seconds)
    {
        _player.Seek(from);
        Aim(from);
        return Go(seconds);
    }

    /// <summary>Renders the next stretch as the player plays it now, and lets the scout walk it first, from what the player says.</summary>
    public ForecastMatch GoOn(double seconds)
    {
        Walk.Aim(_player.Aim());
        return Go(seconds);
    }

    private ForecastMatch Go(double seconds)
    {
        var until = Synthesizer.Frame + FrameOf(seconds);
        var began = Stopwatch.GetTimestamp();
        Walk.RunUntil(until);
        WalkMicroseconds = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        var first = Log.Entries.Count;
        var (left, right) = (new float[Synthesizer.QuantumFrames], new float[Synthesizer.QuantumFrames]);
        while (Synthesizer.Frame < until)
        {
            Synthesizer.Render(left, right);
        }

        return new ForecastMatch(Forecast.Entries, [.. Log.Entries.Skip(first).Where(entry => entry.Frame <= until)]);
    }

    /// <summary>A song that is played from a place on, at a frame.</summary>
    public static ScoutAim AimAt(long place, long frame, double endSeconds) => new()
    {
        FromPlace = place,
        Frame = frame,
        Before = new SongClock(frame, place, 1),
        Clock = new SongClock(frame, place, 1),
        EndSeconds = endSeconds,
    };

    private long FrameOf(double seconds) => (long)Math.Round(seconds * Rate, MidpointRounding.AwayFromZero);

    public void Dispose()
    {
        _player.Dispose();
        Synthesizer.Dispose();
        _store.Dispose();
        _font.Dispose();
    }
}
