using Awe.Primitives;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>
/// All voices of a synthesizer, made once. The live ones stand at the front; one that ends changes places with the last live one. When all
/// are taken, a whole note gives way (<see cref="StealOrder"/>), and never the note that is starting. Stolen voices get some milliseconds to
/// fade, in spare slots beside the polyphony, so the new note does not wait for them.
/// </summary>
/// <remarks>Audio thread only. Nothing here allocates after construction.</remarks>
internal sealed class VoicePool : IVoicePool, IDisposable
{
    private const int LeastSpares = 16;
    private const int MostSpares = 256;
    private readonly Voice[] _voices;
    private readonly Voice[] _bySlot;
    private readonly StealOrder _order;
    private readonly int _polyphony;
    private readonly PageReader _reader;
    private readonly VoiceScratch _scratch;
    private readonly Interpolation _interpolation;
    private int _live;

    public VoicePool(int polyphony, int rate, int quantumFrames, Interpolation interpolation, PageReader reader)
    {
        Interpolator.Prepare(interpolation);
        _polyphony = polyphony;
        _reader = reader;
        _interpolation = interpolation;
        _scratch = new VoiceScratch(quantumFrames);
        _voices = new Voice[SlotsFor(polyphony)];
        _order = new StealOrder(_voices.Length, rate);
        for (var slot = 0; slot < _voices.Length; slot++)
        {
            _voices[slot] = new Voice(slot, rate, _order);
        }

        _bySlot = [.. _voices];
    }

    /// <summary>Voices that sound now, without those that are fading.</summary>
    public int SoundingCount { get; private set; }

    /// <summary>The most that ever sounded.</summary>
    public int PeakCount { get; private set; }

    /// <summary>Voices that had to give way.</summary>
    public long StolenCount { get; private set; }

    /// <summary>Voices that were never heard: the note alone is larger than the polyphony, or the first page came too late.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Voices that were ended because what they made was no number.</summary>
    public long FaultyCount { get; private set; }

    /// <summary>Modulators that voices had and did not play.</summary>
    public long IgnoredModulators { get; private set; }

    public ReadOnlySpan<Voice> Live => _voices.AsSpan(0, _live);

    /// <summary>
    /// Whether the performer sees no voices: while a song is walked through to a place, thousands of messages have nothing to do with what
    /// is fading meanwhile.
    /// </summary>
    public bool IsHidden { get; set; }

    ReadOnlySpan<PlayedVoice> IVoicePool.Live => new(_voices, 0, IsHidden ? 0 : _live);

    /// <summary>Memory of a pool, managed and native.</summary>
    public static long BytesFor(int polyphony, int quantumFrames, Interpolation interpolation) =>
        (SlotsFor(polyphony) * (Voice.Bytes + (2 * IntPtr.Size))) + StealOrder.BytesFor(SlotsFor(polyphony))
        + VoiceScratch.BytesFor(quantumFrames) + Interpolator.BytesFor(interpolation);

    /// <summary>Voices and the spare slots for those that fade.</summary>
    public static int SlotsFor(int polyphony) => polyphony + Math.Clamp(polyphony, LeastSpares, MostSpares);

    /// <summary>Starts a voice. False when there is no room even after stealing, since the note itself fills the pool.</summary>
    public bool TryStart(in VoiceStart start)
    {
        _order.BeginNote(start.Note);
        if (SoundingCount >= _polyphony && !TrySteal())
        {
            DroppedCount++;
            return false;
        }

        if (_live == _voices.Length)
        {
            EndQuietestFade();
        }

        var voice = _voices[_live];
        if (voice.Start(start, _reader))
        {
            _order.Enter(voice.Slot, start.Note);
            voice.Index = _live++;
            IgnoredModulators += voice.IgnoredModulators;
            SoundingCount++;
            PeakCount = Math.Max(PeakCount, SoundingCount);
        }
        else
        {
            Retire(voice);
        }

        return true;
    }

    /// <summary>Adds the next frames of all voices to the buses.</summary>
    public void Render(in MixBuses buses)
    {
        for (var first = 0; first < _live; first += Lanes.Count)
        {
            RenderBatch(_voices.AsSpan(first, Math.Min(Lanes.Count, _live - first)), buses);
        }

        _order.Advance(buses.Frames);
        for (var i = _live - 1; i >= 0; i--)
        {
            if (_voices[i].IsOver)
            {
                End(i);
            }
        }
    }

    /// <summary>A voice is to fade within some milliseconds.</summary>
    public void Fade(Voice voice)
    {
        if (!voice.IsFading)
        {
            voice.Fade();
            SoundingCount--;
        }
    }

    void IVoicePool.Fade(PlayedVoice voice) => Fade((Voice)voice);

    public void Dispose() => _scratch.Dispose();

    // Voices are read and mixed one by one, and filtered eight at a time.
    private void RenderBatch(ReadOnlySpan<Voice> batch, in MixBuses buses)
    {
        LowPassLanes lanes = default;
        var sounding = 0;
        for (var lane = 0; lane < batch.Length; lane++)
        {
            var row = _scratch.Row(lane, buses.Frames);
            sounding |= batch[lane].Oscillate(_reader, _interpolation, _scratch, row, ref lanes, lane) ? 1 << lane : 0;
        }

        Kernels.FilterLowPass(_scratch.Rows, _scratch.Stride, buses.Frames, ref lanes);
        for (var lane = 0; lane < batch.Length; lane++)
        {
            if ((sounding >> lane & 1) != 0)
            {
                batch[lane].Mix(_scratch.Row(lane, buses.Frames), lanes, lane, buses);
            }
        }
    }

    private void End(int index)
    {
        var voice = _voices[index];
        SoundingCount -= voice.IsFading ? 0 : 1;
        DroppedCount += voice.HasBegun || voice.IsFading ? 0 : 1;
        FaultyCount += voice.IsFaulty ? 1 : 0;
        _order.Leave(voice.Slot);
        Retire(voice);
        _live--;
        (_voices[index], _voices[_live]) = (_voices[_live], voice);
        _voices[index].Index = index;
    }

    private void Retire(Voice voice)
    {
        voice.Unpin(_reader);
        voice.LeaveChannel();
        _order.Hold(voice.Slot, VoiceHold.Free);
    }

    // Many notes stolen within milliseconds: what has not been heard yet, or is nearly gone, can be cut without a click.
    private void EndQuietestFade() => End(_bySlot[_order.FindQuietestFade()].Index);

    private bool TrySteal()
    {
        var first = _order.FindVictim();
        if (first < 0)
        {
            return false;
        }

        var slot = first;
        do
        {
            if (!_bySlot[slot].IsFading)
            {
                Fade(_bySlot[slot]);
                StolenCount++;
            }

            slot = _order.NextOfNote(slot);
        }
        while (slot != first);

        return true;
    }
}
