namespace Awe.Voices;

/// <summary>
/// A voice as a <see cref="Performer"/> knows it: whose it is, what holds it, and what may be asked of it. One kind is heard, another only
/// counts pages ahead of the song.
/// </summary>
internal abstract class PlayedVoice
{
    public Channel Channel { get; private set; } = null!;

    /// <summary>The note this voice belongs to; voices of one note-on share it.</summary>
    public long Note { get; private set; }

    /// <summary>Whether a score plays the note, and not somebody live.</summary>
    public bool IsOfScore { get; private set; }

    /// <summary>The key that was struck, and whose release ends the note.</summary>
    public int PlayedKey { get; private set; }

    /// <summary>Notes of one class end each other; 0 is none.</summary>
    public int ExclusiveClass { get; protected set; }

    /// <summary>Whether the key of the note is down.</summary>
    public bool IsKeyDown { get; set; }

    /// <summary>Whether the sostenuto pedal caught the note.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Whether the voice is in its release, or about to be.</summary>
    public abstract bool IsReleasing { get; }

    /// <summary>Whether the voice is told to end at once, and has at most a millisecond left.</summary>
    public abstract bool IsFading { get; }

    /// <summary>The note is over: goes into release, at the earliest when it has sounded for its shortest time.</summary>
    public abstract void Release();

    /// <summary>Another note of the exclusive class has started.</summary>
    public abstract void EndForClass();

    /// <summary>A controller moved (an id of <see cref="ModulatorSource"/>).</summary>
    public abstract void Update(byte source);

    /// <summary>The controllers were reset.</summary>
    public abstract void UpdateAll();

    /// <summary>Generators changed though no controller moved, bit n for generator n.</summary>
    public abstract void Reread(ulong generators);

    /// <summary>The channel's tuning changed, and sounding notes follow.</summary>
    public abstract void Retune();

    /// <summary>A key has gone down.</summary>
    protected void Begin(in VoiceStart start)
    {
        Channel = start.Channel;
        Note = start.Note;
        IsOfScore = start.IsOfScore;
        PlayedKey = start.StruckKey;
        IsKeyDown = true;
        IsCaptured = false;
    }
}
