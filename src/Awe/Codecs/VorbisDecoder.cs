using System.Runtime.CompilerServices;

namespace Awe.Codecs;

/// <summary>
/// Decodes records, one page each, with whatever setup each was made with. For one thread; all that it works in is made with it, for the
/// largest blocks of the format. A page's points are the same bit for bit whatever was decoded before, on any machine with the same
/// mathematical library, with vectors or without: sums and products of floats in one order, none of them fused.
/// </summary>
internal sealed class VorbisDecoder
{
    private const int MaximumHalf = VorbisScratch.MaximumBlock / 2;

    private readonly VorbisScratch _scratch = new();
    private readonly float[] _output = new float[MaximumHalf];

    // The middles of the block being decoded and of the one before.
    private float[] _middle = new float[MaximumHalf];
    private float[] _before = new float[MaximumHalf];

    /// <summary>About what memory it takes.</summary>
    public long Bytes => _scratch.Bytes + ((_output.Length + _middle.Length + _before.Length) * 4L) + 96;

    /// <summary>
    /// Decodes a page: 4096 points, zeros after the sample's end. False when the bytes are no record of a stream with this setup, and then
    /// <paramref name="points"/> holds anything. Whatever the bytes, nothing outside of the two spans is touched.
    /// </summary>
    /// <exception cref="ArgumentException">The destination is not a whole page.</exception>
    public bool TryDecode(VorbisSetup setup, ReadOnlySpan<byte> record, Span<short> points)
    {
        if (points.Length != PageCodec.Points)
        {
            throw new ArgumentException($"A page has {PageCodec.Points} points; there are {points.Length}.", nameof(points));
        }

        if (!VorbisRecord.TryReadHead(ref record, out var skip, out var count))
        {
            return false;
        }

        points[count..].Clear();
        var (at, blockBefore) = (-skip, 0);
        while (at < count)
        {
            if (!VorbisRecord.TryReadPacket(ref record, out var packet) || !TryDecodeBlock(setup, packet, out var block))
            {
                return false;
            }

            if (blockBefore > 0)
            {
                var length = (blockBefore + block) / 4;
                Join(setup, blockBefore, block, _output.AsSpan(0, length));
                Put(_output.AsSpan(0, length), at, points[..count]);
                at += length;
            }

            blockBefore = block;
            (_before, _middle) = (_middle, _before);
        }

        return true;
    }

    // Vorbis I, section 4.3, for one channel: leaves the block's middle in _middle.
    private bool TryDecodeBlock(VorbisSetup setup, ReadOnlySpan<byte> packet, out int block)
    {
        block = 0;
        if (packet.IsEmpty || setup.ModeOf(packet[0], packet.Length) is not { } mode)
        {
            return false;
        }

        block = mode.IsLong ? setup.LongBlock : setup.ShortBlock;
        var reader = new VorbisBitReader(packet);
        _ = reader.Read(setup.HeadBits(mode));
        var middle = _middle.AsSpan(0, block / 2);
        if (!mode.Floor.TryRead(ref reader, _scratch))
        {
            // A silent block, or a packet without a whole floor: section 4.3.2.
            middle.Clear();
            return true;
        }

        var spectrum = _scratch.Spectrum.AsSpan(0, block / 2);
        spectrum.Clear();
        mode.Residue.Add(ref reader, _scratch, spectrum);
        mode.Floor.Shape(_scratch, spectrum, mode.Residue.EndIn(spectrum.Length));
        setup.TransformOf(block).Inverse(spectrum, middle, _scratch.Transform);
        return true;
    }

    // From the middle of the block before to the middle of this one. The longer of the two is alone at its side; where both are, the windows
    // that the shorter one has fade from one into the other. How long the neighbors are is known from themselves, not from what the packets
    // say of it, so a join depends on two packets and nothing else (section 4.3.1; the two agree in a sound stream).
    private void Join(VorbisSetup setup, int blockBefore, int block, Span<float> output)
    {
        var shorter = Math.Min(blockBefore, block);
        var overlap = shorter / 2;
        var aloneBefore = (blockBefore - shorter) / 4;
        _before.AsSpan(blockBefore / 4, aloneBefore).CopyTo(output);
        Fade(
            _before.AsSpan((blockBefore / 2) - (overlap / 2), overlap / 2), _middle.AsSpan(0, overlap / 2),
            setup.TransformOf(shorter).Slope, output.Slice(aloneBefore, overlap));
        _middle.AsSpan(overlap / 2, (block - shorter) / 4).CopyTo(output[(aloneBefore + overlap)..]);
    }

    // The falling side of a block is its own mirror, the rising side its negative mirror: half of each is enough for both halves of the fade.
    private static void Fade(ReadOnlySpan<float> falling, ReadOnlySpan<float> rising, ReadOnlySpan<float> slope, Span<float> output)
    {
        var last = output.Length - 1;
        for (var i = 0; i < falling.Length; i++)
        {
            var (a, b) = (falling[i], rising[rising.Length - 1 - i]);
            var (low, high) = (slope[i], slope[last - i]);
            output[i] = (a * high) - (b * low);
            output[last - i] = (a * low) + (b * high);
        }
    }

    // Output that begins at a place of the page, which may be before it, as far as it is in the page.
    private static void Put(ReadOnlySpan<float> output, int at, Span<short> points)
    {
        var from = Math.Max(0, -at);
        if (from >= output.Length)
        {
            return;
        }

        var target = points[Math.Max(0, at)..];
        output = output[from..Math.Min(output.Length, from + target.Length)];
        for (var i = 0; i < output.Length; i++)
        {
            target[i] = Round(output[i] * 32768f);
        }
    }

    // To the nearest, halves to the even one, and into 16 bits. Adding 1.5 * 2^23 leaves no bits for fractions, and the number in the lowest
    // ones. What is no number becomes the greatest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static short Round(float point)
    {
        const float NoFractions = 12582912f;
        point = point < short.MaxValue ? point : short.MaxValue;
        point = point > short.MinValue ? point : short.MinValue;
        return (short)(BitConverter.SingleToInt32Bits(point + NoFractions) - BitConverter.SingleToInt32Bits(NoFractions));
    }
}
