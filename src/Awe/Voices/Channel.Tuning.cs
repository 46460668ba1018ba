namespace Awe.Voices;

/// <content>Tuning: of the channel, of its twelve tones, and of single keys.</content>
internal sealed partial class Channel
{
    private const int Tones = 12;
    private const int FineTuneCentre = 8192;

    private readonly float[] _toneCents = new float[Tones];
    private int _fineTune;
    private int _coarseTuneSemitones;
    private int _tuningBank;
    private int _tuningProgram;
    private float _initialPitchCents; // AWE32 NRPN 16

    /// <summary>The part of a transposition that is no whole key; not heard in drums. A reset leaves it.</summary>
    public float TranspositionCents { get; set; }

    /// <summary>What all keys are tuned by, in cents: fine and coarse tuning of the channel (RPN 1, 2) and of the master, and transposition.</summary>
    public float TuningCents => ((_fineTune - FineTuneCentre) * 100f / FineTuneCentre) + _system.FineCents + _initialPitchCents
        + (IsDrums ? 0f : (100f * (_coarseTuneSemitones + _system.CoarseSemitones)) + TranspositionCents); // a kit keeps its drums where they are

    /// <summary>
    /// What a key is tuned by, in cents: <see cref="TuningCents"/>, and for a drum its own pitch, for a melodic note the tuning program and
    /// the tuning of its tone. Voices ask when they start and when they are told so: only real-time tunings reach sounding notes.
    /// </summary>
    /// <param name="key">The key that was struck.</param>
    public float TuningCentsOf(int key)
    {
        if (IsDrums)
        {
            return TuningCents + Drum(key).PitchCents;
        }

        var sounding = KeyOf(key);
        return TuningCents + _toneCents[sounding % Tones] + _system.Tunings.CentsOf(_tuningBank, _tuningProgram, sounding);
    }

    /// <summary>Tunes a tone of every octave: scale tuning of GS and XG, octave tuning of the MIDI Tuning Standard.</summary>
    /// <param name="tone">0 for C to 11 for B.</param>
    /// <param name="cents">-100 to 100.</param>
    public void TuneTone(int tone, float cents) => _toneCents[tone] = cents;

    /// <summary>Fine tuning as RPN 1 sets it: 14 bits, 8192 in the middle.</summary>
    public ControlEffect SetFineTune(int value)
    {
        _fineTune = value;
        return new(ControlEffectKind.TuningChanged);
    }

    /// <summary>Chooses a tuning program of <see cref="SystemState.Tunings"/> (RPN 3, 4).</summary>
    private ControlEffect ChooseTuning(int bank, int program)
    {
        (_tuningBank, _tuningProgram) = (bank, program);
        return new(ControlEffectKind.TuningChanged);
    }

    private ControlEffect SetCoarseTune(int semitones)
    {
        _coarseTuneSemitones = semitones;
        return new(ControlEffectKind.TuningChanged);
    }

    private ControlEffect SetInitialPitch(int cents)
    {
        _initialPitchCents = cents;
        return new(ControlEffectKind.TuningChanged);
    }

    private void ResetTuning()
    {
        Array.Clear(_toneCents);
        _fineTune = FineTuneCentre;
        _coarseTuneSemitones = _tuningBank = _tuningProgram = 0;
    }
}
