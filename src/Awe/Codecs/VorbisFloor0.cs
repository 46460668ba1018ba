namespace Awe.Codecs;

/// <summary>Floor 0: the response of an all-pole filter, told by line spectral pairs on the Bark scale (Vorbis I, section 6).</summary>
internal sealed class VorbisFloor0 : VorbisFloor
{
    /// <summary>What eight bits can say.</summary>
    public const int MaximumOrder = 255;

    private readonly int _order;
    private readonly int _amplitudeBits;
    private readonly int _amplitudeOffset;
    private readonly VorbisCodebook[] _books;
    private readonly Step[] _shortSteps;
    private readonly Step[] _longSteps;
    private readonly int _longBins;

    private VorbisFloor0(
        int order, int amplitudeBits, int amplitudeOffset, VorbisCodebook[] books, Step[] shortSteps, Step[] longSteps, int longBins)
    {
        (_order, _amplitudeBits, _amplitudeOffset, _books) = (order, amplitudeBits, amplitudeOffset, books);
        (_shortSteps, _longSteps, _longBins) = (shortSteps, longSteps, longBins);
    }

    /// <inheritdoc/>
    public override long Bytes => ((_shortSteps.Length + _longSteps.Length) * 8L) + (_books.Length * 8L) + 160;

    /// <summary>Reads the header of a floor, section 6.2.1.</summary>
    /// <exception cref="InvalidDataException">No such floor.</exception>
    public static VorbisFloor0 Read(ref VorbisBitReader reader, VorbisSetupReader setup, int number)
    {
        var (order, rate, mapSize) = ((int)reader.Read(8), (int)reader.Read(16), (int)reader.Read(16));
        var (amplitudeBits, amplitudeOffset) = ((int)reader.Read(6), (int)reader.Read(8));
        var books = new VorbisCodebook[reader.Read(4) + 1];
        for (var i = 0; i < books.Length; i++)
        {
            books[i] = setup.BookOfVectors((int)reader.Read(8), "floor", number);
        }

        // The specification allows amplitudes of up to 63 bits; no number of more than 32 could be told from the next.
        if ((order == 0 || rate == 0 || mapSize == 0 || amplitudeBits > 32) && !reader.Ended)
        {
            throw new InvalidDataException(
                $"floor {number} has order {order}, rate {rate}, a map of {mapSize} and amplitudes of {amplitudeBits} bits, "
                + "1 or more of each and at most 32 bits expected");
        }

        var (shortBins, longBins) = (setup.Identification.ShortBlock / 2, setup.Identification.LongBlock / 2);
        return new VorbisFloor0(
            order, amplitudeBits, amplitudeOffset, books, Steps(shortBins, rate, mapSize), Steps(longBins, rate, mapSize), longBins);
    }

    /// <inheritdoc/>
    public override bool TryRead(ref VorbisBitReader reader, VorbisScratch scratch)
    {
        // Section 6.2.2. The quotient is what the curve needs of the amplitude.
        var amplitude = reader.Read(_amplitudeBits);
        if (amplitude == 0)
        {
            return false;
        }

        scratch.Amplitude = amplitude * (float)_amplitudeOffset / ((1UL << _amplitudeBits) - 1);
        var book = (int)reader.Read(VorbisSetupReader.BitsOf(_books.Length));
        return book < _books.Length && !reader.Ended && TryReadCoefficients(ref reader, _books[book], scratch.Coefficients.AsSpan(0, _order));
    }

    /// <inheritdoc/>
    public override void Shape(VorbisScratch scratch, Span<float> spectrum, int filled)
    {
        var coefficients = scratch.Coefficients.AsSpan(0, _order);
        foreach (ref var coefficient in coefficients)
        {
            coefficient = 2f * MathF.Cos(coefficient);
        }

        var first = 0;
        foreach (var step in spectrum.Length == _longBins ? _longSteps : _shortSteps)
        {
            var last = Math.Min(step.End, filled);
            if (first < last)
            {
                var gain = Gain(coefficients, step.Cosine, scratch.Amplitude);
                foreach (ref var bin in spectrum[first..last])
                {
                    bin *= gain;
                }
            }

            first = last;
        }
    }

    // Each vector's numbers are counted from the last number of the vector before.
    private static bool TryReadCoefficients(ref VorbisBitReader reader, VorbisCodebook book, Span<float> coefficients)
    {
        var last = 0f;
        while (!coefficients.IsEmpty)
        {
            var vector = book.ReadVector(ref reader);
            if (vector.IsEmpty)
            {
                return false;
            }

            var count = Math.Min(vector.Length, coefficients.Length);
            for (var i = 0; i < count; i++)
            {
                coefficients[i] = vector[i] + last;
            }

            last = coefficients[count - 1];
            coefficients = coefficients[count..];
        }

        return true;
    }

    // Section 6.2.3, with 2 cos w and 2 cos c in place of the cosines, so that the factors 4 are inside.
    private float Gain(ReadOnlySpan<float> twiceCosines, float cosine, float amplitude)
    {
        var (p, q) = (1f, 1f);
        for (var i = 0; i + 1 < twiceCosines.Length; i += 2)
        {
            q *= twiceCosines[i] - (2f * cosine);
            p *= twiceCosines[i + 1] - (2f * cosine);
        }

        if (int.IsOddInteger(twiceCosines.Length))
        {
            q *= twiceCosines[^1] - (2f * cosine);
            p = (1f - (cosine * cosine)) * p * p;
            q = 0.25f * q * q;
        }
        else
        {
            p = (1f - cosine) * 0.5f * p * p;
            q = (1f + cosine) * 0.5f * q * q;
        }

        return MathF.Exp(0.11512925f * ((amplitude / MathF.Sqrt(p + q)) - _amplitudeOffset));
    }

    // The map of section 6.2.3: bins that share a place on the Bark scale share a gain.
    private static Step[] Steps(int bins, int rate, int mapSize)
    {
        var steps = new List<Step>();
        for (var bin = 0; bin < bins; bin++)
        {
            var place = Math.Min(mapSize - 1, (int)Math.Floor(Bark(rate * (double)bin / (2 * bins)) * mapSize / Bark(0.5 * rate)));
            var cosine = (float)Math.Cos(Math.PI * place / mapSize);
            if (steps.Count > 0 && steps[^1].Cosine == cosine)
            {
                steps.RemoveAt(steps.Count - 1);
            }

            steps.Add(new Step(cosine, bin + 1));
        }

        return [.. steps];
    }

    private static double Bark(double hertz) =>
        (13.1 * Math.Atan(0.00074 * hertz)) + (2.24 * Math.Atan(0.0000000185 * hertz * hertz)) + (0.0001 * hertz);

    /// <summary>Bins up to <paramref name="End"/> that lie on the filter's circle where <paramref name="Cosine"/> says.</summary>
    private readonly record struct Step(float Cosine, int End);
}
