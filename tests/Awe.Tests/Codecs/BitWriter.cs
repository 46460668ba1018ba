namespace Awe.Tests.Codecs;

/// <summary>Packs bits as Vorbis does, the lowest of a byte first.</summary>
internal sealed class BitWriter
{
    private readonly List<bool> _bits = [];

    public BitWriter Add(uint value, int bits)
    {
        for (var i = 0; i < bits; i++)
        {
            _bits.Add(((value >> i) & 1) != 0);
        }

        return this;
    }

    public BitWriter Add(int value, int bits) => Add((uint)value, bits);

    public BitWriter Add(bool flag) => Add(flag ? 1 : 0, 1);

    /// <summary>Bits of a text like "0110", the first one first.</summary>
    public BitWriter Add(string bits)
    {
        _bits.AddRange(bits.Select(bit => bit == '1'));
        return this;
    }

    public BitWriter AddBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            Add(value, 8);
        }

        return this;
    }

    /// <summary>A number as headers of codebooks have it: mantissa times two to the power of an exponent.</summary>
    public BitWriter AddFloat(int mantissa, int exponent) =>
        Add((mantissa < 0 ? 0x80000000 : 0) | ((uint)(exponent + 788) << 21) | (uint)Math.Abs(mantissa), 32);

    public byte[] ToArray()
    {
        var bytes = new byte[(_bits.Count + 7) / 8];
        for (var i = 0; i < _bits.Count; i++)
        {
            bytes[i / 8] |= (byte)(_bits[i] ? 1 << (i % 8) : 0);
        }

        return bytes;
    }
}
