using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <summary>What keeps a voice sounding.</summary>
internal enum VoiceHold : byte
{
    /// <summary>The slot has no voice.</summary>
    Free,

    /// <summary>It has been told to end.</summary>
    Fading,

    /// <summary>Nothing: the note is over and rings out.</summary>
    Released,

    /// <summary>A pedal; the key is up.</summary>
    Pedal,

    /// <summary>The key.</summary>
    Key,
}

/// <summary>
/// Who gives way when voices run out: the note that is missed least. That is above all the quietest, by what is heard of it now and not by what
/// its envelope says: a cymbal that has rung out in its recording is quiet. Held notes count for more than they are loud, and so do those
/// that have just begun, whose loudest moment may be still to come.
/// </summary>
/// <remarks>
/// Audio thread. What is compared lies side by side, 16 bytes a voice, apart from the voices themselves: at 10,000 notes a second everybody
/// is compared 10,000 times, and voices are kilobytes each. Voices of a note go together, and stand in a ring.
/// </remarks>
internal sealed class StealOrder(int slots, float rate)
{
    private const int None = -1;

    // Decibels. Found by rendering songs with a few voices and comparing with all of them.
    private const float KeyDecibels = 36f;
    private const float PedalDecibels = 24f;
    private const float BegunDecibels = 12f;
    private const double BegunSeconds = 0.1;

    // How long a peak counts: more than a period of the lowest notes.
    private const float PeakSeconds = 0.05f;

    // Before a voice is heard: recordings begin below full scale.
    private const float ExpectedPeak = 0.5f;
    private const int PointsBetweenLooks = 4;

    private readonly Standing[] _standings = new Standing[slots];
    private readonly int _begunFrames = (int)(BegunSeconds * rate);
    private readonly float _fallPerFrame = 1f / (PeakSeconds * rate);
    private long _now;
    private long _note;
    private int _noteSlot = None; // a voice of the latest note

    /// <summary>Memory of an order.</summary>
    public static long BytesFor(int slots) => (long)slots * Unsafe.SizeOf<Standing>();

    /// <summary>Time passes.</summary>
    public void Advance(int frames) => _now += frames;

    /// <summary>A voice of a note begins; those of one note begin one after the other.</summary>
    public void Enter(int slot, long note)
    {
        _standings[slot].BeganAt = _now;
        Join(slot, note);
    }

    /// <summary>A voice goes on as one of another note, the latest, which it was slurred to.</summary>
    public void Move(int slot, long note)
    {
        Part(slot);
        Join(slot, note);
    }

    /// <summary>A voice is over.</summary>
    public void Leave(int slot)
    {
        Part(slot);
        _standings[slot] = new Standing { Next = (short)slot };
    }

    public void Hold(int slot, VoiceHold hold) => _standings[slot].Hold = hold;

    /// <summary>How loud a voice is going to be, as far as its level tells.</summary>
    public void Expect(int slot, in BusGains level) => _standings[slot].Peak = ExpectedPeak * MathF.Max(level.Left, level.Right);

    /// <summary>Nothing has been heard of it, and nothing will be.</summary>
    public void Silence(int slot) => _standings[slot].Peak = 0f;

    /// <summary>What a voice has made now, before its gains. While its attack lasts, what is expected of it counts.</summary>
    public void Hear(int slot, ReadOnlySpan<float> row, in BusGains gains, bool isRising)
    {
        var bits = 0; // of numbers without their sign, which are in the order of the numbers: this is done for every voice all the time
        for (var i = 0; i < row.Length; i += PointsBetweenLooks)
        {
            bits = Math.Max(bits, BitConverter.SingleToInt32Bits(row[i]) & int.MaxValue);
        }

        var peak = BitConverter.Int32BitsToSingle(bits) * MathF.Max(gains.Left, gains.Right);
        ref var standing = ref _standings[slot];
        var before = isRising || _now - standing.BeganAt < _begunFrames
            ? standing.Peak
            : standing.Peak * MathF.Max(0f, 1f - (row.Length * _fallPerFrame));
        standing.Peak = MathF.Max(peak, before);
    }

    /// <summary>A voice of the note that gives way to the latest one, or -1 when there is no other.</summary>
    public int FindVictim()
    {
        var victim = None;
        var least = float.PositiveInfinity;
        for (var slot = 0; slot < _standings.Length; slot++)
        {
            if (_standings[slot].Hold >= VoiceHold.Released && WorthOf(_standings[slot]) < least && !IsOfLatestNote(slot))
            {
                var worth = WorthOfNote(slot);
                (victim, least) = worth < least ? (slot, worth) : (victim, least);
            }
        }

        return victim;
    }

    /// <summary>The fading voice that is missed least when its end cannot be waited for.</summary>
    public int FindQuietestFade()
    {
        var quietest = None;
        for (var slot = 0; slot < _standings.Length; slot++)
        {
            if (_standings[slot].Hold == VoiceHold.Fading && (quietest == None || _standings[slot].Peak < _standings[quietest].Peak))
            {
                quietest = slot;
            }
        }

        return quietest;
    }

    /// <summary>The next voice of a note, round and round.</summary>
    public int NextOfNote(int slot) => _standings[slot].Next;

    public void BeginNote(long note)
    {
        if (note != _note)
        {
            (_note, _noteSlot) = (note, None);
        }
    }

    private void Join(int slot, long note)
    {
        _standings[slot].Next = (short)slot;
        if (note == _note && _noteSlot != None)
        {
            _standings[slot].Next = _standings[_noteSlot].Next;
            _standings[_noteSlot].Next = (short)slot;
        }

        (_note, _noteSlot) = (note, slot);
    }

    private void Part(int slot)
    {
        var previous = slot;
        while (_standings[previous].Next != slot)
        {
            previous = _standings[previous].Next;
        }

        _standings[previous].Next = _standings[slot].Next;
        _noteSlot = _noteSlot != slot ? _noteSlot : previous == slot ? None : previous;
    }

    private bool IsOfLatestNote(int slot)
    {
        if (_noteSlot == None)
        {
            return false;
        }

        var at = slot;
        do
        {
            if (at == _noteSlot)
            {
                return true;
            }

            at = _standings[at].Next;
        }
        while (at != slot);

        return false;
    }

    // A note is worth as much as the best of its voices.
    private float WorthOfNote(int slot)
    {
        var worth = WorthOf(_standings[slot]);
        for (var at = _standings[slot].Next; at != slot; at = _standings[at].Next)
        {
            worth = _standings[at].Hold >= VoiceHold.Released ? MathF.Max(worth, WorthOf(_standings[at])) : worth;
        }

        return worth;
    }

    private float WorthOf(in Standing standing)
    {
        var hold = standing.Hold switch
        {
            VoiceHold.Key => KeyDecibels,
            VoiceHold.Pedal => PedalDecibels,
            _ => 0f,
        };
        var left = _begunFrames - (_now - standing.BeganAt);
        return Decibels(standing.Peak) + hold + (left > 0 ? BegunDecibels * left / _begunFrames : 0f);
    }

    // The bits of a number are its logarithm, but for a bow of half a decibel; that is enough to compare by.
    private static float Decibels(float gain) => ((BitConverter.SingleToInt32Bits(gain) * (1f / (1 << 23))) - 127f) * 6.0206f;

    private struct Standing
    {
        public long BeganAt;
        public float Peak;
        public short Next;
        public VoiceHold Hold;
    }
}
