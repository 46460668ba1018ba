namespace Awe.Voices;

/// <summary>Phases of an envelope (specification 9.1.7).</summary>
internal enum EnvelopeStage
{
    Delay,
    Attack,
    Hold,
    Decay,
    Sustain,
    Release,
    Finished,
}

/// <summary>
/// Durations of an envelope's phases in seconds. Decay and release are the time for the whole range, whatever part of it they pass.
/// </summary>
internal readonly record struct EnvelopeTimes(
    float DelaySeconds, float AttackSeconds, float HoldSeconds, float DecaySeconds, float ReleaseSeconds);
