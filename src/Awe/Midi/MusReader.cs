using System.Buffers.Binary;

namespace Awe.Midi;

/// <summary>
/// MUS, the songs of Doom: events of one to three bytes, 140 ticks a second, no tempo. Channel 15 is the drums; a note without a volume
/// takes the last one of its channel.
/// </summary>
internal ref struct MusReader
{
    private const int HeaderBytes = 16;
    private const int TicksPerSecond = 140;
    private const int MusDrums = 15;
    private const int MidiDrums = 9;

    // What a note has before its channel has been given a volume.
    private const byte FirstVolume = 127;

    private readonly ReadOnlySpan<byte> _score;
    private readonly int _scoreStart;
    private readonly SongContents _contents;
    private readonly byte[] _volumes;
    private int _position;
    private long _tick;

    private MusReader(ReadOnlySpan<byte> score, int scoreStart, SongContents contents)
    {
        _score = score;
        _scoreStart = scoreStart;
        _contents = contents;
        _volumes = new byte[16];
        Array.Fill(_volumes, FirstVolume);
    }

    private enum MusEvent
    {
        Release,
        Play,
        Wheel,
        System,
        Controller,
        EndOfMeasure,
        End,
        Unused,
    }

    /// <summary>Controllers of MIDI for those of MUS, from 1; 0 is the program.</summary>
    private static ReadOnlySpan<byte> Controllers => [0, 0, 1, 7, 10, 11, 91, 93, 64, 67];

    /// <summary>For the system events from 10: all sound off, all notes off, mono, poly, reset of the controllers.</summary>
    private static ReadOnlySpan<byte> SystemControllers => [120, 123, 126, 127, 121];

    public static bool IsMus(ReadOnlySpan<byte> file) => file.StartsWith("MUS\x1A"u8);

    /// <exception cref="InvalidDataException">The header is cut short, or the score is not in the file.</exception>
    public static void Read(ReadOnlySpan<byte> file, string name, SongContents contents)
    {
        var log = contents.Log;
        if (file.Length < HeaderBytes)
        {
            throw new InvalidDataException($"{name}: the MUS header ends at byte {log.PlaceOf(file.Length)}, expected {HeaderBytes} bytes");
        }

        var start = BinaryPrimitives.ReadUInt16LittleEndian(file[6..]);
        if (start < HeaderBytes || start >= file.Length)
        {
            throw new InvalidDataException(
                $"{name}: found {start} at byte {log.PlaceOf(6)} as the place of the MUS score, expected {HeaderBytes} to {file.Length - 1}");
        }

        // Most writers count from the score, some from the beginning of the file; the end event tells.
        contents.Type = SongFileType.Mus;
        contents.Division = MidiDivision.Quarters(TicksPerSecond / 2);
        contents.TrackCount = 1;
        contents.TrackStarts.Add(0);
        new MusReader(file[start..], start, contents).ReadScore();
        if (contents.Events.Count == 0)
        {
            contents.TrackStarts.Clear();
        }
    }

    private void ReadScore()
    {
        var isLastOfGroup = false;
        do
        {
            if (isLastOfGroup && !TryReadDelay())
            {
                break;
            }

            isLastOfGroup = _position < _score.Length && (_score[_position] & 0x80) != 0;
        }
        while (TryReadEvent());

        _contents.EndTick = _tick;
    }

    /// <summary>False at the end event and at the end of the bytes.</summary>
    private bool TryReadEvent()
    {
        if (_position == _score.Length)
        {
            Warn("MUS score without an end", _position);
            return false;
        }

        var start = _position++;
        var kind = (MusEvent)((_score[start] >> 4) & 7);
        var count = DataBytes(kind);
        if (kind == MusEvent.End)
        {
            return false;
        }

        if (_score.Length - _position < count)
        {
            Warn("MUS score without an end", start);
            return false;
        }

        Add(kind, _score[start] & 15, _score.Slice(_position, count), start);
        _position += count;
        return true;
    }

    private readonly int DataBytes(MusEvent kind) => kind switch
    {
        MusEvent.Play => _position < _score.Length && _score[_position] >= 0x80 ? 2 : 1,
        MusEvent.Controller => 2,
        MusEvent.EndOfMeasure or MusEvent.End => 0,
        _ => 1,
    };

    private readonly void Add(MusEvent kind, int musChannel, ReadOnlySpan<byte> data, int offset)
    {
        var channel = MidiChannel(musChannel);
        switch (kind)
        {
            case MusEvent.Release:
                Add(MidiMessage.NoteOff(channel, data[0] & 127), offset);
                break;
            case MusEvent.Play:
                _volumes[musChannel] = data.Length == 2 ? (byte)(data[1] & 127) : _volumes[musChannel];
                Add(MidiMessage.NoteOn(channel, data[0] & 127, _volumes[musChannel]), offset);
                break;
            case MusEvent.Wheel:
                Add(MidiMessage.PitchWheel(channel, data[0] * 64), offset);
                break;
            case MusEvent.System when data[0] is >= 10 and <= 14:
                Add(MidiMessage.Control(channel, SystemControllers[data[0] - 10], 0), offset);
                break;
            case MusEvent.Controller when data[0] == 0:
                Add(MidiMessage.Program(channel, data[1] & 127), offset);
                break;
            case MusEvent.Controller when data[0] < Controllers.Length:
                Add(MidiMessage.Control(channel, Controllers[data[0]], Math.Min(data[1], (byte)127)), offset);
                break;
            case MusEvent.EndOfMeasure:
                break;
            default:
                Warn("MUS event of unknown meaning skipped", offset);
                break;
        }
    }

    private bool TryReadDelay()
    {
        var start = _position;
        var count = Vlq.Read(_score, ref _position, out var delay);
        if (count == 0)
        {
            Warn("MUS score without an end", start);
            return false;
        }

        if (count > 4)
        {
            Warn("number of more than 4 bytes, its low 28 bits kept", start);
        }

        _tick += delay;
        return true;
    }

    /// <summary>The drums are where MIDI has them, and what would be there moves up by one.</summary>
    private static int MidiChannel(int channel) => channel == MusDrums ? MidiDrums : channel < MidiDrums ? channel : channel + 1;

    private readonly void Add(MidiMessage message, int offset) =>
        _contents.Add(new(_tick, TrackEvent.NoPort, message), _scoreStart + offset);

    private readonly void Warn(string kind, int offset) => _contents.Log.Warn(kind, _scoreStart + offset);
}
