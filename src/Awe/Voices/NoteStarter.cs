using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>A note that begins, or that the sounding one is slurred to.</summary>
/// <param name="Key">The key that was struck.</param>
/// <param name="SoundingKey">The key that sounds: another one where the score is transposed.</param>
/// <param name="Velocity">How hard.</param>
/// <param name="Glide">How it comes to its pitch.</param>
/// <param name="IsOfScore">Whether a score plays it, and not somebody live.</param>
internal readonly record struct StruckNote(int Key, int SoundingKey, int Velocity, GlideStart Glide, bool IsOfScore);

/// <summary>Begins notes: a voice for every zone, and the end of what a new note ends.</summary>
/// <remarks>Audio thread only, but for construction.</remarks>
internal sealed class NoteStarter(IVoicePool pool, Repertoire repertoire)
{
    /// <summary>What the programs are.</summary>
    public Repertoire Repertoire { get; set; } = repertoire;

    /// <summary>Notes begun; also the number of the latest.</summary>
    public long NoteCount { get; private set; }

    /// <summary>A note with an attack of its own. Where one sounds at a time, the others give way to it.</summary>
    public void Start(PresetMapEntry entry, ZonePairs zones, PlayedChannel played, in StruckNote note)
    {
        NoteCount++;
        StartZones(entry, zones, played, note, isSlurred: false);
        End(played, entry.Preset);
    }

    /// <summary>
    /// The sounding note becomes another one. Voices of zones that the new note has too go on, sample, envelopes and all, at another pitch;
    /// other zones start without their attack while those that are left give way.
    /// </summary>
    public void Slur(PresetMapEntry entry, ZonePairs zones, PlayedChannel played, in StruckNote note)
    {
        NoteCount++;
        MoveZones(entry, zones, played, note); // all of them first: what begins must not take the place of what goes on
        StartZones(entry, zones, played, note, isSlurred: true);
        End(played, entry.Preset);
    }

    // A pool that is full of the note's own voices ends it: the note has to do with the voices that it has.
    private void StartZones(PresetMapEntry entry, ZonePairs zones, PlayedChannel played, in StruckNote note, bool isSlurred)
    {
        while (zones.TryNext(out var pair))
        {
            if (isSlurred && HasMoved(played.Voices, entry, pair))
            {
                continue;
            }

            if (!pool.TryStart(StartOf(entry, pair, played, note) with { IsSlurred = isSlurred }))
            {
                break;
            }
        }

        played.LatestNote = NoteCount;
    }

    private VoiceStart StartOf(PresetMapEntry entry, in ZonePair pair, PlayedChannel played, in StruckNote note) =>
        Repertoire.VoiceOf(entry, pair, played.Channel, note.SoundingKey, note.Velocity) with
        {
            StruckKey = note.Key,
            Voices = played.Voices,
            Note = NoteCount,
            IsOfScore = note.IsOfScore,
            Glide = note.Glide,
            IgnoresKeyUp = !played.Channel.HearsNoteOff(note.SoundingKey),
        };

    private void MoveZones(PresetMapEntry entry, ZonePairs zones, PlayedChannel played, in StruckNote note)
    {
        while (zones.TryNext(out var pair))
        {
            Move(played.Voices, played.LatestNote, entry, pair, note);
        }
    }

    private void Move(VoiceChain voices, long from, PresetMapEntry entry, in ZonePair pair, in StruckNote note)
    {
        foreach (var voice in voices)
        {
            if (voice.Note == from && voice.IsKeyDown && !voice.IsReleasing && !voice.IsFading && voice.IsOf(entry.Preset, pair))
            {
                voice.Move(note, NoteCount);
                return;
            }
        }
    }

    private bool HasMoved(VoiceChain voices, PresetMapEntry entry, in ZonePair pair)
    {
        foreach (var voice in voices)
        {
            if (voice.Note == NoteCount && voice.IsOf(entry.Preset, pair))
            {
                return true;
            }
        }

        return false;
    }

    // Voices of the new note do not end each other. Of the earlier ones end those of its exclusive classes, and all where one sounds at a time.
    private void End(PlayedChannel played, Preset preset)
    {
        var classes = ClassesOf(played.Voices);
        if (classes == 0 && !played.IsMonophonic)
        {
            return;
        }

        foreach (var voice in played.Voices)
        {
            var isClassmate = (classes >> voice.ExclusiveClass & 1) != 0 && ReferenceEquals(voice.Preset, preset);
            if (voice.Note < NoteCount && !voice.IsFading && (isClassmate || played.IsMonophonic))
            {
                voice.GiveWay();
            }
        }
    }

    // The exclusive classes of the latest note, bit n for class n; its voices are the first of the chain.
    private UInt128 ClassesOf(VoiceChain voices)
    {
        UInt128 classes = 0;
        foreach (var voice in voices)
        {
            if (voice.Note != NoteCount)
            {
                break;
            }

            classes |= UInt128.One << voice.ExclusiveClass;
        }

        return classes & ~UInt128.One; // class 0 is none
    }
}
