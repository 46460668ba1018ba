using Awe.Primitives;
using Awe.Voices;

namespace Awe.Effects;

/// <summary>
/// All send effects of a synthesizer, and the registers that songs set them by: the chorus and the delay return to the mix and, as far as a song
/// asks for it, into the effects behind them; the reverb is last. Every change glides or fades, and none takes memory.
/// </summary>
/// <remarks>
/// Audio thread only. Blocks are of one length, the render quantum of at most <see cref="SendEffect.ChunkFrames"/>: changes move on once a block.
/// </remarks>
internal sealed class EffectRack
{
    private const double LongestDelaySeconds = 1;
    private const double LongestRoomEchoSeconds = 0.5;

    private readonly EffectSettings _settings = new();
    private readonly GsEffects _gs = new();
    private readonly Gm2Effects _gm2 = new();
    private readonly XgEffects _xg = new();
    private readonly AlternatingReverb? _room;
    private readonly Echo? _roomEcho;
    private readonly Chorus? _chorus;
    private readonly Echo? _delay;
    private readonly float[] _left = new float[SendEffect.ChunkFrames];
    private readonly float[] _right = new float[SendEffect.ChunkFrames];
    private readonly float[] _gated = new float[SendEffect.ChunkFrames];
    private GlidingGain _roomShare = new(1); // of the reverb send; the echoes that stand in for a room have the rest
    private GlidingGain _delayShare;
    private GlidingGain _chorusToReverb;
    private GlidingGain _chorusToDelay;
    private GlidingGain _delayToReverb;

    /// <param name="rate">Frames a second.</param>
    /// <param name="reverb">Whether there is a reverb.</param>
    /// <param name="chorus">Whether there is a chorus.</param>
    /// <param name="delay">Whether there is a delay.</param>
    public EffectRack(int rate, bool reverb, bool chorus, bool delay)
    {
        _gs.Apply(_settings);
        _room = reverb ? new AlternatingReverb(rate, _settings.Reverb) : null;
        _roomEcho = reverb ? new Echo(rate, LongestRoomEchoSeconds, _settings.ReverbEcho) : null;
        _chorus = chorus ? new Chorus(rate, _settings.Chorus) : null;
        _delay = delay ? new Echo(rate, LongestDelaySeconds, _settings.Delay) : null;
    }

    /// <summary>Memory of what was made.</summary>
    public long Bytes =>
        (_room?.Bytes ?? 0) + (_roomEcho?.Bytes ?? 0) + (_chorus?.Bytes ?? 0) + (_delay?.Bytes ?? 0) + (3L * sizeof(float) * SendEffect.ChunkFrames);

    /// <summary>At least the <see cref="Bytes"/> of a rack, before it is made: its lines grow with the rate, its scratch does not.</summary>
    public static long BytesFor(int rate, bool reverb, bool chorus, bool delay)
    {
        const double RoomSeconds = ReverbParameters.LongestPredelaySeconds + (ReverbParameters.LargestSize * 0.9) + 0.05;
        var seconds = (reverb ? (2 * RoomSeconds) + LongestRoomEchoSeconds : 0)
            + (chorus ? 2 * ChorusVoices.LongestDelay * ChorusParameters.LongestDelaySeconds : 0)
            + (delay ? LongestDelaySeconds : 0);
        var scratchFrames = 1024 + (reverb ? 8192 : 0);
        return (long)(sizeof(float) * (scratchFrames + (seconds * rate)));
    }

    /// <summary>What the effects are told to be.</summary>
    public EffectSettings Settings => _settings;

    /// <summary>Obeys a message if it is about effects, or resets everything.</summary>
    public void Obey(in SystemMessage message)
    {
        switch (message.Kind)
        {
            case SystemMessageKind.Reset:
                Reset(message.Mode);
                break;
            case SystemMessageKind.GsData when message.Address >> 8 == GsEffects.Block:
                _gs.Write(message.Address & 0x7F, message.Data, _settings);
                break;
            case SystemMessageKind.XgData when message.Address >> 8 == XgEffects.Block:
                _xg.Write(message.Address & 0x7F, message.Data, _settings);
                break;
            case SystemMessageKind.GlobalParameters:
                _gm2.Write(message.Address, message.Data, _settings);
                break;
            default:
                return;
        }

        Follow();
    }

    /// <summary>The registers as after a system reset; what rings goes on.</summary>
    public void Reset(SystemMode mode)
    {
        _gs.Reset();
        _gm2.Reset();
        _xg.Reset(_settings); // its registers, whichever standard holds: a later message sets one of them among the usual others
        _gs.Apply(_settings);
        _settings.IsDelayOn = mode == SystemMode.Gs;
        if (mode == SystemMode.Xg)
        {
            _xg.Reset(_settings);
        }

        Follow();
    }

    /// <summary>The registers as at power-on; what rings goes on.</summary>
    public void Restart()
    {
        Reset(SystemMode.Gs);
        _settings.IsDelayOn = false;
        Follow();
    }

    /// <summary>Adds the returns to the mix. The sends are used up.</summary>
    public void Process(in MixBuses buses)
    {
        if (_chorus is not null)
        {
            Return(_chorus, buses.Chorus, buses, ref _chorusToReverb, ref _chorusToDelay);
        }

        if (_delay is not null)
        {
            var none = default(GlidingGain);
            var from = _delayShare.Now;
            Return(_delay, Gated(buses.Delay, from, _delayShare.Next()), buses, ref _delayToReverb, ref none);
        }

        ProcessReverb(buses);
    }

    private void ProcessReverb(in MixBuses buses)
    {
        if (_room is null || _roomEcho is null)
        {
            return;
        }

        var from = _roomShare.Now;
        var to = _roomShare.Next();
        if ((to, from) != (1, 1) || !_roomEcho.IsSilent)
        {
            _roomEcho.Process(Gated(buses.Reverb, 1 - from, 1 - to), buses.Left, buses.Right);
        }

        _room.Process(Gated(buses.Reverb, from, to), buses.Left, buses.Right);
    }

    private void Return(SendEffect effect, ReadOnlySpan<float> send, in MixBuses buses, ref GlidingGain toReverb, ref GlidingGain toDelay)
    {
        if (toReverb.IsResting && toDelay.IsResting)
        {
            effect.Process(send, buses.Left, buses.Right);
            return;
        }

        var left = _left.AsSpan(0, send.Length);
        var right = _right.AsSpan(0, send.Length);
        left.Clear();
        right.Clear();
        effect.Process(send, left, right);
        Kernels.AddScaled(left, 1, buses.Left);
        Kernels.AddScaled(right, 1, buses.Right);
        Send(left, right, ref toReverb, buses.Reverb);
        Send(left, right, ref toDelay, buses.Delay);
    }

    // The middle of both sides.
    private static void Send(ReadOnlySpan<float> left, ReadOnlySpan<float> right, ref GlidingGain gain, Span<float> bus)
    {
        var from = gain.Now / 2;
        var to = gain.Next() / 2;
        Kernels.MixRamped(left, from, to, bus);
        Kernels.MixRamped(right, from, to, bus);
    }

    private ReadOnlySpan<float> Gated(ReadOnlySpan<float> send, float from, float to)
    {
        if (from == 1 && to == 1)
        {
            return send;
        }

        var gated = _gated.AsSpan(0, send.Length);
        gated.Clear();
        Kernels.MixRamped(send, from, to, gated);
        return gated;
    }

    private void Follow()
    {
        _room?.Set(_settings.Reverb);
        _roomEcho?.Set(_settings.ReverbEcho);
        _chorus?.Set(_settings.Chorus);
        _delay?.Set(_settings.Delay);
        _roomShare.GlideTo(_settings.IsReverbEcho ? 0 : 1);
        _delayShare.GlideTo(_settings.IsDelayOn ? 1 : 0);
        _chorusToReverb.GlideTo((float)_settings.ChorusToReverb);
        _chorusToDelay.GlideTo((float)_settings.ChorusToDelay);
        _delayToReverb.GlideTo((float)_settings.DelayToReverb);
    }
}
