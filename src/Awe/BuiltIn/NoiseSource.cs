namespace Awe.BuiltIn;

/// <summary>
/// Repeatable randomness (xorshift, Marsaglia 2003): the same seed gives the same numbers on every machine and runtime,
/// which <see cref="Random"/> does not promise and the bytes of the built-in bank need.
/// </summary>
internal struct NoiseSource(int seed)
{
    // Multiplying spreads neighbouring seeds; a state of zero would stay zero.
    private uint _state = (unchecked((uint)seed * 2654435761u) ^ 0x9E3779B9u) | 1u;

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => NextBits() * (1.0 / 4294967296.0);

    /// <summary>Uniform in [-1, 1): white noise.</summary>
    public double NextSigned() => (NextUnit() * 2) - 1;

    private uint NextBits()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state;
    }
}
