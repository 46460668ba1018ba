namespace Awe.SoundFonts;

/// <summary>Destinations of connections.</summary>
internal static class DlsDestination
{
    public const ushort None = 0;
    public const ushort Gain = 1;
    public const ushort Reserved = 2;
    public const ushort Pitch = 3;
    public const ushort Pan = 4;
    public const ushort Key = 5;
    public const ushort Chorus = 0x80;
    public const ushort Reverb = 0x81;
    public const ushort LfoFrequency = 0x104;
    public const ushort LfoDelay = 0x105;
    public const ushort VibratoFrequency = 0x114;
    public const ushort VibratoDelay = 0x115;
    public const ushort VolumeAttack = 0x206;
    public const ushort VolumeDecay = 0x207;
    public const ushort VolumeReserved = 0x208;
    public const ushort VolumeRelease = 0x209;
    public const ushort VolumeSustain = 0x20A;
    public const ushort VolumeDelay = 0x20B;
    public const ushort VolumeHold = 0x20C;
    public const ushort VolumeShutdown = 0x20D;
    public const ushort ModulationAttack = 0x30A;
    public const ushort ModulationDecay = 0x30B;
    public const ushort ModulationReserved = 0x30C;
    public const ushort ModulationRelease = 0x30D;
    public const ushort ModulationSustain = 0x30E;
    public const ushort ModulationDelay = 0x30F;
    public const ushort ModulationHold = 0x310;
    public const ushort Cutoff = 0x500;
    public const ushort Resonance = 0x501;
}
