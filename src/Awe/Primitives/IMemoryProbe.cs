namespace Awe.Primitives;

/// <summary>Asks the system how much memory is left. For one thread at a time; a reading neither allocates nor waits, but on systems that offer no better.</summary>
internal interface IMemoryProbe : IDisposable
{
    MemoryReading Read();
}
