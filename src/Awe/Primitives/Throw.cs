using System.Diagnostics.CodeAnalysis;

namespace Awe.Primitives;

/// <summary>Throws that the hot paths keep out of line; each message carries what was found and what was allowed.</summary>
internal static class Throw
{
    [DoesNotReturn]
    public static void ArgumentOutOfRange_View(long offsetBytes, int count, long bytes) =>
        throw new ArgumentOutOfRangeException(nameof(offsetBytes), $"A view of {count} elements at byte {offsetBytes} leaves the {bytes} bytes of the arena.");

    public static OutOfMemoryException OutOfMemory_Reserve(long bytes) =>
        new($"The system refused {bytes} bytes of memory.");
}
