namespace Awe.Midi;

/// <summary>
/// SysEx and escapes. An F0 event opens a SysEx; F7 inside its bytes ends it. Without one it stays open, and F7 events that
/// begin with data go on with it: it then acts where it ends. One that never ends acts where it began. Any other F7 event
/// is an escape: bytes for the wire, read as a device would.
/// </summary>
internal ref partial struct TrackReader
{
    private EventOutcome ReadSysEx(byte status)
    {
        if (!TryReadVlq(out var length) || length > _bytes.Length - _position)
        {
            return EventOutcome.Incomplete;
        }

        var data = _bytes.Slice(_position, (int)length);
        if (status == StatusByte.SysEx)
        {
            Open();
        }

        ReadWire(data);
        _position += (int)length;
        return EventOutcome.Complete;
    }

    private void ReadWire(ReadOnlySpan<byte> bytes)
    {
        byte running = 0;
        while (!bytes.IsEmpty)
        {
            var first = bytes[0];
            if (_open is not null && (!StatusByte.IsStatus(first) || first == StatusByte.EndOfSysEx))
            {
                bytes = Continue(bytes);
            }
            else if (first == StatusByte.SysEx)
            {
                Open();
                bytes = bytes[1..];
            }
            else
            {
                bytes = ReadWireMessage(bytes, ref running);
            }
        }
    }

    /// <summary>Takes the bytes of the open SysEx; returns those after its F7.</summary>
    private ReadOnlySpan<byte> Continue(ReadOnlySpan<byte> bytes)
    {
        var dataLength = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (dataLength < 0)
        {
            _contents.SysEx.Append(bytes);
            return [];
        }

        _contents.SysEx.Append(bytes[..dataLength]);
        if (bytes[dataLength] != StatusByte.EndOfSysEx)
        {
            SettleOpenSysEx();
            return bytes[dataLength..];
        }

        _open = null;
        if (_contents.SysEx.TryEnd(out var index))
        {
            Add(SysExMessage(index));
        }

        return bytes[(dataLength + 1)..];
    }

    /// <summary>One message other than SysEx, or one byte that is none; returns the bytes after it.</summary>
    private readonly ReadOnlySpan<byte> ReadWireMessage(ReadOnlySpan<byte> bytes, scoped ref byte running)
    {
        var explicitStatus = StatusByte.IsStatus(bytes[0]);
        var status = explicitStatus ? bytes[0] : running;
        var data = bytes[(explicitStatus ? 1 : 0)..];
        if (!StatusByte.IsChannel(status))
        {
            // Real-time and song position mean nothing here; a byte without a status is noise.
            return status == 0 ? data[1..] : data[Math.Min(data.Length, StatusByte.DataBytes(status))..];
        }

        running = status;
        var count = StatusByte.DataBytes(status);
        if (data.Length < count || data[..count].IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0)
        {
            return explicitStatus ? data : data[1..];
        }

        Add(ChannelMessage(status, data[0], count == 2 ? data[1] : (byte)0));
        return data[count..];
    }

    private void Open()
    {
        SettleOpenSysEx();
        _open = new(_tick, _port, _contents.Events.Count);
    }

    /// <summary>Gives a SysEx that never ended its place at its own beginning.</summary>
    private void SettleOpenSysEx()
    {
        if (_open is { } open && _contents.SysEx.TryEnd(out var index))
        {
            Warn("SysEx without F7 taken as it is", _position);
            if (_contents.HasRoom(_contents.Events.Count, _position))
            {
                _contents.Events.Insert(open.EventIndex, new(open.Tick, open.Port, SysExMessage(index)));
            }
        }

        _open = null;
    }

    private static MidiMessage SysExMessage(int index) => new(MidiMessageKind.SysEx, 0, 0, 0, index);

    private readonly record struct OpenSysEx(long Tick, short Port, int EventIndex);
}
