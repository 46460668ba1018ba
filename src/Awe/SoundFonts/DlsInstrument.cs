namespace Awe.SoundFonts;

/// <summary>One instrument of a DLS bank.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="BankWord">Bit 31 drums, bits 8-14 MSB, bits 0-6 LSB.</param>
/// <param name="Program">Program, 0-127.</param>
/// <param name="Articulation">What regions have that bring none of their own; null where it says nothing.</param>
/// <param name="Regions">In file order.</param>
internal sealed record DlsInstrument(string Name, uint BankWord, int Program, DlsArticulation? Articulation, IReadOnlyList<DlsRegion> Regions)
{
    private const int Gm2Melody = 121;

    /// <summary>
    /// wBank of the preset. A SoundFont has one number where DLS has two, and each standard selects by one of them: GS by the MSB, XG and General MIDI 2
    /// (whose MSB says just that) by the LSB. The one that is used counts; if both are, the MSB.
    /// </summary>
    public int Bank => (IsDrums, Msb) switch
    {
        (true, _) => 128,
        (_, 0 or Gm2Melody) => Lsb,
        _ => Msb,
    };

    private bool IsDrums => BankWord >> 31 != 0;

    private int Msb => (int)(BankWord >> 8) & 0x7F;

    private int Lsb => (int)BankWord & 0x7F;
}
