namespace Awe.SoundFonts;

/// <summary>Sources of connections. Controllers have their number with bit 7 set, as in the source words of SoundFont 2.</summary>
internal static class DlsSource
{
    public const ushort None = 0;
    public const ushort Lfo = 1;
    public const ushort Velocity = 2;
    public const ushort Key = 3;
    public const ushort VolumeEnvelope = 4;
    public const ushort ModulationEnvelope = 5;
    public const ushort Wheel = 6;
    public const ushort KeyPressure = 7;
    public const ushort ChannelPressure = 8;
    public const ushort Vibrato = 9;
    public const ushort Pan = 0x8A;
    public const ushort WheelRange = 0x100;
    public const ushort FineTuning = 0x101;
    public const ushort CoarseTuning = 0x102;
}
