namespace Awe.Primitives;

/// <summary>The turns of a Fourier transform of a length, a power of two: six numbers for each in each stage.</summary>
internal sealed class FourierTable
{
    /// <summary>Numbers of a turn: the real and imaginary parts of its first, second and third power.</summary>
    public const int TurnNumbers = 6;

    public FourierTable(int length)
    {
        Length = length;
        var turns = new List<float>();
        for (var part = length; part >= 4; part /= 4)
        {
            for (var i = 0; i < part / 4; i++)
            {
                for (var power = 1; power <= 3; power++)
                {
                    var (sine, cosine) = Math.SinCos(-2 * Math.PI * i * power / part);
                    turns.Add((float)cosine);
                    turns.Add((float)sine);
                }
            }
        }

        Turns = [.. turns];
    }

    /// <summary>Complex numbers transformed.</summary>
    public int Length { get; }

    public float[] Turns { get; }

    public long Bytes => (Turns.Length * 4L) + 64;
}
