using System.Buffers.Binary;

namespace Awe.Midi;

/// <summary>
/// Chunks of a Standard MIDI File. A chunk's length is believed as long as a chunk or the end follows; else the tracks are searched for.
/// </summary>
internal readonly ref struct SmfReader
{
    private const int ChunkHeaderBytes = 8;
    private const int HeaderDataBytes = 6;

    // A division of 0 gives ticks no length; 96 is the commonest in files of that age.
    private const int FallbackTicksPerQuarter = 96;

    private readonly ReadOnlySpan<byte> _file;
    private readonly string _name;
    private readonly SongContents _contents;

    private SmfReader(ReadOnlySpan<byte> file, string name, SongContents contents)
    {
        _file = file;
        _name = name;
        _contents = contents;
    }

    /// <summary>Reads everything the file at <paramref name="start"/> holds.</summary>
    /// <param name="file">Cut off where the song ends.</param>
    /// <param name="start">Offset of MThd.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="contents">Where everything goes.</param>
    /// <exception cref="InvalidDataException">The header is cut short, or no track follows.</exception>
    public static void Read(ReadOnlySpan<byte> file, int start, string name, SongContents contents)
    {
        var reader = new SmfReader(file, name, contents);
        reader.ReadTracks(reader.ReadHeader(start));
        reader.CompareWithHeader(start);
    }

    /// <summary>Returns where the first chunk after the header is.</summary>
    private int ReadHeader(int start)
    {
        var shortByBytes = ChunkHeaderBytes + HeaderDataBytes - (_file.Length - start);
        if (shortByBytes > 0)
        {
            throw new InvalidDataException(
                $"{_name}: MThd at byte {_contents.Log.PlaceOf(start)} lacks its last {shortByBytes} bytes, expected a header of 14 bytes");
        }

        var data = _file.Slice(start + ChunkHeaderBytes, HeaderDataBytes);
        _contents.Format = BinaryPrimitives.ReadUInt16BigEndian(data);
        if (_contents.Format > 2)
        {
            Warn("format above 2 read as format 1", start);
            _contents.Format = 1;
        }

        if (!MidiDivision.TryParse(BinaryPrimitives.ReadUInt16BigEndian(data[4..]), out var division))
        {
            Warn("division of 0 ticks read as 96 ticks a quarter", start);
            division = MidiDivision.Quarters(FallbackTicksPerQuarter);
        }

        _contents.Division = division;
        return AfterHeader(start);
    }

    private void CompareWithHeader(int start)
    {
        if (_contents.TrackCount == 0)
        {
            throw new InvalidDataException($"{_name}: no MTrk chunk after the MThd at byte {_contents.Log.PlaceOf(start)}, expected at least one track");
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(_file[(start + ChunkHeaderBytes + 2)..]) != _contents.TrackCount)
        {
            Warn("number of tracks other than the header says", start);
        }

        if (_contents.Format == 0 && _contents.TrackCount > 1)
        {
            Warn("format 0 with several tracks read as format 1", start);
            _contents.Format = 1;
        }
    }

    private int AfterHeader(int start)
    {
        var length = LengthAt(start);
        if (length != HeaderDataBytes)
        {
            Warn("MThd length other than 6", start);
        }

        var shortest = start + ChunkHeaderBytes + HeaderDataBytes;
        var said = start + ChunkHeaderBytes + Math.Max(length, HeaderDataBytes);
        return said < _file.Length && IsChunk((int)said) ? (int)said : shortest;
    }

    private void ReadTracks(int at)
    {
        while (at < _file.Length)
        {
            if (IsTrack(at))
            {
                at = ReadTrack(at);
            }
            else if (IsSecondHeader(at))
            {
                Warn("second MThd, it and what follows left out", at);
                break;
            }
            else if (IsChunk(at))
            {
                Warn("chunk other than MTrk skipped", at);
                at += ChunkHeaderBytes + (int)LengthAt(at);
            }
            else
            {
                Warn("bytes that belong to no chunk skipped", at);
                at = NextTrack(at);
            }
        }
    }

    /// <summary>Returns where to look for the next chunk, always past <paramref name="at"/>.</summary>
    private int ReadTrack(int at)
    {
        var body = at + ChunkHeaderBytes;
        var end = EndOfTrackChunk(at);
        var firstEvent = _contents.Events.Count;

        // The tracks of format 2 are songs of their own, one after another, each with a fresh tempo.
        var startTick = _contents.Format == 2 ? _contents.EndTick : 0;
        if (startTick > 0)
        {
            _contents.Tempos.Add((startTick, TempoMap.DefaultMicrosecondsPerQuarter));
            _contents.TimeSignatures.Add((startTick, 4, 4));
        }

        var reader = new TrackReader(_file, body, startTick, _contents);
        ReadEvents(ref reader, end);
        reader.Finish();
        _contents.TrackCount++;
        if (_contents.Events.Count > firstEvent)
        {
            _contents.TrackStarts.Add(firstEvent);
        }

        return AfterTrack(reader.Position, end);
    }

    /// <summary>The end that the chunk states, or the next MTrk where the chunk would pass the end of the file.</summary>
    private int EndOfTrackChunk(int at)
    {
        var body = at + ChunkHeaderBytes;
        var said = body + LengthAt(at);
        if (said <= _file.Length)
        {
            return (int)said;
        }

        Warn("MTrk longer than the file", at);
        return NextTrack(body);
    }

    private void ReadEvents(ref TrackReader reader, int end)
    {
        var stop = reader.ReadTo(end);
        while (stop == TrackStop.EndOfTrack && GoesOnAfterItsEnd(reader.Position, end))
        {
            Warn("events after end of track", reader.Position);
            stop = reader.ReadTo(end);
        }

        if (stop == TrackStop.OutOfBytes && end < _file.Length && !IsChunk(end))
        {
            stop = ReadEventsPastChunk(ref reader, end);
        }

        if (stop == TrackStop.OutOfBytes)
        {
            Warn("track without end of track", reader.Position);
        }
        else if (reader.Position < end && !IsTrack(reader.Position))
        {
            Warn("bytes after end of track skipped", reader.Position);
        }
    }

    private bool GoesOnAfterItsEnd(int position, int end) =>
        position < end && !IsTrack(position) && EventScan.IsEventStream(_file[..end], position, runningStatus: 0);

    /// <summary>The chunk ended before the track did, and no chunk follows: goes on up to the next MTrk if events are there.</summary>
    private TrackStop ReadEventsPastChunk(ref TrackReader reader, int end)
    {
        var next = NextTrack(end);
        if (!EventScan.IsEventStream(_file[..next], reader.Position, reader.RunningStatus))
        {
            return TrackStop.OutOfBytes;
        }

        Warn("MTrk shorter than its events", end);
        return reader.ReadTo(next);
    }

    private int AfterTrack(int position, int end)
    {
        var endIsSound = end == _file.Length || IsChunk(end);
        return position < end && endIsSound && !IsTrack(position) ? end : position;
    }

    private uint LengthAt(int at) => BinaryPrimitives.ReadUInt32BigEndian(_file[(at + 4)..]);

    private bool HasChunkHeader(int at) => _file.Length - at >= ChunkHeaderBytes;

    private bool IsTrack(int at) => HasChunkHeader(at) && _file[at..].StartsWith("MTrk"u8);

    private bool IsSecondHeader(int at) => HasChunkHeader(at) && _file[at..].StartsWith("MThd"u8);

    /// <summary>A track, or four printable characters and a length that the file has room for.</summary>
    private bool IsChunk(int at) => IsTrack(at) ||
        (HasChunkHeader(at) && !_file.Slice(at, 4).ContainsAnyExceptInRange((byte)' ', (byte)'~') &&
         LengthAt(at) <= _file.Length - at - ChunkHeaderBytes);

    /// <summary>Offset of the next MTrk with a whole chunk header, or the end of the file.</summary>
    private int NextTrack(int from)
    {
        var distance = _file[from..].IndexOf("MTrk"u8);
        return distance >= 0 && IsTrack(from + distance) ? from + distance : _file.Length;
    }

    private void Warn(string kind, int offset) => _contents.Log.Warn(kind, offset);
}
