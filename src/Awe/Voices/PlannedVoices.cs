using System.Runtime.CompilerServices;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>
/// The voices of a song that is not heard yet, and the order in which they enter their pages. Bounded: when all are taken, the one that
/// needs nothing for the longest time is forgotten, since all of this is advice.
/// </summary>
/// <remarks>The scout's thread only. Nothing here allocates after construction.</remarks>
internal sealed class PlannedVoices : IVoicePool
{
    // Real notes have up to some twenty voices; one of thousands would hold up everything else.
    private const int MostVoicesOfNote = 64;
    private readonly PlannedVoice[] _voices; // the live ones at the front
    private readonly long[] _due; // by place in _voices
    private int _live;
    private long _note;
    private int _voicesOfNote;

    /// <param name="capacity">The most voices at once.</param>
    /// <param name="rate">Frames a second.</param>
    public PlannedVoices(int capacity, int rate)
    {
        _voices = new PlannedVoice[capacity];
        _due = new long[capacity];
        for (var i = 0; i < capacity; i++)
        {
            _voices[i] = new PlannedVoice(this, rate);
        }
    }

    /// <summary>The present, in frames of the synthesizer; set by whoever walks through the song.</summary>
    public long Now { get; set; }

    /// <summary>Voices that were forgotten, or never begun, for want of room.</summary>
    public long ForgottenCount { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<PlayedVoice> Live => new(_voices, 0, _live);

    /// <summary>Memory of a pool.</summary>
    public static long BytesFor(int capacity) =>
        capacity * (long)(Unsafe.SizeOf<VoiceControls>() + Unsafe.SizeOf<StoredSample>() + Unsafe.SizeOf<SampleSpan>() + 384);

    /// <inheritdoc/>
    public bool TryStart(in VoiceStart start)
    {
        _voicesOfNote = start.Note == _note ? _voicesOfNote + 1 : 1;
        _note = start.Note;
        if (_voicesOfNote > MostVoicesOfNote || (_live == _voices.Length && !TryForget(start.Note)))
        {
            ForgottenCount++;
            return false;
        }

        var voice = _voices[_live];
        if (voice.Start(start))
        {
            voice.Index = _live++;
            voice.Plan();
        }
        else
        {
            voice.LeaveChannel();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Fade(PlayedVoice voice) => ((PlannedVoice)voice).Fade();

    /// <summary>The voice to which something happens next, and when; null when nothing ever does.</summary>
    public PlannedVoice? Next(out long frame)
    {
        var first = -1;
        frame = PlannedVoice.Never;
        for (var i = 0; i < _live; i++)
        {
            if (_due[i] < frame)
            {
                (first, frame) = (i, _due[i]);
            }
        }

        return first < 0 ? null : _voices[first];
    }

    /// <summary>What a voice was waiting for has come.</summary>
    public void Pass(PlannedVoice voice)
    {
        voice.Pass();
        if (voice.IsOver)
        {
            End(voice);
        }
    }

    /// <summary>A voice tells when it wants to be looked at.</summary>
    public void Schedule(PlannedVoice voice, long frame) => _due[voice.Index] = frame;

    /// <summary>All voices are over.</summary>
    public void Clear()
    {
        while (_live > 0)
        {
            End(_voices[_live - 1]);
        }
    }

    private bool TryForget(long startingNote)
    {
        var last = -1;
        for (var i = 0; i < _live; i++)
        {
            if ((last < 0 || _due[i] > _due[last]) && _voices[i].Note != startingNote)
            {
                last = i;
            }
        }

        if (last < 0)
        {
            return false;
        }

        ForgottenCount++;
        End(_voices[last]);
        return true;
    }

    private void End(PlannedVoice voice)
    {
        var index = voice.Index;
        voice.LeaveChannel();
        _live--;
        (_voices[index], _voices[_live]) = (_voices[_live], voice);
        _voices[index].Index = index;
        _due[index] = _due[_live];
    }
}
