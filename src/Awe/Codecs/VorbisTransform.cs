using Awe.Primitives;

namespace Awe.Codecs;

/// <summary>
/// The inverse transform of a block length and the slope of its window (Vorbis I, sections 4.3.7 and 4.3.1): tables, made once. A block of
/// N points has N/2 frequencies and only N/2 points that are not mirrored from others, those in its middle; these are what
/// <see cref="Inverse"/> gives. They are the DCT-IV of the frequencies, negated and in opposite order, for which a Fourier transform of
/// N/4 complex numbers is enough.
/// </summary>
internal sealed class VorbisTransform
{
    private readonly float[] _cosines;
    private readonly float[] _sines;
    private readonly FourierTable _fourier;
    private readonly float[] _slope;

    public VorbisTransform(int block)
    {
        Block = block;
        var (quarter, bins) = (block / 4, block / 2);
        (_cosines, _sines) = (new float[quarter], new float[quarter]);
        for (var i = 0; i < quarter; i++)
        {
            var (sine, cosine) = Math.SinCos(Math.PI * ((8 * i) + 1) / (8.0 * bins));
            (_cosines[i], _sines[i]) = ((float)cosine, (float)sine);
        }

        _fourier = new FourierTable(quarter);
        _slope = new float[bins];
        for (var i = 0; i < bins; i++)
        {
            var sine = Math.Sin((i + 0.5) / bins * (Math.PI / 2));
            _slope[i] = (float)Math.Sin(Math.PI / 2 * sine * sine);
        }
    }

    /// <summary>Points of the block.</summary>
    public int Block { get; }

    /// <summary>The rising side of the window of blocks as long as this; the falling one is its mirror.</summary>
    public ReadOnlySpan<float> Slope => _slope;

    public long Bytes => ((_cosines.Length + _sines.Length + _slope.Length) * 4L) + _fourier.Bytes + 128;

    /// <summary>
    /// From the frequencies to the middle half of the block's points, before windowing. <paramref name="scratch"/> has at least as many
    /// numbers as the block.
    /// </summary>
    public void Inverse(ReadOnlySpan<float> spectrum, Span<float> middle, Span<float> scratch)
    {
        var (quarter, bins) = (Block / 4, Block / 2);
        spectrum = spectrum[..bins];
        middle = middle[..bins];
        Span<float> real = scratch[..quarter], imaginary = scratch.Slice(quarter, quarter);
        ReadOnlySpan<float> cosines = _cosines.AsSpan(0, quarter), sines = _sines.AsSpan(0, quarter);
        for (var i = 0; i < real.Length; i++)
        {
            var (a, b) = (spectrum[2 * i], spectrum[^((2 * i) + 1)]);
            real[i] = (a * cosines[i]) + (b * sines[i]);
            imaginary[i] = (b * cosines[i]) - (a * sines[i]);
        }

        Kernels.Fourier(_fourier, real, imaginary, scratch.Slice(bins, bins));
        for (var i = 0; i < real.Length; i++)
        {
            var (a, b) = (real[i], imaginary[i]);
            middle[^((2 * i) + 1)] = -((a * cosines[i]) + (b * sines[i]));
            middle[2 * i] = (b * cosines[i]) - (a * sines[i]);
        }
    }
}
