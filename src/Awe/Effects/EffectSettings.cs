namespace Awe.Effects;

/// <summary>What the effects are to be, in seconds, hertz and gains: where the registers of every standard end up. Power-on is that of Roland GS.</summary>
internal sealed class EffectSettings
{
    /// <summary>What 127 sends, of a voice by the SoundFont specification's default modulators as of a return into another effect.</summary>
    public const double FullSend = 0.2;

    /// <summary>The room.</summary>
    public ReverbParameters Reverb { get; set; } = new();

    /// <summary>Whether the reverb send goes to <see cref="ReverbEcho"/> and not to a room.</summary>
    public bool IsReverbEcho { get; set; }

    /// <summary>The echoes that stand in for a room.</summary>
    public EchoParameters ReverbEcho { get; set; } = new();

    public ChorusParameters Chorus { get; set; } = new();

    /// <summary>Gain of the chorus return into the reverb.</summary>
    public double ChorusToReverb { get; set; }

    /// <summary>Gain of the chorus return into the delay.</summary>
    public double ChorusToDelay { get; set; }

    public EchoParameters Delay { get; set; } = new();

    /// <summary>
    /// Whether the delay sends are heard. Songs of the time before there was a delay used their controller for other things, so it is only after a
    /// song has said that it means GS or has set up the delay.
    /// </summary>
    public bool IsDelayOn { get; set; }

    /// <summary>Gain of the delay return into the reverb.</summary>
    public double DelayToReverb { get; set; }

    /// <summary>How loud the delay is at its middle level: half of the voice when all is sent.</summary>
    public static double DelayLevel => 0.5 / FullSend;
}
