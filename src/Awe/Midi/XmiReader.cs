using System.Runtime.InteropServices;

namespace Awe.Midi;

/// <summary>
/// The events of an XMI song: 120 ticks a second, a delta is the sum of bytes below 80, a note says how long it lasts. There is no
/// running status, and a tempo means nothing.
/// </summary>
internal ref struct XmiReader
{
    private const int TicksPerSecond = 120;
    private const int BankSelect = 0;
    private const int PatchBankSelect = 114;
    private const int ForLoop = 116;
    private const int NextOrBreak = 117;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly SongContents _contents;
    private readonly List<XmiEvent> _events = [];
    private readonly XmiLoops _loops;
    private int _position;
    private long _tick;

    private XmiReader(ReadOnlySpan<byte> bytes, int start, SongContents contents)
    {
        _bytes = bytes;
        _position = start;
        _contents = contents;
        _loops = new XmiLoops(_events, contents.Log);
    }

    /// <param name="file">Cut off where EVNT ends.</param>
    /// <param name="start">Where its events begin.</param>
    /// <param name="contents">Where everything goes.</param>
    public static void Read(ReadOnlySpan<byte> file, int start, SongContents contents)
    {
        contents.Division = MidiDivision.Quarters(TicksPerSecond / 2);
        contents.TrackCount = 1;
        new XmiReader(file, start, contents).ReadAll();
    }

    private void ReadAll()
    {
        while (TryReadEvent())
        {
        }

        foreach (var e in Sorted())
        {
            _contents.Add(new(e.Tick, TrackEvent.NoPort, e.Message), _position);
        }

        if (_events.Count > 0)
        {
            _contents.TrackStarts.Add(0);
        }

        _contents.EndTick = Math.Max(_tick, _contents.Events.Count > 0 ? _contents.Events[^1].Tick : 0);
        _contents.EndlessLoop = _loops.Endless;
    }

    /// <summary>In their own memory, by tick, then what is due, then as read.</summary>
    private readonly ReadOnlySpan<XmiEvent> Sorted()
    {
        var events = CollectionsMarshal.AsSpan(_events);
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = events[i] with { Place = i };
        }

        events.Sort();
        return events;
    }

    /// <summary>False at the end event and where the bytes end.</summary>
    private bool TryReadEvent()
    {
        while (_position < _bytes.Length && !StatusByte.IsStatus(_bytes[_position]))
        {
            _tick += _bytes[_position++];
        }

        if (_position == _bytes.Length)
        {
            return CutShort(_position);
        }

        var start = _position++;
        var status = _bytes[start];
        switch (status)
        {
            case StatusByte.Meta:
                return TryReadMeta(start);
            case StatusByte.SysEx or StatusByte.EndOfSysEx:
                return TryReadSysEx(start);
            case > StatusByte.SysEx:
                _contents.Log.Warn("system message that no file may hold skipped", start);
                return true;
            default:
                return TryReadChannelMessage(status, start);
        }
    }

    private bool TryReadChannelMessage(byte status, int start)
    {
        var count = StatusByte.DataBytes(status);
        if (_bytes.Length - _position < count)
        {
            return CutShort(start);
        }

        var data = _bytes.Slice(_position, count);
        var interruption = data.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (interruption >= 0)
        {
            _contents.Log.Warn("channel message broken off by a status byte dropped", start);
            _position += interruption;
            return true;
        }

        _position += count;
        var (kind, channel) = ((MidiMessageKind)(status >> 4), status & 0x0F);
        var (data1, data2) = (data[0], count == 2 ? data[1] : (byte)0);
        switch (kind)
        {
            case MidiMessageKind.NoteOn:
                return TryReadNote(channel, data1, data2, start);
            case MidiMessageKind.ControlChange:
                ReadController(channel, data1, data2, start);
                return true;
            default:
                Add(new(kind, (byte)channel, data1, data2), start);
                return true;
        }
    }

    private bool TryReadNote(int channel, byte key, byte velocity, int start)
    {
        if (Vlq.Read(_bytes, ref _position, out var duration) == 0)
        {
            return CutShort(start);
        }

        if (velocity > 0)
        {
            Add(MidiMessage.NoteOn(channel, key, velocity), start);

            // What lasts no time at all lasts up to the next tick: the driver looks for ends once a tick, before it reads.
            Keep(new(_tick + Math.Max(duration, 1), IsDue: true, MidiMessage.NoteOff(channel, key)), start);
        }

        return true;
    }

    /// <summary>Controllers 110 to 120 speak to the driver; in MIDI they would mean something else.</summary>
    private void ReadController(int channel, byte number, byte value, int start)
    {
        switch (number)
        {
            case ForLoop:
                _loops.Begin(value, _tick);
                break;
            case NextOrBreak:
                _tick = _loops.End(isBreak: value < 64, _tick, start);
                break;
            case PatchBankSelect:
                Add(MidiMessage.Control(channel, BankSelect, value), start);
                break;
            case < 110 or > 120:
                Add(MidiMessage.Control(channel, number, value), start);
                break;
        }
    }

    private bool TryReadMeta(int start)
    {
        if (_position == _bytes.Length)
        {
            return CutShort(start);
        }

        var type = _bytes[_position++];
        if (type == MetaType.EndOfTrack)
        {
            return false;
        }

        if (!TryReadCounted(out var data))
        {
            return CutShort(start);
        }

        if (type is > 0 and <= MetaType.LastText)
        {
            _contents.AddText((MidiTextKind)type, 0, _tick, data, start);
        }

        return true;
    }

    private bool TryReadSysEx(int start)
    {
        if (!TryReadCounted(out var data))
        {
            return CutShort(start);
        }

        _contents.SysEx.Append(data.TrimEnd(StatusByte.EndOfSysEx));
        if (_contents.SysEx.TryEnd(out var index))
        {
            Add(new(MidiMessageKind.SysEx, 0, 0, 0, index), start);
        }

        return true;
    }

    private bool TryReadCounted(out ReadOnlySpan<byte> data)
    {
        data = [];
        if (Vlq.Read(_bytes, ref _position, out var length) == 0 || length > _bytes.Length - _position)
        {
            return false;
        }

        data = _bytes.Slice(_position, (int)length);
        _position += (int)length;
        return true;
    }

    private readonly bool CutShort(int offset)
    {
        _contents.Log.Warn("track without end of track", offset);
        return false;
    }

    private readonly void Add(MidiMessage message, int start) => Keep(new(_tick, IsDue: false, message), start);

    private readonly void Keep(XmiEvent e, int start)
    {
        if (_contents.HasRoom(_events.Count, start))
        {
            _events.Add(e);
        }
    }
}
