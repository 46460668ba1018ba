namespace Awe.Primitives;

/// <summary>Asks the system how much memory is left. For one thread at a time, never the audio thread.</summary>
internal interface IMemoryProbe : IDisposable
{
    MemoryReading Read();
}
