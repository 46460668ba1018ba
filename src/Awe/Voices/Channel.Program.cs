namespace Awe.Voices;

/// <content>Which preset the channel plays: bank select, program change, rhythm parts.</content>
internal sealed partial class Channel
{
    /// <summary>Program; what came by CC0 and CC32 takes effect with it.</summary>
    public void ProgramChange(int program)
    {
        Program = program;
        var msb = _controllers[Controllers.BankMsb];
        var lsb = _controllers[Controllers.BankLsb];
        IsDrums = Mode switch
        {
            SystemMode.Xg => _isRhythmPart || msb is 120 or 126 or 127,
            SystemMode.Gm2 when msb is 120 or 121 => msb == 120,
            _ => IsDrums,
        };
        Bank = Mode switch
        {
            SystemMode.Gs => msb + (IsDrums ? DrumBank : 0),
            _ when IsDrums => DrumBank,
            SystemMode.Xg or SystemMode.Gm2 => lsb,
            SystemMode.Mma => (msb << 7) | lsb,
            _ => 0,
        };
    }

    /// <summary>GS "use for rhythm part": the part becomes drums or melody, with its first program and its controllers at rest.</summary>
    public ControlEffect UseForRhythm(bool isDrums)
    {
        var effect = ResetControllers();
        IsDrums = _isRhythmPart = isDrums;
        _controllers[Controllers.BankMsb] = _controllers[Controllers.BankLsb] = 0;
        ProgramChange(0);
        return effect;
    }
}
