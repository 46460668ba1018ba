namespace Awe.Midi;

/// <summary>
/// The events of one MTrk chunk. Lenient: what is wrong is skipped and logged, and reading goes on at the next byte that can begin
/// an event. Running status outlives meta events and SysEx, though the standard says otherwise: files rely on it.
/// </summary>
internal ref partial struct TrackReader
{
    private const uint SilentGapTicks = 1 << 27;

    private readonly ReadOnlySpan<byte> _file;
    private readonly SongContents _contents;
    private readonly int _track;
    private ReadOnlySpan<byte> _bytes;
    private int _position;
    private long _tick;
    private byte _runningStatus;
    private short _port = TrackEvent.NoPort;
    private OpenSysEx? _open;

    /// <param name="file">The whole file, so that positions are offsets in it.</param>
    /// <param name="start">Where the events begin.</param>
    /// <param name="startTick">When the track begins.</param>
    /// <param name="contents">Where everything goes.</param>
    public TrackReader(ReadOnlySpan<byte> file, int start, long startTick, SongContents contents)
    {
        _file = file;
        _position = start;
        _tick = startTick;
        _contents = contents;
        _track = contents.TrackCount;
    }

    /// <summary>After the last whole event.</summary>
    public readonly int Position => _position;

    /// <summary>Status that a data byte at <see cref="Position"/> would mean; 0 for none.</summary>
    public readonly byte RunningStatus => _runningStatus;

    /// <summary>Reads events up to the end of the track or to <paramref name="end"/>; may be called again to go on.</summary>
    public TrackStop ReadTo(int end)
    {
        _bytes = _file[..end];
        while (_position < end)
        {
            var (eventStart, tickBefore) = (_position, _tick);
            switch (TryReadDelta() ? ReadEvent() : EventOutcome.Incomplete)
            {
                case EventOutcome.EndOfTrack:
                    return TrackStop.EndOfTrack;
                case EventOutcome.Incomplete:
                    (_position, _tick) = (eventStart, tickBefore);
                    return TrackStop.OutOfBytes;
            }
        }

        return TrackStop.OutOfBytes;
    }

    /// <summary>The track is over: its length counts, and a SysEx that never ended is let go.</summary>
    public void Finish()
    {
        SettleOpenSysEx();
        _contents.EndTick = Math.Max(_contents.EndTick, _tick);
    }

    private bool TryReadDelta()
    {
        var start = _position;
        if (!TryReadVlq(out var delta))
        {
            return false;
        }

        if (delta > SilentGapTicks)
        {
            Warn("silent gap of more than 2^27 ticks", start);
        }

        _tick += delta;
        return true;
    }

    private bool TryReadVlq(out uint value)
    {
        var start = _position;
        var count = Vlq.Read(_bytes, ref _position, out value);
        if (count > 4)
        {
            Warn("number of more than 4 bytes, its low 28 bits kept", start);
        }

        return count > 0;
    }

    private EventOutcome ReadEvent()
    {
        if (_runningStatus == 0)
        {
            SkipDataBytes();
        }

        if (_position == _bytes.Length)
        {
            return EventOutcome.Incomplete;
        }

        var first = _bytes[_position];
        if (!StatusByte.IsStatus(first))
        {
            return ReadChannelMessage(_runningStatus);
        }

        _position++;
        return first switch
        {
            < StatusByte.SysEx => ReadChannelMessage(first),
            StatusByte.SysEx or StatusByte.EndOfSysEx => ReadSysEx(first),
            StatusByte.Meta => ReadMeta(),
            _ => SkipSystemMessage(first),
        };
    }

    /// <summary>
    /// Data bytes that no status explains are dropped up to the next status, which then begins an event without a delta of its own.
    /// </summary>
    private void SkipDataBytes()
    {
        var start = _position;
        while (_position < _bytes.Length && !StatusByte.IsStatus(_bytes[_position]))
        {
            _position++;
        }

        if (_position > start)
        {
            Warn("data bytes without a status dropped", start);
        }
    }

    private EventOutcome SkipSystemMessage(byte status)
    {
        Warn("system message that no file may hold skipped", _position - 1);
        _position = Math.Min(_bytes.Length, _position + StatusByte.DataBytes(status));
        return EventOutcome.Complete;
    }

    private EventOutcome ReadChannelMessage(byte status)
    {
        while (true)
        {
            _runningStatus = status;
            var count = StatusByte.DataBytes(status);
            if (_bytes.Length - _position < count)
            {
                return EventOutcome.Incomplete;
            }

            var data = _bytes.Slice(_position, count);
            var interruption = data.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (interruption < 0)
            {
                Add(ChannelMessage(status, data[0], count == 2 ? data[1] : (byte)0));
                _position += count;
                return EventOutcome.Complete;
            }

            Warn("channel message broken off by a status byte dropped", _position);
            _position += interruption;
            if (!StatusByte.IsChannel(_bytes[_position]))
            {
                return ReadInterruption();
            }

            status = _bytes[_position++];
        }
    }

    /// <summary>A system or meta status in the place of a data byte: an event if it fits into the track, else one bad byte.</summary>
    private EventOutcome ReadInterruption()
    {
        if (EventScan.TrySkipEvent(_bytes, _position))
        {
            return ReadEvent();
        }

        _position++;
        return EventOutcome.Complete;
    }

    private EventOutcome ReadMeta()
    {
        if (_position == _bytes.Length)
        {
            return EventOutcome.Incomplete;
        }

        var start = _position;
        var type = _bytes[_position++];
        if (!TryReadVlq(out var length) || length > _bytes.Length - _position)
        {
            return EventOutcome.Incomplete;
        }

        var data = _bytes.Slice(_position, (int)length);
        _position += (int)length;
        switch (type)
        {
            case MetaType.EndOfTrack:
                return EventOutcome.EndOfTrack;
            case MetaType.Tempo:
                AddTempo(data, start);
                break;
            case MetaType.TimeSignature:
                AddTimeSignature(data, start);
                break;
            case MetaType.Port when data.Length > 0:
                _port = data[0];
                break;
            case > 0 and <= MetaType.LastText:
                _contents.AddText((MidiTextKind)type, _track, _tick, data, start);
                break;
        }

        return EventOutcome.Complete;
    }

    private readonly void AddTempo(ReadOnlySpan<byte> data, int offset)
    {
        if (data is [var high, var middle, var low, ..] && (high | middle | low) != 0)
        {
            _contents.Tempos.Add((_tick, (high << 16) | (middle << 8) | low));
        }
        else
        {
            Warn("tempo of zero or of less than 3 bytes ignored", offset);
        }
    }

    private readonly void AddTimeSignature(ReadOnlySpan<byte> data, int offset)
    {
        if (data is [var beats, var power, ..] && BarMap.IsSignature(beats, power))
        {
            _contents.TimeSignatures.Add((_tick, beats, 1 << power));
        }
        else
        {
            Warn("time signature that is none ignored", offset);
        }
    }

    private static MidiMessage ChannelMessage(byte status, byte data1, byte data2)
    {
        var (kind, channel) = ((MidiMessageKind)(status >> 4), status & 0x0F);
        return kind == MidiMessageKind.NoteOn && data2 == 0
            ? MidiMessage.NoteOff(channel, data1)
            : new(kind, (byte)channel, data1, data2);
    }

    private readonly void Add(MidiMessage message) => _contents.Add(new(_tick, _port, message), _position);

    private readonly void Warn(string kind, int offset) => _contents.Log.Warn(kind, offset);

    private enum EventOutcome
    {
        Complete,
        Incomplete,
        EndOfTrack,
    }
}
