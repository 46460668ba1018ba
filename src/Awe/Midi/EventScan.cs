namespace Awe.Midi;

/// <summary>Looks ahead strictly, to tell whether bytes where none should be are events after all.</summary>
internal static class EventScan
{
    private const int EventsAsked = 4;

    // Enough to meet a status byte in a passage of running status.
    private const int EventsTried = 64;

    /// <summary>
    /// Whether the bytes from <paramref name="position"/> on are a stream of events: four at least without a fault, or all there are
    /// up to an end of track; one of them with a status byte of its own, as zeros would pass otherwise.
    /// </summary>
    public static bool IsEventStream(ReadOnlySpan<byte> bytes, int position, byte runningStatus)
    {
        var statusSeen = false;
        for (var count = 0; count < EventsTried; count++)
        {
            if (position == bytes.Length)
            {
                return statusSeen && count >= EventsAsked;
            }

            var deltaLength = Vlq.Read(bytes, ref position, out _);
            if (deltaLength is 0 or > 4 || position == bytes.Length)
            {
                return false;
            }

            if (bytes[position..] is [StatusByte.Meta, MetaType.EndOfTrack, 0, ..])
            {
                return true;
            }

            statusSeen |= StatusByte.IsStatus(bytes[position]);
            if (!TrySkipEvent(bytes, ref position, ref runningStatus))
            {
                return false;
            }
        }

        return statusSeen;
    }

    /// <summary>Whether a whole event begins, with its status byte, at <paramref name="position"/>.</summary>
    public static bool TrySkipEvent(ReadOnlySpan<byte> bytes, int position)
    {
        byte none = 0;
        return TrySkipEvent(bytes, ref position, ref none);
    }

    private static bool TrySkipEvent(ReadOnlySpan<byte> bytes, ref int position, ref byte runningStatus)
    {
        var status = bytes[position];
        if (StatusByte.IsStatus(status))
        {
            position++;
        }
        else
        {
            status = runningStatus;
        }

        return status switch
        {
            StatusByte.Meta => TrySkipMeta(bytes, ref position),
            StatusByte.SysEx or StatusByte.EndOfSysEx => TrySkipCounted(bytes, ref position),
            >= 0x80 and < StatusByte.SysEx => TrySkipData(bytes, StatusByte.DataBytes(runningStatus = status), ref position),
            _ => false,
        };
    }

    private static bool TrySkipMeta(ReadOnlySpan<byte> bytes, ref int position) =>
        position < bytes.Length && !StatusByte.IsStatus(bytes[position++]) && TrySkipCounted(bytes, ref position);

    private static bool TrySkipCounted(ReadOnlySpan<byte> bytes, ref int position)
    {
        var lengthBytes = Vlq.Read(bytes, ref position, out var length);
        if (lengthBytes is 0 or > 4 || length > bytes.Length - position)
        {
            return false;
        }

        position += (int)length;
        return true;
    }

    private static bool TrySkipData(ReadOnlySpan<byte> bytes, int count, ref int position)
    {
        if (bytes.Length - position < count || bytes.Slice(position, count).IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0)
        {
            return false;
        }

        position += count;
        return true;
    }
}
