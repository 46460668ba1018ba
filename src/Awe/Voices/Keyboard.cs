namespace Awe.Voices;

/// <summary>
/// The keys of one channel: which are down, how hard they were struck, and in which order. Counted from messages alone: that voices have
/// ended by themselves or were stolen does not change which stroke a key-up belongs to.
/// </summary>
internal sealed class Keyboard
{
    /// <summary>Keys of a keyboard.</summary>
    public const int Keys = 128;

    /// <summary>Memory of one.</summary>
    public const int Bytes = (Keys * (sizeof(byte) + sizeof(byte) + sizeof(long))) + 256;

    private readonly byte[] _openStrokes = new byte[Keys];
    private readonly byte[] _velocities = new byte[Keys];
    private readonly long[] _struckAt = new long[Keys];
    private long _strokes;

    /// <summary>The key of the latest note, whether or not it is still down; -1 before the first.</summary>
    public int Latest { get; private set; } = -1;

    /// <summary>Whether the key of the latest note is down.</summary>
    public bool IsLatestDown => Latest >= 0 && IsDown(Latest);

    public bool IsDown(int key) => _openStrokes[key] > 0;

    /// <summary>A key goes down, perhaps once more before it came up.</summary>
    public void Press(int key, int velocity)
    {
        _openStrokes[key] += _openStrokes[key] < byte.MaxValue ? (byte)1 : (byte)0;
        _velocities[key] = (byte)velocity;
        _struckAt[key] = ++_strokes;
        Latest = key;
    }

    /// <summary>A key that goes down unheard: it is the latest, and not down.</summary>
    public void Pass(int key) => Latest = key;

    /// <summary>A key-up, of the earliest stroke that is open. Returns whether the key is up then.</summary>
    public bool LetGo(int key)
    {
        _openStrokes[key] -= _openStrokes[key] > 0 ? (byte)1 : (byte)0;
        return !IsDown(key);
    }

    /// <summary>Makes the key that was struck last among those that are down the latest again. False when none is.</summary>
    public bool TryReturn(out int velocity)
    {
        var latest = -1;
        for (var key = 0; key < Keys; key++)
        {
            if (IsDown(key) && (latest < 0 || _struckAt[key] > _struckAt[latest]))
            {
                latest = key;
            }
        }

        velocity = latest < 0 ? 0 : _velocities[latest];
        Latest = latest < 0 ? Latest : latest;
        return latest >= 0;
    }

    /// <summary>All keys are up, whatever key-ups are still to come.</summary>
    public void LiftAll() => Array.Clear(_openStrokes);

    /// <summary>As at power-on.</summary>
    public void Reset()
    {
        LiftAll();
        Latest = -1;
    }
}
