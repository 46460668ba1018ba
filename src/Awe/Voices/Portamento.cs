using Awe.Primitives;

namespace Awe.Voices;

/// <summary>
/// From where and how long the notes of a channel glide: from the key that was played before when portamento is on (CC65), or, once, from
/// the key that portamento control names (CC84). Each note of a chord glides from the one before it; drums do not glide.
/// </summary>
internal sealed class Portamento
{
    private const int None = -1;

    /// <summary>In XG, where the first note of all glides from.</summary>
    private const int FirstXgKey = 60;

    /// <summary>The distance that the measured times are for: three octaves.</summary>
    private const float MeasuredKeys = 36f;

    private int _named = None;
    private bool _isLinear;

    // Times of CC5 as measured on hardware; between them a straight line in logarithms of both.
    private static ReadOnlySpan<byte> Positions => [1, 2, 4, 8, 16, 32, 64, 80, 96, 112, 116, 120, 124, 127];

    private static ReadOnlySpan<float> Times => [0.006f, 0.023f, 0.050f, 0.110f, 0.250f, 0.500f, 2.06f, 4.2f, 8.4f, 19.5f, 26.7f, 40f, 80f, 480f];

    /// <summary>Seconds for three octaves at a position of CC5, by the measured curve.</summary>
    public static float MeasuredSeconds(int position)
    {
        if (position <= 0)
        {
            return 0f;
        }

        var next = Positions.BinarySearch((byte)position);
        if (next >= 0)
        {
            return Times[next];
        }

        next = ~next;
        var (low, high) = (FastMath.Log2(Positions[next - 1]), FastMath.Log2(Positions[next]));
        var (from, to) = (FastMath.Log2(Times[next - 1]), FastMath.Log2(Times[next]));
        return (float)FastMath.Exp2(from + ((to - from) * (FastMath.Log2(position) - low) / (high - low)));
    }

    /// <summary>Looks at a controller before the channel does.</summary>
    public void Watch(int controller, int value)
    {
        if (controller == Controllers.PortamentoControl)
        {
            _named = value;
        }
        else if (controller == Controllers.ResetAll)
        {
            Forget();
        }

        _isLinear |= controller == Controllers.PortamentoTimeFine; // who sends it counts in milliseconds
    }

    /// <summary>The glide of a note that begins now; the key that CC84 named is used up by it.</summary>
    /// <param name="channel">Whose note.</param>
    /// <param name="key">Its key.</param>
    /// <param name="before">The key that was played before, -1 for none.</param>
    public GlideStart Take(Channel channel, int key, int before)
    {
        var named = _named;
        Forget();
        return named != None ? Glide(channel, key, named) : Between(channel, key, before);
    }

    /// <summary>The glide of a note that comes back: the key that CC84 named waits for one that is struck.</summary>
    /// <inheritdoc cref="Take"/>
    public GlideStart Between(Channel channel, int key, int before) => Glide(
        channel,
        key,
        !channel.IsPortamentoOn ? None
            : before == None && channel.Mode == SystemMode.Xg ? FirstXgKey
            : before);

    /// <summary>No key is named any more.</summary>
    public void Forget() => _named = None;

    /// <summary>As at power-on.</summary>
    public void Reset()
    {
        Forget();
        _isLinear = false;
    }

    private GlideStart Glide(Channel channel, int key, int from) =>
        from == None || channel.IsDrums ? default : new GlideStart(from - key, SecondsFor(channel, Math.Abs(from - key)));

    private float SecondsFor(Channel channel, int keys)
    {
        var coarse = channel.Controller(Controllers.PortamentoTime);
        return _isLinear
            ? ((coarse * 128) + channel.Controller(Controllers.PortamentoTimeFine)) / 1000f
            : MeasuredSeconds(coarse) * keys / MeasuredKeys;
    }
}
