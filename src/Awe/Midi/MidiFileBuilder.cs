using System.Buffers.Binary;

namespace Awe.Midi;

/// <summary>
/// Writes a Standard MIDI File in memory: the demo song and the songs of the tests.
/// Format 1 puts the tempos into a first track of their own; format 0 merges everything into one track.
/// </summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class MidiFileBuilder
{
    private readonly int _ticksPerQuarter;
    private readonly int _format;
    private readonly MidiTrackBuilder _conductor = new();
    private readonly List<MidiTrackBuilder> _tracks = [];

    /// <param name="ticksPerQuarter">1-32767.</param>
    /// <param name="format">0 or 1.</param>
    public MidiFileBuilder(int ticksPerQuarter = 480, int format = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ticksPerQuarter, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ticksPerQuarter, 0x7FFF);
        ArgumentOutOfRangeException.ThrowIfNegative(format);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(format, 1);
        _ticksPerQuarter = ticksPerQuarter;
        _format = format;
    }

    /// <summary>Quarters a minute from <paramref name="tick"/> on; rounded to whole microseconds a quarter.</summary>
    public MidiFileBuilder Tempo(long tick, double bpm)
    {
        var microseconds = Math.Round(60e6 / bpm, MidpointRounding.AwayFromZero);
        if (!(microseconds is >= 1 and <= 0xFFFFFF))
        {
            throw new ArgumentOutOfRangeException(nameof(bpm), bpm, "A quarter must last 1 to 16777215 microseconds.");
        }

        var value = (int)microseconds;
        _conductor.Meta(tick, MetaType.Tempo, [(byte)(value >> 16), (byte)(value >> 8), (byte)value]);
        return this;
    }

    /// <summary>Begins a track; an empty name writes none.</summary>
    public MidiTrackBuilder Track(string name = "")
    {
        var track = new MidiTrackBuilder();
        if (name.Length > 0)
        {
            track.Text(0, MidiTextKind.TrackName, name);
        }

        _tracks.Add(track);
        return track;
    }

    /// <summary>The whole file.</summary>
    public byte[] ToBytes()
    {
        var chunks = _format == 0
            ? [MidiTrackBuilder.Write([_conductor, .. _tracks])]
            : _tracks.Prepend(_conductor).Select(track => MidiTrackBuilder.Write([track])).ToArray();
        var header = new byte[14];
        "MThd"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 6);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(8), (ushort)_format);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), checked((ushort)chunks.Length));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(12), (ushort)_ticksPerQuarter);
        return [.. header, .. chunks.SelectMany(chunk => chunk)];
    }
}
