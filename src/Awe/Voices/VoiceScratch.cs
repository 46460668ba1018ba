using Awe.Primitives;

namespace Awe.Voices;

/// <summary>Working memory that voices share: a row of sound for each voice of a batch, and what one row is made from.</summary>
internal sealed class VoiceScratch(int frames) : IDisposable
{
    private readonly NativeArray<float> _rows = new(Lanes.Count * frames);
    private readonly NativeArray<short> _points = new(SampleCursor.ScratchPoints);

    private readonly NativeArray<short> _lowBytes = new(SampleCursor.ScratchPoints);
    private readonly NativeArray<float> _lowRow = new(frames);

    /// <summary>Distance of the rows in <see cref="Rows"/>.</summary>
    public int Stride { get; } = frames;

    public Span<float> Rows => _rows.Span;

    public Span<short> Points => _points.Span;

    /// <summary>Low bytes of 24-bit points, each as a point of its own.</summary>
    public Span<short> LowBytes => _lowBytes.Span;

    public static long BytesFor(int frames) =>
        (Lanes.Count * frames * sizeof(float)) + (frames * sizeof(float)) + (2 * SampleCursor.ScratchPoints * sizeof(short)) + (4L * Environment.SystemPageSize);

    /// <summary>What the low bytes add to a row.</summary>
    public Span<float> LowRow(int frames) => _lowRow.Span[..frames];

    public Span<float> Row(int lane, int frames) => _rows.Span.Slice(lane * Stride, frames);

    public void Dispose()
    {
        _rows.Dispose();
        _points.Dispose();
        _lowBytes.Dispose();
        _lowRow.Dispose();
    }
}
