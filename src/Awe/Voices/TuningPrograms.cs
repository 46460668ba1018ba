namespace Awe.Voices;

/// <summary>
/// Tunings of single keys (MIDI Tuning Standard), each with the bank and program number that channels choose it by. A fixed number of them:
/// one more takes the place of the one that has waited longest for a change.
/// </summary>
internal sealed class TuningPrograms
{
    /// <summary>Tunings at once; the numbers would allow 16,384, songs use a handful.</summary>
    public const int Capacity = 64;

    /// <summary>Memory of all.</summary>
    public const int Bytes = Capacity * ((Keys * sizeof(float)) + 16);

    private const int Keys = 128;
    private const int Free = -1;
    private readonly float[] _cents = new float[Capacity * Keys];
    private readonly int[] _numbers = new int[Capacity];
    private readonly long[] _changedAt = new long[Capacity];
    private long _changes;

    public TuningPrograms() => Clear();

    /// <summary>No tuning is set.</summary>
    public void Clear() => Array.Fill(_numbers, Free);

    /// <summary>By how many cents a key is tuned away from equal temperament; 0 by a program that nobody set.</summary>
    public float CentsOf(int bank, int program, int key)
    {
        var slot = Array.IndexOf(_numbers, NumberOf(bank, program));
        return slot < 0 ? 0 : _cents[(slot * Keys) + key];
    }

    /// <summary>Tunes a key of a program.</summary>
    public void Set(int bank, int program, int key, float cents)
    {
        var slot = SlotFor(NumberOf(bank, program));
        _cents[(slot * Keys) + key] = cents;
        _changedAt[slot] = ++_changes;
    }

    private int SlotFor(int number)
    {
        var slot = Array.IndexOf(_numbers, number);
        if (slot >= 0)
        {
            return slot;
        }

        slot = Array.IndexOf(_numbers, Free);
        slot = slot >= 0 ? slot : LeastRecent();
        _numbers[slot] = number;
        Array.Clear(_cents, slot * Keys, Keys);
        return slot;
    }

    private int LeastRecent()
    {
        var slot = 0;
        for (var other = 1; other < Capacity; other++)
        {
            slot = _changedAt[other] < _changedAt[slot] ? other : slot;
        }

        return slot;
    }

    private static int NumberOf(int bank, int program) => (bank << 7) | program;
}
