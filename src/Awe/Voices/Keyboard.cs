namespace Awe.Voices;

/// <summary>
/// The keys of one channel: which are down, how hard they were struck, and in which order. Counted from messages alone: that voices have
/// ended by themselves or were stolen does not change which stroke a key-up belongs to. A score and somebody live have strokes of their
/// own, also on one key: neither lets go what the other holds.
/// </summary>
internal sealed class Keyboard
{
    /// <summary>Keys of a keyboard.</summary>
    public const int Keys = 128;

    /// <summary>Memory of one.</summary>
    public const int Bytes = (Places * (sizeof(byte) + sizeof(byte) + sizeof(long))) + 256;

    // The live keys, then the score's.
    private const int Places = 2 * Keys;
    private const int Nowhere = -1;

    private readonly byte[] _openStrokes = new byte[Places];
    private readonly byte[] _velocities = new byte[Places];
    private readonly long[] _struckAt = new long[Places];
    private long _strokes;
    private int _latest = Nowhere;

    /// <summary>The key of the latest note, whether or not it is still down; -1 before the first.</summary>
    public int Latest => _latest < 0 ? -1 : _latest % Keys;

    /// <summary>Whether a score struck the latest note.</summary>
    public bool IsLatestOfScore => _latest >= Keys;

    /// <summary>Whether the key of the latest note is down.</summary>
    public bool IsLatestDown => _latest >= 0 && _openStrokes[_latest] > 0;

    /// <summary>A key goes down, perhaps once more before it came up.</summary>
    public void Press(int key, int velocity, bool isOfScore)
    {
        var place = PlaceOf(key, isOfScore);
        _openStrokes[place] += _openStrokes[place] < byte.MaxValue ? (byte)1 : (byte)0;
        _velocities[place] = (byte)velocity;
        _struckAt[place] = ++_strokes;
        _latest = place;
    }

    /// <summary>A key that goes down unheard: it is the latest.</summary>
    public void Pass(int key, bool isOfScore) => _latest = PlaceOf(key, isOfScore);

    /// <summary>A key-up, of the earliest stroke that is open. Returns whether the key is up then, as far as this player is concerned.</summary>
    public bool LetGo(int key, bool isOfScore)
    {
        ref var open = ref _openStrokes[PlaceOf(key, isOfScore)];
        open -= open > 0 ? (byte)1 : (byte)0;
        return open == 0;
    }

    /// <summary>Whether a key is the one of the latest note, and not the other player's.</summary>
    public bool IsLatest(int key, bool isOfScore) => _latest == PlaceOf(key, isOfScore);

    /// <summary>Makes the key that was struck last among those that are down the latest again. False when none is.</summary>
    public bool TryReturn(out int velocity)
    {
        var latest = Nowhere;
        for (var place = 0; place < Places; place++)
        {
            if (_openStrokes[place] > 0 && (latest < 0 || _struckAt[place] > _struckAt[latest]))
            {
                latest = place;
            }
        }

        velocity = latest < 0 ? 0 : _velocities[latest];
        _latest = latest < 0 ? _latest : latest;
        return latest >= 0;
    }

    /// <summary>All keys are up, whatever key-ups are still to come.</summary>
    public void LiftAll() => Array.Clear(_openStrokes);

    /// <summary>All keys that a score struck are up, whatever key-ups are still to come.</summary>
    public void LiftScore() => Array.Clear(_openStrokes, Keys, Keys);

    /// <summary>As at power-on.</summary>
    public void Reset()
    {
        LiftAll();
        _latest = Nowhere;
    }

    private static int PlaceOf(int key, bool isOfScore) => isOfScore ? Keys + key : key;
}
