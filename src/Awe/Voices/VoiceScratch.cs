using Awe.Primitives;

namespace Awe.Voices;

/// <summary>Working memory that voices share: a row of sound for each voice of a batch, and the points that one row is made from.</summary>
internal sealed class VoiceScratch(int frames) : IDisposable
{
    private readonly NativeArray<float> _rows = new(Lanes.Count * frames);
    private readonly NativeArray<short> _points = new(SampleCursor.ScratchPoints);

    /// <summary>Distance of the rows in <see cref="Rows"/>.</summary>
    public int Stride { get; } = frames;

    public Span<float> Rows => _rows.Span;

    public Span<short> Points => _points.Span;

    public static long BytesFor(int frames) =>
        (Lanes.Count * frames * sizeof(float)) + (SampleCursor.ScratchPoints * sizeof(short)) + (2L * Environment.SystemPageSize);

    public Span<float> Row(int lane, int frames) => _rows.Span.Slice(lane * Stride, frames);

    public void Dispose()
    {
        _rows.Dispose();
        _points.Dispose();
    }
}
