using System.Buffers.Binary;

namespace Awe.SoundFonts;

/// <summary>The sample points of a bank being built: smpl, and sm24 once one sample brought low bytes.</summary>
internal sealed class SamplePoolBuilder(int zeroPointsAfterSample)
{
    private readonly List<(byte[] Points, byte[] LowBytes)> _samples = [];
    private long _points;

    public bool HasLowBytes { get; private set; }

    /// <summary>Bytes of the chunks with their headers and pad bytes.</summary>
    public long ChunksBytes => 8 + (_points * 2) + (HasLowBytes ? 8 + LowBytesBytes : 0);

    // Half of smpl, rounded up to an even size (specification 6.2).
    private long LowBytesBytes => _points + (_points & 1);

    /// <summary>Adds a sample with the zero points behind it and returns its first point's index.</summary>
    public long Add(ReadOnlySpan<short> points, ReadOnlySpan<byte> lowBytes)
    {
        if (lowBytes.Length != 0 && lowBytes.Length != points.Length)
        {
            throw new ArgumentException($"{lowBytes.Length} low bytes for {points.Length} points", nameof(lowBytes));
        }

        var start = _points;
        var end = start + points.Length + zeroPointsAfterSample;
        if (end * 2 > uint.MaxValue - (1 << 20))
        {
            throw new InvalidOperationException("the samples do not fit the 4 GiB of a RIFF file");
        }

        var bytes = new byte[points.Length * 2];
        for (var i = 0; i < points.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * 2), points[i]);
        }

        _samples.Add((bytes, lowBytes.ToArray()));
        _points = end;
        HasLowBytes |= lowBytes.Length != 0;
        return start;
    }

    public void WriteChunks(BinaryWriter writer)
    {
        var zeros = new byte[zeroPointsAfterSample * 2];
        ChunkWriter.Header(writer, "smpl", _points * 2);
        foreach (var (points, _) in _samples)
        {
            writer.Write(points);
            writer.Write(zeros);
        }

        if (!HasLowBytes)
        {
            return;
        }

        ChunkWriter.Header(writer, "sm24", LowBytesBytes);
        foreach (var (points, lowBytes) in _samples)
        {
            writer.Write(lowBytes.Length == 0 ? new byte[points.Length / 2] : lowBytes);
            writer.Write(zeros, 0, zeroPointsAfterSample);
        }

        if (LowBytesBytes != _points)
        {
            writer.Write((byte)0);
        }
    }
}
