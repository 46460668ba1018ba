namespace Awe.Midi;

/// <summary>
/// EMIDI, the convention of Apogee's games: a track says with controllers 110 and 111, before its first note, which sound cards it is
/// for, and has in 112 and 113 a program and a volume that hold instead of the plain ones. Tracks for other cards than ours are left out.
/// </summary>
internal static class EmidiTracks
{
    private const int Designate = 110;
    private const int Exclude = 111;
    private const int Program = 112;
    private const int Volume = 113;
    private const int AllDevices = 127;
    private const int LastDevice = 15;
    private const int PlainVolume = 7;

    /// <summary>General MIDI and AWE32: what is for these is for us.</summary>
    private static ReadOnlySpan<byte> OurDevices => [0, 2];

    /// <summary>Leaves of an EMIDI song what is for us; any other song stays as it is.</summary>
    public static void Apply(SongContents contents)
    {
        var tracks = contents.TrackStarts
            .Select((start, i) => new Track(start, i + 1 < contents.TrackStarts.Count ? contents.TrackStarts[i + 1] : contents.Events.Count))
            .ToArray();
        if (!tracks.Any(track => Devices(contents, track, Designate).Any(device => device is <= LastDevice or AllDevices)))
        {
            return;
        }

        contents.IsEmidi = true;
        var kept = tracks.Where(track => IsForUs(contents, track)).ToArray();
        if (!kept.Any(track => HasNotes(contents, track)))
        {
            kept = tracks;
        }

        if (kept.Length < tracks.Length)
        {
            contents.Log.Warn($"tracks for other sound cards left out (EMIDI)", null);
        }

        Keep(contents, kept);
    }

    /// <summary>The values of one of the two controllers before the track's first note.</summary>
    private static IEnumerable<int> Devices(SongContents contents, Track track, int controller)
    {
        for (var i = track.Start; i < track.End && contents.Events[i].Message.Kind != MidiMessageKind.NoteOn; i++)
        {
            if (contents.Events[i].Message is { Kind: MidiMessageKind.ControlChange } message && message.Data1 == controller)
            {
                yield return message.Data2;
            }
        }
    }

    private static bool IsForUs(SongContents contents, Track track)
    {
        var designated = Devices(contents, track, Designate).ToArray();
        var excluded = Devices(contents, track, Exclude).ToArray();
        foreach (var device in OurDevices)
        {
            var isDesignated = designated.Length == 0 || designated.Contains(device) || designated.Contains(AllDevices);
            if (isDesignated && !excluded.Contains(device))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNotes(SongContents contents, Track track)
    {
        for (var i = track.Start; i < track.End; i++)
        {
            if (contents.Events[i].Message.Kind == MidiMessageKind.NoteOn)
            {
                return true;
            }
        }

        return false;
    }

    private static void Keep(SongContents contents, Track[] kept)
    {
        contents.TrackStarts.Clear();
        var count = 0;
        foreach (var track in kept)
        {
            var start = count;
            Translate(contents.Events, track, ref count);
            if (count > start)
            {
                contents.TrackStarts.Add(start);
            }
        }

        contents.Events.Truncate(count);
    }

    /// <summary>
    /// Moves what holds of a track to the place that <paramref name="count"/> says, which is never behind it.
    /// One with a program or volume of the convention's own does not obey the plain ones.
    /// </summary>
    private static void Translate(EventList events, Track track, ref int count)
    {
        var hasProgram = HasControl(events, track, Program);
        var hasVolume = HasControl(events, track, Volume);
        for (var i = track.Start; i < track.End; i++)
        {
            var e = events[i];
            var message = e.Message;
            if (IsControl(e, Program))
            {
                events[count++] = e with { Message = MidiMessage.Program(message.Channel, message.Data2) };
            }
            else if (IsControl(e, Volume))
            {
                events[count++] = e with { Message = MidiMessage.Control(message.Channel, PlainVolume, message.Data2) };
            }
            else if (!(hasProgram && message.Kind == MidiMessageKind.ProgramChange) && !(hasVolume && IsControl(e, PlainVolume)))
            {
                events[count++] = e;
            }
        }
    }

    private static bool HasControl(EventList events, Track track, int controller)
    {
        for (var i = track.Start; i < track.End; i++)
        {
            if (IsControl(events[i], controller))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsControl(TrackEvent e, int controller) =>
        e.Message.Kind == MidiMessageKind.ControlChange && e.Message.Data1 == controller;

    private readonly record struct Track(int Start, int End);
}
