using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Awe.Codecs;

/// <summary>
/// Takes bits from a packet, the lowest of a byte first (Vorbis I, section 2). Beyond the end there are zeros, and the reader says that it
/// <see cref="Ended"/>: an ordinary event in an audio packet (section 4.3), a fault in a header.
/// </summary>
internal ref struct VorbisBitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ulong _bits;
    private int _held;
    private int _next;

    /// <summary>More was asked for than the packet has.</summary>
    public bool Ended { get; private set; }

    /// <summary>Bits not taken yet.</summary>
    public readonly long Left => _held + ((_bytes.Length - _next) * 8L);

    /// <summary>Takes up to 32 bits.</summary>
    public uint Read(int count)
    {
        Fill(count);
        if (_held < count)
        {
            End();
            return 0;
        }

        var value = (uint)(_bits & ((1UL << count) - 1));
        Skip(count);
        return value;
    }

    public bool ReadFlag() => Read(1) != 0;

    /// <summary>The next 32 bits without taking them, zeros beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Peek()
    {
        Fill(32);
        return (uint)_bits;
    }

    /// <summary>Takes bits that <see cref="Peek"/> has shown; false when the packet has not as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkip(int count)
    {
        if (_held < count)
        {
            End();
            return false;
        }

        Skip(count);
        return true;
    }

    /// <summary>What follows counts as not there.</summary>
    public void End()
    {
        (_bits, _held, _next, Ended) = (0, 0, _bytes.Length, true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Skip(int count)
    {
        _bits >>= count;
        _held -= count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill(int count)
    {
        if (_held < count)
        {
            Fill();
        }
    }

    // Eight bytes at once where there are as many: those that do not fit whole leave bits above the held ones, which the next filling
    // brings again, the same.
    private void Fill()
    {
        if (_next <= _bytes.Length - sizeof(ulong))
        {
            _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_bytes[_next..]) << _held;
            var taken = (63 - _held) >> 3;
            _next += taken;
            _held += taken * 8;
            return;
        }

        _bits &= (1UL << _held) - 1;
        while (_held <= 56 && _next < _bytes.Length)
        {
            _bits |= (ulong)_bytes[_next++] << _held;
            _held += 8;
        }
    }
}
