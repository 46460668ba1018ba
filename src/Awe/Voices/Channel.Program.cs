using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <content>Which preset the channel plays: bank select, program change, rhythm parts and their drum maps.</content>
internal sealed partial class Channel
{
    /// <summary>wBank of percussion presets.</summary>
    public const int DrumBank = BankRules.Drums;

    /// <summary>Drum map of a kit that cannot be set up.</summary>
    public const int NoDrumMap = -1;

    private bool _isRhythmPart; // drums whatever the bank says: channel 10, or so set by a message
    private int _drumMap;

    /// <summary>Bank of the current preset, as <see cref="PresetMap"/> wants it; bank select waits for the next program change.</summary>
    public int Bank { get; private set; }

    /// <summary>Program of the current preset, 0-127.</summary>
    public int Program { get; private set; }

    public bool IsDrums { get; private set; }

    /// <summary>Which of the drum set-ups a kit of this channel is subject to, or <see cref="NoDrumMap"/>.</summary>
    public int DrumMap => !IsDrums ? NoDrumMap : _isRhythmPart ? _drumMap : DrumSetups.OfBankSelect;

    /// <summary>What messages made of a drum; of a melodic note, nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly DrumKey Drum(int key) => ref DrumMap is >= 0 and var map ? ref _system.Drums[map, key] : ref _system.Drums.Untouched;

    /// <summary>Program; what came by CC0 and CC32 takes effect with it. A kit comes as its bank has it: set-up before is undone.</summary>
    public void ProgramChange(int program)
    {
        ChooseProgram(program);
        if (DrumMap >= 0)
        {
            _system.Drums.Reset(DrumMap);
        }
    }

    /// <summary>Makes the part drums or melody, with its first program and its controllers at rest.</summary>
    /// <param name="isDrums">Whether it plays drums.</param>
    /// <param name="map">The drum map to which it is subject from now on, or <see cref="NoDrumMap"/>.</param>
    public ControlEffect UseForRhythm(bool isDrums, int map = 0)
    {
        var effect = ResetControllers();
        IsDrums = _isRhythmPart = isDrums;
        _drumMap = map;
        _controllers[Controllers.BankMsb] = _controllers[Controllers.BankLsb] = 0;
        ChooseProgram(0);
        return effect;
    }

    private void ChooseProgram(int program)
    {
        var (msb, lsb) = (_controllers[Controllers.BankMsb], _controllers[Controllers.BankLsb]);
        Program = program;
        IsDrums = BankRules.IsDrums(Mode, msb, _isRhythmPart, IsDrums);
        Bank = BankRules.BankOf(Mode, msb, lsb, IsDrums);
    }

    private void ResetProgram()
    {
        IsDrums = _isRhythmPart = IsTenth;
        _drumMap = 0;
        ChooseProgram(0);
    }
}
