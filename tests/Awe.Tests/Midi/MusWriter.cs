using System.Buffers.Binary;
using Awe.Midi;

namespace Awe.Tests.Midi;

/// <summary>Writes songs as MUS, as far as that goes: 140 ticks a second, a wheel of 8 bits, ten controllers.</summary>
internal static class MusWriter
{
    private const int EndOfScore = 0x60;

    private static readonly int[] s_controllers = [-1, 0, 1, 7, 10, 11, 91, 93, 64, 67];
    private static readonly int[] s_systemControllers = [120, 123, 126, 127, 121];

    /// <summary>What is left of a song's messages in the format: those that it has, at its ticks, with what it keeps of their values.</summary>
    public static IEnumerable<(long Tick, MidiMessage Message)> Limits(MidiFile song)
    {
        foreach (var (_, seconds, message) in song.Messages.ToArray())
        {
            MidiMessage? kept = message.Kind switch
            {
                MidiMessageKind.NoteOn or MidiMessageKind.ProgramChange => message,
                MidiMessageKind.NoteOff => MidiMessage.NoteOff(message.Channel, message.Data1),
                MidiMessageKind.PitchWheel => MidiMessage.PitchWheel(message.Channel, message.Wheel & ~63),
                MidiMessageKind.ControlChange when s_controllers.Contains(message.Data1) => message,
                MidiMessageKind.ControlChange when s_systemControllers.Contains(message.Data1) => message with { Data2 = 0 },
                _ => null,
            };
            if (kept is { } result)
            {
                yield return ((long)Math.Round(seconds * 140), result);
            }
        }
    }

    public static byte[] Write(MidiFile song)
    {
        var score = new List<byte>();
        var volumes = new int[16];
        Array.Fill(volumes, -1);
        var lastEvent = -1;
        var lastTick = 0L;
        foreach (var (tick, message) in Limits(song))
        {
            // The delay follows the event before it, which a bit of that event says.
            if (tick > lastTick && lastEvent >= 0)
            {
                score[lastEvent] |= 0x80;
                score.AddRange(Vlq.Bytes((uint)(tick - lastTick)));
            }
            else if (tick > lastTick)
            {
                // A song cannot begin with a pause: an end of measure carries it.
                score.AddRange([0xD0, .. Vlq.Bytes((uint)tick)]);
            }

            lastTick = tick;
            lastEvent = score.Count;
            score.AddRange(Event(message, volumes));
        }

        score.Add(EndOfScore);
        var file = new byte[16 + score.Count];
        "MUS\x1A"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(4), (ushort)score.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), 16);
        score.CopyTo(file, 16);
        return file;
    }

    private static byte[] Event(MidiMessage message, int[] volumes)
    {
        var channel = message.Channel == 9 ? 15 : message.Channel > 9 ? message.Channel - 1 : message.Channel;
        switch (message.Kind)
        {
            case MidiMessageKind.NoteOff:
                return [(byte)channel, message.Data1];
            case MidiMessageKind.NoteOn when volumes[channel] == message.Data2:
                return [(byte)(0x10 | channel), message.Data1];
            case MidiMessageKind.NoteOn:
                volumes[channel] = message.Data2;
                return [(byte)(0x10 | channel), (byte)(message.Data1 | 0x80), message.Data2];
            case MidiMessageKind.PitchWheel:
                return [(byte)(0x20 | channel), (byte)(message.Wheel / 64)];
            case MidiMessageKind.ProgramChange:
                return [(byte)(0x40 | channel), 0, message.Data1];
            case MidiMessageKind.ControlChange when Array.IndexOf(s_systemControllers, message.Data1) is >= 0 and var system:
                return [(byte)(0x30 | channel), (byte)(10 + system)];
            default:
                return [(byte)(0x40 | channel), (byte)Array.IndexOf(s_controllers, message.Data1), message.Data2];
        }
    }
}
