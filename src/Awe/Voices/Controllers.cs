namespace Awe.Voices;

/// <summary>Controller numbers that mean something to a <see cref="Channel"/>, and what they have in common.</summary>
internal static class Controllers
{
    public const int BankMsb = 0;
    public const int Modulation = 1;
    public const int PortamentoTime = 5;
    public const int DataMsb = 6;
    public const int Volume = 7;
    public const int Balance = 8;
    public const int Pan = 10;
    public const int Expression = 11;
    public const int BankLsb = 32;
    public const int FirstFine = 33;
    public const int PortamentoTimeFine = 37;
    public const int DataLsb = 38;
    public const int LastFine = 63;
    public const int Sustain = 64;
    public const int PortamentoSwitch = 65;
    public const int Sostenuto = 66;
    public const int Soft = 67;
    public const int Legato = 68;
    public const int Hold2 = 69;
    public const int FirstSound = 70;
    public const int Resonance = 71;
    public const int ReleaseTime = 72;
    public const int AttackTime = 73;
    public const int Brightness = 74;
    public const int DecayTime = 75;
    public const int VibratoRate = 76;
    public const int VibratoDepth = 77;
    public const int VibratoDelay = 78;
    public const int PortamentoControl = 84;
    public const int FirstEffect = 91;
    public const int ReverbDepth = 91;
    public const int ChorusDepth = 93;
    public const int DelayDepth = 94;
    public const int LastEffect = 95;
    public const int DataIncrement = 96;
    public const int DataDecrement = 97;
    public const int NrpnLsb = 98;
    public const int NrpnMsb = 99;
    public const int RpnLsb = 100;
    public const int RpnMsb = 101;
    public const int AllSoundOff = 120;
    public const int ResetAll = 121;
    public const int LocalControl = 122;
    public const int AllNotesOff = 123;
    public const int MonoOn = 126;
    public const int PolyOn = 127;

    /// <summary>Sound controllers 70-79 rest at 64.</summary>
    public const int SoundCount = 10;

    /// <summary>The LSB of controller n is controller n + 32.</summary>
    public const int FineOffset = 32;

    /// <summary>Controllers whose 14 bits are heard; of the others only the 7 bits of the MSB.</summary>
    public static bool HasFineControl(int number) => number is Modulation or Volume or Pan or Expression;

    /// <summary>What CC121 leaves alone: bank, volume, balance, pan with their LSBs, sound controllers, effect depths.</summary>
    public static bool SurvivesReset(int number) => number
        is BankMsb or Volume or Balance or Pan
        or BankLsb or (Volume + FineOffset) or (Balance + FineOffset) or (Pan + FineOffset)
        or (>= FirstSound and < FirstSound + SoundCount)
        or (>= FirstEffect and <= LastEffect);
}
