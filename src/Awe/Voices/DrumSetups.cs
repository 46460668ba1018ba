using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <summary>A parameter of a drum, as GS and XG know them.</summary>
internal enum DrumParameter
{
    /// <summary>None that is heard here.</summary>
    None,

    /// <summary>Semitones, 64 in the middle.</summary>
    CoarsePitch,

    /// <summary>Semitones as GS has them in its drum set-up: 60 in the middle.</summary>
    PlayedKey,

    /// <summary>Cents, 64 in the middle.</summary>
    FinePitch,
    Level,
    Group,
    Pan,
    Reverb,
    Chorus,
    Delay,
    NoteOff,
    NoteOn,
}

/// <summary>
/// The drums of every map, key by key: the two maps of GS, which are also the first two drum set-ups of XG, and two further ones of XG.
/// </summary>
internal sealed class DrumSetups
{
    /// <summary>Maps that messages address.</summary>
    public const int Maps = 4;

    /// <summary>
    /// The map of parts that a bank select made drums (XG, GM2). Their program changes leave alone what the tenth channel's kit was made.
    /// </summary>
    public const int OfBankSelect = Maps;

    /// <summary>Memory of all.</summary>
    public const int Bytes = (Maps + 1) * Keys * 16;

    private const int Keys = 128;
    private readonly DrumKey[] _drums = new DrumKey[((Maps + 1) * Keys) + 1]; // the last one stays untouched

    public DrumSetups() => Reset();

    /// <summary>A drum of a map.</summary>
    public ref readonly DrumKey this[int map, int key]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _drums[(map * Keys) + key];
    }

    /// <summary>A drum, or any note, that no message has touched.</summary>
    public ref readonly DrumKey Untouched => ref _drums[^1];

    /// <summary>All drums as their banks have them.</summary>
    public void Reset() => Array.Fill(_drums, DrumKey.Untouched);

    /// <summary>The drums of a map as their bank has them.</summary>
    public void Reset(int map) => Array.Fill(_drums, DrumKey.Untouched, map * Keys, Keys);

    /// <summary>Sets a parameter; the answer says what voices of the map have to do.</summary>
    /// <param name="map">0 to <see cref="Maps"/> - 1, or <see cref="OfBankSelect"/>.</param>
    /// <param name="key">0-127.</param>
    /// <param name="parameter">Which.</param>
    /// <param name="value">0-127, as on the wire.</param>
    public ControlEffect Set(int map, int key, DrumParameter parameter, int value)
    {
        ref var drum = ref _drums[(map * Keys) + key];
        switch (parameter)
        {
            case DrumParameter.CoarsePitch:
                drum.CoarseSemitones = (sbyte)(value - 64);
                return new(ControlEffectKind.TuningChanged);
            case DrumParameter.PlayedKey:
                drum.CoarseSemitones = (sbyte)(value - 60);
                return new(ControlEffectKind.TuningChanged);
            case DrumParameter.FinePitch:
                drum.FineCents = (sbyte)(value - 64);
                return new(ControlEffectKind.TuningChanged);
            case DrumParameter.Group:
                drum.Group = (sbyte)value;
                return ControlEffect.Nothing;
            case DrumParameter.NoteOff:
                drum.HearsNoteOff = value != 0;
                return ControlEffect.Nothing;
            case DrumParameter.NoteOn:
                drum.HearsNoteOn = value != 0;
                return ControlEffect.Nothing;
            default:
                return SetLoudness(ref drum, parameter, (byte)value);
        }
    }

    private static ControlEffect SetLoudness(ref DrumKey drum, DrumParameter parameter, byte value)
    {
        switch (parameter)
        {
            case DrumParameter.Level:
                drum.Level = value;
                break;
            case DrumParameter.Pan:
                drum.Pan = value;
                break;
            case DrumParameter.Reverb:
                drum.Reverb = value;
                break;
            case DrumParameter.Chorus:
                drum.Chorus = value;
                break;
            case DrumParameter.Delay:
                drum.Delay = value;
                break;
            default:
                return ControlEffect.Nothing;
        }

        return ControlEffect.Changed(GeneratorGroups.Loudness);
    }
}
