namespace Awe.Primitives;

/// <summary>
/// One windowed sinc: a row of <paramref name="Taps"/> factors for each of 2^<paramref name="PhaseBits"/> places between two points, the
/// scale of 16-bit points included.
/// </summary>
internal readonly record struct SincKernel(float[] Rows, int Taps, int PhaseBits);
