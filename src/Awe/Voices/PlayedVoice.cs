using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>
/// A voice as a <see cref="Performer"/> knows it: whose it is, what holds it, and what may be asked of it. One kind is heard, another only
/// counts pages ahead of the song.
/// </summary>
internal abstract class PlayedVoice
{
    private VoiceChain _channelVoices = null!;
    private Zone _presetZone;
    private Zone _instrumentZone;

    public Channel Channel { get; private set; } = null!;

    /// <summary>The preset that the note was played with.</summary>
    public Preset Preset { get; private set; } = null!;

    /// <summary>The note this voice belongs to; voices of one note-on share it.</summary>
    public long Note { get; private set; }

    /// <summary>Whether a score plays the note, and not somebody live.</summary>
    public bool IsOfScore { get; private set; }

    /// <summary>The key that was struck, and whose release ends the note.</summary>
    public int PlayedKey { get; private set; }

    /// <summary>Notes of one class end each other; 0 is none.</summary>
    public int ExclusiveClass { get; protected set; }

    /// <summary>Whether the key of the note is down.</summary>
    public bool IsKeyDown { get; private set; }

    /// <summary>Whether the note is held though its key is up: a drum that hears no key-up.</summary>
    public bool IgnoresKeyUp { get; private set; }

    /// <summary>Whether the sostenuto pedal caught the note.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Whether something keeps the note from its release: key or pedals, or that it does not listen to key-ups.</summary>
    public bool IsHeld => IsKeyDown || IgnoresKeyUp || Channel.IsSustained || (IsCaptured && Channel.IsSostenutoDown);

    /// <summary>Whether the voice is in its release, or about to be.</summary>
    public abstract bool IsReleasing { get; }

    /// <summary>Whether the voice is told to end at once, and has at most some milliseconds left.</summary>
    public abstract bool IsFading { get; }

    /// <summary>The next of its <see cref="VoiceChain"/>, which alone sets it.</summary>
    public PlayedVoice? NextOfChannel { get; set; }

    /// <summary>The one before in its <see cref="VoiceChain"/>, which alone sets it.</summary>
    public PlayedVoice? PreviousOfChannel { get; set; }

    /// <summary>The note is over: goes into release, at the earliest when it has sounded for its shortest time.</summary>
    public abstract void Release();

    /// <summary>Another note has taken its place, in its exclusive class or on a channel of one note at a time.</summary>
    public abstract void GiveWay();

    /// <summary>A controller moved (an id of <see cref="ModulatorSource"/>).</summary>
    public abstract void Update(byte source);

    /// <summary>The controllers were reset.</summary>
    public abstract void UpdateAll();

    /// <summary>Generators changed though no controller moved, bit n for generator n.</summary>
    public abstract void Reread(ulong generators);

    /// <summary>The channel's tuning changed, and sounding notes follow.</summary>
    public abstract void Retune();

    /// <summary>The key is up; whether that ends the note is another matter.</summary>
    public void LiftKey()
    {
        IsKeyDown = false;
        NoteHold();
    }

    /// <summary>All keys are up, or the key is struck anew: also for a drum that hears no key-up of its own.</summary>
    public void LiftForGood()
    {
        IgnoresKeyUp = false;
        LiftKey();
    }

    /// <summary>Whether it sounds with these zones of a preset.</summary>
    public bool IsOf(Preset preset, in ZonePair pair) =>
        ReferenceEquals(Preset, preset) && _instrumentZone == pair.InstrumentZone && _presetZone == pair.PresetZone;

    /// <summary>Goes on as a voice of another note: slurred to it.</summary>
    public void Move(in StruckNote note, long number)
    {
        Note = number;
        PlayedKey = note.Key;
        IsOfScore = note.IsOfScore;
        IsCaptured = false;
        MoveTo(note);
    }

    /// <summary>The pool has ended it.</summary>
    public void LeaveChannel() => _channelVoices.Leave(this);

    /// <summary>A key has gone down.</summary>
    protected void Begin(in VoiceStart start)
    {
        Channel = start.Channel;
        Preset = start.Preset;
        Note = start.Note;
        IsOfScore = start.IsOfScore;
        PlayedKey = start.StruckKey;
        IsKeyDown = true;
        IsCaptured = false;
        IgnoresKeyUp = start.IgnoresKeyUp;
        (_presetZone, _instrumentZone) = (start.PresetZone, start.InstrumentZone);
        _channelVoices = start.Voices;
        _channelVoices.Enter(this);
    }

    /// <summary>Takes the pitch and the velocity of another note, and keeps everything else.</summary>
    protected abstract void MoveTo(in StruckNote note);

    /// <summary>What holds the voice has changed: its key, its release, its end.</summary>
    protected virtual void NoteHold()
    {
    }
}
