namespace Awe.Effects;

/// <summary>The global parameters of General MIDI 2: a type sets every value of its effect, each value can be set on its own afterwards.</summary>
internal sealed class Gm2Effects
{
    private const int Reverb = 1;
    private const int Chorus = 2;

    // By type: rate, depth, feedback.
    private static readonly byte[] s_choruses =
    [
        3, 5, 0,
        9, 19, 5,
        3, 19, 8,
        9, 16, 16,
        2, 24, 64,
        1, 5, 112,
    ];

    private byte _chorusType;
    private byte _rate;
    private byte _depth;
    private byte _feedback;

    public Gm2Effects() => Reset();

    /// <summary>As after General MIDI 2 has been switched on: the third chorus.</summary>
    public void Reset() => UseChorus(2);

    /// <param name="slot">1 reverb, 2 chorus.</param>
    /// <param name="pairs">Parameters and values in turn; a type comes before the values that change it, wherever it stands.</param>
    /// <param name="settings">Where it ends up.</param>
    public void Write(int slot, ReadOnlySpan<byte> pairs, EffectSettings settings)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var rest = pairs; rest.Length >= 2; rest = rest[2..])
            {
                var isType = rest[0] == 0;
                if (isType == (pass == 0))
                {
                    Set(slot, rest[0], rest[1], settings);
                }
            }
        }
    }

    private void Set(int slot, byte parameter, byte value, EffectSettings settings)
    {
        if (slot == Reverb)
        {
            SetReverb(parameter, value, settings);
        }
        else if (slot == Chorus)
        {
            SetChorus(parameter, value, settings);
        }
    }

    private static void SetReverb(byte parameter, byte value, EffectSettings settings)
    {
        switch (parameter)
        {
            case 0 when value is <= 4 or 8:
                settings.Reverb = Rooms.OfGm2(value);
                settings.IsReverbEcho = false;
                break;
            case 1:
                settings.Reverb = settings.Reverb with { TimeSeconds = Rooms.TimeSeconds(value) };
                break;
            default:
                break;
        }
    }

    private void SetChorus(byte parameter, byte value, EffectSettings settings)
    {
        switch (parameter)
        {
            case 0 when value <= 5:
                UseChorus(value);
                settings.ChorusToReverb = 0;
                break;
            case 1:
                _rate = value;
                break;
            case 2:
                _depth = value;
                break;
            case 3:
                _feedback = value;
                break;
            case 4:
                settings.ChorusToReverb = EffectSettings.FullSend * value / 127;
                break;
            default:
                return;
        }

        settings.Chorus = Ensembles.Of(_chorusType, _rate, _depth, _feedback);
    }

    private void UseChorus(byte type)
    {
        _chorusType = type;
        var row = s_choruses.AsSpan(3 * type, 3);
        (_rate, _depth, _feedback) = (row[0], row[1], row[2]);
    }
}
