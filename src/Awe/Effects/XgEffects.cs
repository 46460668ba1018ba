namespace Awe.Effects;

/// <summary>
/// The system effects of Yamaha XG, address 02 01: reverb from 00, chorus from 20, variation from 40. Types that are neither rooms, ensembles nor
/// delays are played as what comes nearest (reverb, chorus) or not at all (variation, which is heard only as a delay, and only when it is connected
/// as a system effect).
/// </summary>
internal sealed class XgEffects
{
    /// <summary>The upper two bytes of the address.</summary>
    public const int Block = 0x0201;

    private const int ReverbType = 0x00;
    private const int ReverbTime = 0x02;
    private const int ReverbPredelay = 0x04;
    private const int ReverbLowPass = 0x06;
    private const int ReverbReturn = 0x0C;
    private const int ChorusType = 0x20;
    private const int ChorusRate = 0x22;
    private const int ChorusDepth = 0x23;
    private const int ChorusFeedback = 0x24;
    private const int ChorusDelay = 0x25;
    private const int ChorusReturn = 0x2C;
    private const int ChorusToReverb = 0x2E;
    private const int VariationType = 0x40;
    private const int VariationValues = 0x42; // ten, of two bytes each
    private const int VariationReturn = 0x56;
    private const int VariationToReverb = 0x58;
    private const int VariationConnection = 0x5A;
    private const int Registers = 0x76;

    private const int NoEffect = 0;
    private const int Flanger = 0x43;
    private const int DelayLeftCentreRight = 5;
    private const int DelayLeftRight = 6;
    private const int TwoEchoes = 7;
    private const int CrossDelay = 8;

    private readonly byte[] _registers = new byte[Registers];

    /// <summary>As after XG has been switched on: hall, chorus, and a delay that is not connected.</summary>
    public void Reset(EffectSettings settings)
    {
        Array.Clear(_registers);
        _registers[ReverbType] = 1;
        _registers[ChorusType] = 0x41;
        _registers[VariationType] = DelayLeftCentreRight;
        _registers[ReverbReturn] = _registers[ChorusReturn] = _registers[VariationReturn] = 64;
        UseReverb(settings);
        UseChorus(settings);
        UseVariation();
        ApplyVariation(settings);
    }

    /// <summary>Writes values to registers in a row; what is beyond the last one is left out.</summary>
    public void Write(int first, ReadOnlySpan<byte> values, EffectSettings settings)
    {
        for (var i = 0; i < values.Length && first + i < Registers; i++)
        {
            _registers[first + i] = values[i];
            Obey(first + i, values[i], settings);
        }
    }

    private void Obey(int register, byte value, EffectSettings settings)
    {
        switch (register)
        {
            case ReverbType or ReverbType + 1:
                UseReverb(settings);
                break;
            case ReverbTime:
                settings.Reverb = settings.Reverb with { TimeSeconds = ReverbSeconds(value) };
                break;
            case ReverbPredelay:
                settings.Reverb = settings.Reverb with { PredelaySeconds = 0.0016 * value };
                break;
            case ReverbLowPass:
                settings.Reverb = settings.Reverb with { LowPassHz = FrequencyHz(value) };
                break;
            case ReverbReturn:
                settings.Reverb = settings.Reverb with { Level = ReverbLevel };
                break;
            case >= ChorusType and < VariationType:
                ObeyChorus(register, value, settings);
                break;
            case VariationType or VariationType + 1:
                UseVariation();
                ApplyVariation(settings);
                break;
            case >= VariationValues and <= VariationConnection:
                ApplyVariation(settings);
                break;
            default:
                break;
        }
    }

    private void ObeyChorus(int register, byte value, EffectSettings settings)
    {
        switch (register)
        {
            case ChorusType or ChorusType + 1:
                UseChorus(settings);
                break;
            case ChorusRate:
                settings.Chorus = settings.Chorus with { RateHz = RateHz(value) };
                break;
            case ChorusDepth:
                settings.Chorus = settings.Chorus with { DepthSeconds = 0.00004 * value };
                break;
            case ChorusFeedback:
                settings.Chorus = settings.Chorus with { Feedback = (value - 64) / 64.0 };
                break;
            case ChorusDelay:
                settings.Chorus = settings.Chorus with { DelaySeconds = DelayOffsetSeconds(value) };
                break;
            case ChorusReturn:
                settings.Chorus = settings.Chorus with { Level = ChorusLevel };
                break;
            case ChorusToReverb:
                settings.ChorusToReverb = EffectSettings.FullSend * value / 127;
                break;
            default:
                break;
        }
    }

    private void UseReverb(EffectSettings settings)
    {
        var type = _registers[ReverbType];
        settings.IsReverbEcho = false;
        settings.Reverb = Rooms.OfXg(type, _registers[ReverbType + 1]);
        if (type != NoEffect)
        {
            settings.Reverb = settings.Reverb with { Level = ReverbLevel };
        }
    }

    private void UseChorus(EffectSettings settings)
    {
        var type = _registers[ChorusType];
        var variant = _registers[ChorusType + 1];
        settings.Chorus = (type == Flanger
            ? new ChorusParameters { RateHz = 0.25, DepthSeconds = 0.0015, DelaySeconds = 0.003, Feedback = 0.7, VoicesPerSide = 1 }
            : new ChorusParameters { RateHz = variant == 0 ? 0.366 : 0.5 }) with
        {
            Level = type == NoEffect ? 0 : ChorusLevel,
        };
    }

    private double ReverbLevel => _registers[ReverbType] == NoEffect ? 0 : new ReverbParameters().Level * _registers[ReverbReturn] / 64;

    private double ChorusLevel => _registers[ChorusType] == NoEffect ? 0 : new ChorusParameters().Level * _registers[ChorusReturn] / 64;

    // The values with which a type begins, in tenths of a millisecond and from 64 for no feedback.
    private void UseVariation()
    {
        _registers.AsSpan(VariationValues, 20).Clear();
        switch (_registers[VariationType])
        {
            case DelayLeftCentreRight:
                SetValues(3333, 1667, 5000, 5000, 74, 100);
                break;
            case DelayLeftRight:
                SetValues(2500, 3750, 3752, 3750, 87, 0);
                break;
            case TwoEchoes:
                SetValues(1700, 80, 1780, 80, 0, 0);
                break;
            case CrossDelay:
                SetValues(1700, 1750, 111, 1, 0, 0);
                break;
            default:
                break;
        }
    }

    private void SetValues(int first, int second, int third, int fourth, int fifth, int sixth)
    {
        ReadOnlySpan<int> values = [first, second, third, fourth, fifth, sixth];
        for (var i = 0; i < values.Length; i++)
        {
            (_registers[VariationValues + (2 * i)], _registers[VariationValues + (2 * i) + 1]) = ((byte)(values[i] >> 7), (byte)(values[i] & 127));
        }
    }

    private void ApplyVariation(EffectSettings settings)
    {
        settings.IsDelayOn = _registers[VariationConnection] == 1 && _registers[VariationType] is >= DelayLeftCentreRight and <= CrossDelay;
        settings.DelayToReverb = EffectSettings.FullSend * _registers[VariationToReverb] / 127;
        var sides = new EchoParameters
        {
            LeftSeconds = Seconds(0),
            RightSeconds = Seconds(1),
            CentreLevel = 0,
            LeftLevel = 1,
            RightLevel = 1,
            Level = EffectSettings.DelayLevel * _registers[VariationReturn] / 64,
        };
        settings.Delay = _registers[VariationType] switch
        {
            DelayLeftCentreRight => sides with
            {
                CentreSeconds = Seconds(2),
                LoopSeconds = Seconds(3),
                Feedback = Feedback(4),
                CentreLevel = Value(5) / 127.0,
            },
            DelayLeftRight => sides with { LoopSeconds = Seconds(2), Feedback = Feedback(4) },
            TwoEchoes => sides with { RightSeconds = Seconds(2), LoopSeconds = Seconds(0), Feedback = Feedback(1) },
            _ => sides with { LoopSeconds = Seconds(0) + Seconds(1), Feedback = Feedback(2) },
        };
    }

    private int Value(int number) => (_registers[VariationValues + (2 * number)] << 7) | _registers[VariationValues + (2 * number) + 1];

    private double Seconds(int number) => Value(number) / 10_000.0;

    private double Feedback(int number) => (Value(number) - 64) / 64.0;

    // 0.3 s in tenths to 5 s, in halves to 10, in whole ones to 20, then 25 and 30.
    private static double ReverbSeconds(int value) => Math.Min(value, 69) switch
    {
        <= 47 and var v => 0.3 + (0.1 * v),
        <= 57 and var v => 5 + (0.5 * (v - 47)),
        <= 67 and var v => 10 + (v - 57),
        var v => 20 + (5.0 * (v - 67)),
    };

    // 20 Hz and ten octaves above in sixty steps; the last is no filter at all.
    private static double FrequencyHz(int value) => value >= 60 ? double.PositiveInfinity : 20 * Math.Pow(2, value / 6.02);

    // Steps of 0.042 Hz at first, from 64 on wider and wider, up to 39.7 Hz.
    private static double RateHz(int value) => value <= 64 ? 0.0421 * value : 0.0421 * 64 * Math.Pow(39.7 / 2.69, (value - 64) / 63.0);

    // Tenths of a millisecond to 10 ms, then wider up to 50 ms.
    private static double DelayOffsetSeconds(int value) => value <= 100 ? 0.0001 * value : 0.010 + (0.00148 * (value - 100));
}
