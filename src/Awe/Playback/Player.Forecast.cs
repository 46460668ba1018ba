namespace Awe.Playback;

/// <content>What the scout is told.</content>
public sealed partial class Player
{
    // Notes that are older than this have read on by themselves.
    private const double LookBackSeconds = 30;

    /// <summary>
    /// The rendering thread: where and how the song is played now. Without a seek, what sounds goes on: the scout gets to know it from what
    /// has just been played. While the song stands still it looks ahead as if it were about to go on.
    /// </summary>
    internal ScoutAim Aim()
    {
        var frame = _synthesizer.NextQuantumFrame;
        var isStanding = _cursor.Clock.Speed == 0;
        var clock = isStanding ? _cursor.Clock.From(frame, _followed.Speed) : _cursor.Clock;
        var (semitones, cents) = _followed.Keys;
        var lookBackTo = clock.PlaceAt(frame) - (LookBackSeconds * _rate * clock.Speed);
        return new ScoutAim
        {
            FromPlace = (long)Math.Max(_notesFrom, lookBackTo),
            IsRestruck = _isRestruck && _notesFrom >= lookBackTo,
            Frame = frame,
            Before = isStanding ? clock : _beforeForScout,
            Clock = clock,
            EndSeconds = _followed.EndSeconds,
            Loop = _followed.Loop,
            JumpsLeft = _cursor.JumpsLeft,
            Silenced = _followed.Silenced,
            Semitones = semitones,
            Cents = cents,
        };
    }
}
