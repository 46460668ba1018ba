using System.Buffers.Binary;
using Awe.Midi;

namespace Awe.Tests.Midi;

/// <summary>Songs written byte by byte, faults included.</summary>
internal static class Smf
{
    public const string EndOfTrack = "00 FF 2F 00";

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Chunk(string id, byte[] body, uint? length = null)
    {
        var header = new byte[8];
        System.Text.Encoding.ASCII.GetBytes(id, header);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), length ?? (uint)body.Length);
        return [.. header, .. body];
    }

    public static byte[] Header(int format, int tracks, int division, string extra = "", uint? length = null)
    {
        var body = new byte[6];
        BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)format);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(2), (ushort)tracks);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(4), (ushort)division);
        return Chunk("MThd", [.. body, .. Hex(extra)], length);
    }

    /// <summary>A track of these events; write <see cref="EndOfTrack"/> yourself where it belongs.</summary>
    public static byte[] Track(string events, uint? length = null) => Chunk("MTrk", Hex(events), length);

    /// <summary>A file of one track at 96 ticks a quarter, so that a tick at 120 is 1/192 s.</summary>
    public static byte[] OneTrack(string events) => [.. Header(0, 1, 96), .. Track(events)];

    public static MidiFile Read(params byte[][] parts) => MidiFile.Read(parts.SelectMany(part => part).ToArray(), "song.mid");

    public static MidiFile ReadTrack(string events) => Read(OneTrack(events));

    /// <summary>The messages as text, one a line: tick, kind, channel, data; what a person compares at a glance.</summary>
    public static string[] Lines(MidiFile song)
    {
        var lines = new List<string>();
        foreach (var (tick, _, message) in song.Messages)
        {
            lines.Add(message.Kind == MidiMessageKind.SysEx
                ? $"{tick} SysEx {message.Channel} {Convert.ToHexString(song.SysEx(message.SysExIndex))}"
                : $"{tick} {message.Kind} {message.Channel} {message.Data1} {message.Data2}");
        }

        return [.. lines];
    }
}
