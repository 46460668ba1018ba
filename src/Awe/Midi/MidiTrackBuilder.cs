using System.Buffers.Binary;
using System.Text;

namespace Awe.Midi;

/// <summary>
/// One track of a <see cref="MidiFileBuilder"/>. Events may be added in any order of time. At one tick the ends of notes
/// come first, so that a repeated key is struck anew, then everything else in the order in which it was added.
/// </summary>
/// <remarks>Ticks are absolute, channels 0-15.</remarks>
internal sealed class MidiTrackBuilder
{
    private readonly List<Event> _events = [];

    public MidiTrackBuilder Note(long tick, long lengthTicks, int channel, int key, int velocity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lengthTicks, 1);
        Add(tick, 0x90, channel, key, velocity);
        return Add(tick + lengthTicks, 0x80, channel, key, 64);
    }

    public MidiTrackBuilder PolyPressure(long tick, int channel, int key, int value) => Add(tick, 0xA0, channel, key, value);

    public MidiTrackBuilder Control(long tick, int channel, int number, int value) => Add(tick, 0xB0, channel, number, value);

    public MidiTrackBuilder Program(long tick, int channel, int program) => Add(tick, 0xC0, channel, program);

    public MidiTrackBuilder ChannelPressure(long tick, int channel, int value) => Add(tick, 0xD0, channel, value);

    /// <param name="tick">When.</param>
    /// <param name="channel">0-15.</param>
    /// <param name="value">0-16383, 8192 is the centre.</param>
    public MidiTrackBuilder PitchWheel(long tick, int channel, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return Add(tick, 0xE0, channel, value & 0x7F, value >> 7);
    }

    /// <param name="tick">When.</param>
    /// <param name="bytes">What stands between F0 and F7, both left out.</param>
    public MidiTrackBuilder SysEx(long tick, params ReadOnlySpan<byte> bytes) =>
        Add(tick, [0xF0, .. Vlq.Bytes((uint)bytes.Length + 1), .. bytes, 0xF7]);

    /// <summary>A text, as UTF-8.</summary>
    public MidiTrackBuilder Text(long tick, MidiTextKind kind, string text) => Meta(tick, (byte)kind, Encoding.UTF8.GetBytes(text));

    /// <summary>Which set of 16 channels the events of this track mean (meta 21).</summary>
    public MidiTrackBuilder Port(long tick, int port) => Meta(tick, MetaType.Port, [checked((byte)port)]);

    public MidiTrackBuilder Meta(long tick, byte type, ReadOnlySpan<byte> data) =>
        Add(tick, [0xFF, type, .. Vlq.Bytes((uint)data.Length), .. data]);

    /// <summary>The chunk that holds the events of all <paramref name="parts"/>.</summary>
    public static byte[] Write(IEnumerable<MidiTrackBuilder> parts)
    {
        var body = new List<byte>();
        var lastTick = 0L;
        foreach (var (tick, bytes) in parts.SelectMany(part => part._events).OrderBy(e => e.Tick).ThenBy(e => e.EndsNote ? 0 : 1))
        {
            body.AddRange(Vlq.Bytes(checked((uint)(tick - lastTick))));
            body.AddRange(bytes);
            lastTick = tick;
        }

        body.AddRange([0x00, 0xFF, MetaType.EndOfTrack, 0x00]);
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)body.Count);
        return [.. "MTrk"u8, .. length, .. body];
    }

    private MidiTrackBuilder Add(long tick, int status, int channel, params ReadOnlySpan<int> data)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channel, 15);
        var bytes = new byte[1 + data.Length];
        bytes[0] = (byte)(status | channel);
        for (var i = 0; i < data.Length; i++)
        {
            bytes[i + 1] = data[i] is >= 0 and <= 127
                ? (byte)data[i]
                : throw new ArgumentOutOfRangeException(nameof(data), data[i], "A data byte is 0 to 127.");
        }

        return Add(tick, bytes);
    }

    private MidiTrackBuilder Add(long tick, byte[] bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tick);
        _events.Add(new(tick, bytes));
        return this;
    }

    private readonly record struct Event(long Tick, byte[] Bytes)
    {
        public bool EndsNote => (Bytes[0] & 0xF0) == 0x80;
    }
}
