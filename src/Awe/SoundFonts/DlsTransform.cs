namespace Awe.SoundFonts;

/// <summary>
/// How the positions of a connection's source and control become shares (level 2): six bits for each, four for the output, which nobody uses.
/// Of the six, the lower four are the curve, in the same order as in SoundFont 2; then come bipolar and inverted.
/// </summary>
internal readonly record struct DlsTransform(ushort Word)
{
    private const int SourceShift = 10;
    private const int ControlShift = 4;
    private const int SixBits = 0x3F;
    private const int Concave = 1;
    private const int Bipolar = 0x10;
    private const int Inverted = 0x20;

    /// <summary>Curve, polarity and direction of the source.</summary>
    public int Source => (Word >> SourceShift) & SixBits;

    /// <summary>Curve, polarity and direction of the control.</summary>
    public int Control => (Word >> ControlShift) & SixBits;

    /// <summary>What would be done with the product.</summary>
    public int Output => Word & 0xF;

    public bool IsSourceInverted => (Source & Inverted) != 0;

    /// <summary>Whether the source has another curve than a straight line.</summary>
    public bool IsSourceCurved => (Source & 0xF) != 0;

    /// <summary>Whether a word in a chunk of level 2 is written as level 1 has it: a curve alone, where level 2 has the output's.</summary>
    public bool IsOfLevel1(ushort control) => Output != 0 && Source == 0 && control == DlsSource.None;

    public DlsTransform Swapped() => new((ushort)((Control << SourceShift) | (Source << ControlShift) | Output));

    /// <summary>
    /// The same for a connection of level 1, which knows one curve for the source and no more: what rests in the middle is bipolar by itself, and what
    /// lowers a gain by the concave curve does so from its top down, for else the loudest note would be silent.
    /// </summary>
    public static DlsTransform OfLevel1(ushort source, ushort control, ushort destination, ushort curve, double scale)
    {
        var ofSource = (curve & 0xF) | (IsBipolar(source) ? Bipolar : 0);
        if (ofSource == Concave && destination == DlsDestination.Gain && scale < 0)
        {
            ofSource |= Inverted;
        }

        return new DlsTransform((ushort)((ofSource << SourceShift) | ((IsBipolar(control) ? Bipolar : 0) << ControlShift)));
    }

    /// <summary>Curve, polarity and direction in a source word of SoundFont 2.</summary>
    public static int ToSourceWord(int sixBits) =>
        ((sixBits & 0xF) << 10) | ((sixBits & Bipolar) != 0 ? 0x200 : 0) | ((sixBits & Inverted) != 0 ? 0x100 : 0);

    private static bool IsBipolar(ushort source) => source is DlsSource.Lfo or DlsSource.Vibrato or DlsSource.Wheel or DlsSource.Pan;
}
