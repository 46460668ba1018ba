using System.Text;
using Awe.Midi;

namespace Awe.Tests.Midi;

/// <summary>Writes songs as XMI: 120 ticks a second, notes with their lengths.</summary>
internal static class XmiWriter
{
    /// <summary>What is left of a song's messages: all but releases' velocities, at the format's ticks, every note a tick long at least.</summary>
    public static IEnumerable<(long Tick, MidiMessage Message)> Limits(MidiFile song)
    {
        foreach (var e in Notes(song))
        {
            if (e.Message.Kind == MidiMessageKind.NoteOn)
            {
                yield return (e.Tick, e.Message);
                yield return (e.Tick + e.Duration, MidiMessage.NoteOff(e.Message.Channel, e.Message.Data1));
            }
            else
            {
                yield return (e.Tick, e.Message);
            }
        }
    }

    /// <summary>A file of these songs.</summary>
    public static byte[] Write(params MidiFile[] songs) => File([.. songs.Select(Events)]);

    /// <summary>A file of songs whose events are given.</summary>
    public static byte[] File(params byte[][] events)
    {
        var songs = events.Select(song => Form("FORM", "XMID", Chunk("TIMB", [1, 0, 0, 0]), Chunk("EVNT", song)));
        return [.. Form("FORM", "XDIR", Chunk("INFO", [(byte)events.Length, 0])), .. Form("CAT ", "XMID", [.. songs])];
    }

    public static byte[] Chunk(string id, byte[] body) => [.. Smf.Chunk(id, body), .. new byte[body.Length & 1]];

    public static byte[] Form(string id, string type, params byte[][] chunks) =>
        Chunk(id, [.. Encoding.ASCII.GetBytes(type), .. chunks.SelectMany(chunk => chunk)]);

    private static byte[] Events(MidiFile song)
    {
        var bytes = new List<byte>();
        var lastTick = 0L;
        foreach (var (tick, message, duration) in Notes(song).OrderBy(e => e.Tick))
        {
            for (; tick > lastTick; lastTick += Math.Min(tick - lastTick, 127))
            {
                bytes.Add((byte)Math.Min(tick - lastTick, 127));
            }

            if (message.Kind == MidiMessageKind.SysEx)
            {
                var data = song.SysEx(message.SysExIndex);
                bytes.AddRange([0xF0, .. Vlq.Bytes((uint)data.Length + 1), .. data, 0xF7]);
                continue;
            }

            bytes.AddRange([(byte)(((int)message.Kind << 4) | message.Channel), message.Data1]);
            if (message.Kind is not (MidiMessageKind.ProgramChange or MidiMessageKind.ChannelPressure))
            {
                bytes.Add(message.Data2);
            }

            if (message.Kind == MidiMessageKind.NoteOn)
            {
                bytes.AddRange(Vlq.Bytes((uint)duration));
            }
        }

        return [.. bytes, 0xFF, 0x2F, 0x00];
    }

    /// <summary>Notes with their lengths in the place of key-ups, which end the strokes of their key in order; all in the order of the song.</summary>
    private static List<(long Tick, MidiMessage Message, long Duration)> Notes(MidiFile song)
    {
        var result = new List<(long Tick, MidiMessage Message, long Duration)>();
        var sounding = new Dictionary<(byte Channel, byte Key), Queue<int>>();
        foreach (var (_, seconds, message) in song.Messages.ToArray())
        {
            var tick = (long)Math.Round(seconds * 120);
            var key = (message.Channel, message.Data1);
            if (message.Kind == MidiMessageKind.NoteOff)
            {
                if (sounding.TryGetValue(key, out var strokes) && strokes.TryDequeue(out var index))
                {
                    result[index] = result[index] with { Duration = Math.Max(tick - result[index].Tick, 1) };
                }

                continue;
            }

            if (message.Kind == MidiMessageKind.NoteOn)
            {
                sounding.TryAdd(key, new());
                sounding[key].Enqueue(result.Count);
            }

            result.Add((tick, message, 1));
        }

        return result;
    }
}
