using Awe.Primitives;

namespace Awe.Voices;

/// <summary>How one voice finds the values between its points in one block: the kind, and the kernel where that depends on the pitch.</summary>
internal readonly ref struct Interpolator
{
    private readonly Interpolation _kind;
    private readonly long _increment;
    private readonly SincKernel _kernel;

    /// <param name="kind">What the synthesizer was told.</param>
    /// <param name="increment">Points per frame, 32.32.</param>
    public Interpolator(Interpolation kind, long increment)
    {
        _kind = kind;
        _increment = increment;
        if (kind == Interpolation.Sinc)
        {
            _kernel = SincKernels.For(increment);
        }
    }

    /// <summary>Points that a value is made of: half of them less one before the place, the rest after it.</summary>
    public int Taps => _kind == Interpolation.Sinc ? _kernel.Taps : Kernels.TapsBefore + 1 + Kernels.TapsAfter;

    /// <summary>Makes the tables now; the constructor of what renders calls it, so that the audio thread never does.</summary>
    public static void Prepare(Interpolation kind)
    {
        Kernels.Prepare();
        if (kind == Interpolation.Sinc)
        {
            SincKernels.Prepare();
        }
    }

    /// <summary>Memory of the tables that only this kind needs. They are made once for the process, but each synthesizer answers for them.</summary>
    public static long BytesFor(Interpolation kind) => kind == Interpolation.Sinc ? SincKernels.Bytes : 0;

    /// <summary>Fills a row from points, which begin as many before the first place as <see cref="Taps"/> says.</summary>
    public void Fill(ReadOnlySpan<short> points, long fraction, Span<float> row)
    {
        switch (_kind)
        {
            case Interpolation.Cubic:
                Kernels.InterpolateCubic(points, fraction, _increment, row);
                break;
            case Interpolation.Sinc:
                Kernels.InterpolateSinc(points, fraction, _increment, _kernel, row);
                break;
            default:
                Kernels.InterpolateLinear(points, fraction, _increment, row);
                break;
        }
    }
}
