namespace Awe.Playback;

/// <summary>Takes rendered sound, block by block, and brings it somewhere.</summary>
/// <remarks>One thread at a time.</remarks>
public interface IAudioWriter : IDisposable
{
    /// <summary>Frames taken so far.</summary>
    long FramesWritten { get; }

    /// <summary>Takes as many frames as both spans hold; planar, full scale -1 to 1. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="IOException">The destination cannot be written.</exception>
    void Write(ReadOnlySpan<float> left, ReadOnlySpan<float> right);
}
