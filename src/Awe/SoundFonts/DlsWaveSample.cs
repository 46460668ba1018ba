using System.Buffers.Binary;

namespace Awe.SoundFonts;

/// <summary>A loop as DLS has it, in points from the start of the wave.</summary>
/// <param name="Start">First point.</param>
/// <param name="Length">Points.</param>
/// <param name="EndsWithKey">Whether it is left when the key is.</param>
internal readonly record struct DlsLoop(long Start, long Length, bool EndsWithKey)
{
    /// <summary>The loop inside a wave of so many points; one of less than two is none.</summary>
    public (long Start, long End)? Inside(long points) =>
        Math.Min(Start + Length, points) is var end && end - Start >= 2 ? (Start, end) : null;
}

/// <summary>How a wave is tuned, how loud it is, and how it loops (wsmp). A region that has one of its own takes nothing of its wave's.</summary>
/// <param name="UnityKey">The key at which it plays as recorded.</param>
/// <param name="FineTuneCents">Cents to add at playback.</param>
/// <param name="GainCentibels">What it is louder than full.</param>
/// <param name="Loop">Its loop, if any.</param>
internal sealed record DlsWaveSample(byte UnityKey, int FineTuneCents, double GainCentibels, DlsLoop? Loop)
{
    /// <summary>What holds where nobody says anything.</summary>
    public static DlsWaveSample Default { get; } = new(60, 0, 0, null);

    /// <summary>The most bytes of the chunk that mean something: only the first loop counts, DLS knows no second.</summary>
    public const int MostBytes = 256;

    private const int HeaderBytes = 20;
    private const int LoopBytes = 16;

    // A 32-bit gain has 655360 units for a decibel.
    private const double UnitsPerCentibel = 65536;

    /// <summary>Reads a wsmp chunk; one that is too short is the default.</summary>
    public static DlsWaveSample Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < HeaderBytes)
        {
            return Default;
        }

        var unity = BinaryPrimitives.ReadUInt16LittleEndian(chunk[4..]);
        return new DlsWaveSample(
            unity > 127 ? Default.UnityKey : (byte)unity,
            BinaryPrimitives.ReadInt16LittleEndian(chunk[6..]),
            BinaryPrimitives.ReadInt32LittleEndian(chunk[8..]) / UnitsPerCentibel,
            ReadLoop(chunk));
    }

    private static DlsLoop? ReadLoop(ReadOnlySpan<byte> chunk)
    {
        // The chunk says where its loops begin; some say less than its own length.
        var at = Math.Max(BinaryPrimitives.ReadUInt32LittleEndian(chunk), HeaderBytes);
        var loops = BinaryPrimitives.ReadUInt32LittleEndian(chunk[16..]);
        if (loops == 0 || at + LoopBytes > chunk.Length)
        {
            return null;
        }

        var loop = chunk[(int)at..];
        return new DlsLoop(
            BinaryPrimitives.ReadUInt32LittleEndian(loop[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(loop[12..]),
            EndsWithKey: BinaryPrimitives.ReadUInt32LittleEndian(loop[4..]) != 0);
    }
}
