using Awe.Primitives;

namespace Awe.Voices;

/// <summary>Working memory that voices share, since they render one after another: one block of sound and the points it is made from.</summary>
internal sealed class VoiceScratch(int frames) : IDisposable
{
    private readonly NativeArray<float> _block = new(frames);
    private readonly NativeArray<short> _points = new(SampleCursor.ScratchPoints);

    public Span<float> Block => _block.Span;

    public Span<short> Points => _points.Span;

    public static long BytesFor(int frames) =>
        (frames * sizeof(float)) + (SampleCursor.ScratchPoints * sizeof(short)) + (2L * Environment.SystemPageSize);

    public void Dispose()
    {
        _block.Dispose();
        _points.Dispose();
    }
}
