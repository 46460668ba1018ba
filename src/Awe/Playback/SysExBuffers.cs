using System.Numerics;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>
/// Room for the system exclusive messages that wait for the audio thread. Any thread rents a buffer and fills it; its number goes through the
/// queue; the audio thread reads it and gives it back. Which are free is one word, so that neither side ever waits.
/// </summary>
internal sealed class SysExBuffers
{
    /// <summary>Messages that can wait at once.</summary>
    public const int Count = 64;

    /// <summary>Memory of all.</summary>
    public const long Bytes = Count * (SystemMessages.Longest + sizeof(int));

    private readonly byte[] _bytes = new byte[Count * SystemMessages.Longest];
    private readonly int[] _lengths = new int[Count];
    private ulong _free = ulong.MaxValue;

    /// <summary>Any thread: copies a message that <see cref="SystemMessages"/> recognised; false when no buffer is free.</summary>
    public bool TryRent(ReadOnlySpan<byte> message, out int buffer)
    {
        buffer = QueuedEvent.NoBuffer;
        ulong free;
        do
        {
            free = Volatile.Read(ref _free);
            if (free == 0)
            {
                return false;
            }
        }
        while (Interlocked.CompareExchange(ref _free, free & (free - 1), free) != free);

        buffer = BitOperations.TrailingZeroCount(free);
        message.CopyTo(_bytes.AsSpan(buffer * SystemMessages.Longest, SystemMessages.Longest));
        _lengths[buffer] = message.Length;
        return true;
    }

    /// <summary>Whoever rented it, or was given its number: the message.</summary>
    public ReadOnlySpan<byte> Read(int buffer) => _bytes.AsSpan(buffer * SystemMessages.Longest, _lengths[buffer]);

    /// <summary>The message is not needed any more.</summary>
    public void Return(int buffer) => Interlocked.Or(ref _free, 1UL << buffer);
}
