namespace Awe.Voices;

/// <summary>
/// What messages set for all channels together: master tuning and level, drum set-ups, tuning programs. Shared by the channels of one
/// performer; made before sound starts, used by one thread (the audio thread, or the scout's), never allocates afterwards.
/// </summary>
internal sealed class SystemState
{
    /// <summary>Memory of one.</summary>
    public const int Bytes = DrumSetups.Bytes + TuningPrograms.Bytes + 256;

    /// <summary>Master fine tuning, of all channels.</summary>
    public float FineCents { get; set; }

    /// <summary>Master coarse tuning, of melodic channels.</summary>
    public int CoarseSemitones { get; set; }

    /// <summary>Master key shift: melodic channels play another key than the one that was struck.</summary>
    public int KeyShift { get; set; }

    /// <summary>Master volume, linear 0..1.</summary>
    public float Volume { get; set; } = 1;

    /// <summary>What XG's master attenuator leaves, linear 0..1.</summary>
    public float Attenuation { get; set; } = 1;

    /// <summary>Master balance: -1 only the left is heard, 0 both, 1 only the right.</summary>
    public float Balance { get; set; }

    /// <summary>Volume and attenuator together, linear.</summary>
    public float Gain => Volume * Attenuation;

    /// <summary>What messages changed in the drums of each map.</summary>
    public DrumSetups Drums { get; } = new();

    /// <summary>Tunings of single keys, which channels choose by number.</summary>
    public TuningPrograms Tunings { get; } = new();

    /// <summary>The state at power-on.</summary>
    public void Reset()
    {
        FineCents = 0;
        CoarseSemitones = KeyShift = 0;
        Volume = Attenuation = 1;
        Balance = 0;
        Drums.Reset();
        Tunings.Clear();
    }
}
