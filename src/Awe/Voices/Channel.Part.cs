namespace Awe.Voices;

/// <content>What system exclusive messages set up for a part: which messages it takes, and what it makes of keys and velocities.</content>
internal sealed partial class Channel
{
    /// <summary>Receive channel of a part that takes no channel messages.</summary>
    public const int NoChannel = -1;

    private const int NeutralDepth = 64;
    private ReceiveSwitches _switches;
    private int _lowestKey;
    private int _highestKey;
    private bool _isPanRandom;
    private uint _random;
    private float _randomPan;

    /// <summary>The channel whose messages the part takes: its own number until a message says otherwise.</summary>
    public int ReceiveChannel { get; set; }

    /// <summary>By how many keys a melodic part shifts what is played.</summary>
    public int KeyShift { get; set; }

    /// <summary>Slope of velocities in 64ths.</summary>
    public int VelocityDepth { get; set; }

    /// <summary>64: velocities as they are; a step is two of velocity.</summary>
    public int VelocityOffset { get; set; }

    /// <summary>Which channel messages the part takes.</summary>
    public ref ReceiveSwitches Switches => ref _switches;

    /// <summary>The key that a struck key sounds: shifted by part and master, unless it is a drum.</summary>
    public int KeyOf(int key) => IsDrums ? key : Math.Clamp(key + KeyShift + _system.KeyShift, 0, 127);

    /// <summary>A key goes down: whether the part plays it, and how strongly.</summary>
    /// <param name="key">The key.</param>
    /// <param name="velocity">As it was played, and as it counts.</param>
    public bool TryBeginNote(int key, ref int velocity)
    {
        velocity = Math.Clamp((velocity * VelocityDepth / NeutralDepth) + (2 * (VelocityOffset - NeutralDepth)), 0, 127);
        _randomPan = NextRandomPan();
        return key >= _lowestKey && key <= _highestKey && Drum(key).HearsNoteOn;
    }

    /// <summary>Whether a key that comes up ends its note; some drums ring out.</summary>
    public bool HearsNoteOff(int key) => Drum(key).HearsNoteOff;

    /// <summary>The part plays no lower key.</summary>
    public void SetLowestKey(int key) => _lowestKey = key;

    /// <summary>The part plays no higher key.</summary>
    public void SetHighestKey(int key) => _highestKey = key;

    /// <summary>Each note from now on comes from somewhere else, until a pan controller moves.</summary>
    public ControlEffect SetRandomPan()
    {
        _isPanRandom = true;
        return ControlEffect.Nothing;
    }

    /// <summary>Where messages put the note of a key that begins, -500 left to 500 right; false when zones and controllers say so.</summary>
    public bool TryPlace(int key, out float pan)
    {
        var drumPan = Drum(key).Pan;
        pan = drumPan == DrumKey.RandomPan || (_isPanRandom && drumPan == DrumKey.OwnPan)
            ? _randomPan
            : Math.Max(-500f, (drumPan - 64) * 500f / 63f);
        return drumPan != DrumKey.OwnPan || _isPanRandom;
    }

    // The same places at every playing of a song. The multiplier is that of Numerical Recipes; the upper bits are the better ones.
    private float NextRandomPan()
    {
        _random = (_random * 1_664_525) + 1_013_904_223;
        return ((_random >> 8) * (1000f / (1 << 24))) - 500f;
    }

    private void ResetPart()
    {
        ReceiveChannel = _number;
        KeyShift = 0;
        VelocityDepth = VelocityOffset = NeutralDepth;
        _switches = ReceiveSwitches.All;
        (_lowestKey, _highestKey) = (0, 127);
        _isPanRandom = false;
        _random = (uint)_number;
    }
}
