using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>
/// Heads: the pages that the first tenth of a second of any note of a program can need, for those who play live and cannot be looked
/// ahead of. Zones around the middle of the keyboard come first.
/// </summary>
/// <remarks>
/// Allocates nothing but itself; one thread at a time. A preset of more zones than a note looks at is cut short as a note is.
/// </remarks>
internal sealed class PresetHeads
{
    /// <summary>Frames of the output that a head lasts: time to fetch what follows (93 ms at 44.1 kHz).</summary>
    public const int HeadFrames = 4096;

    /// <summary>Points that a head has at most, however high its key.</summary>
    public const int MostHeadPoints = 16_384;

    private const int MiddleKey = 60;
    private const int MiddleDrum = 47; // between the bass drum and the cymbals
    private const int Octave = 12;
    private const int Bands = 6; // the middle, and one band an octave further out after another
    private readonly Repertoire _repertoire;
    private readonly int _rate;
    private readonly int _lowestKey;
    private readonly int _highestKey;
    private VoiceControls _controls;

    /// <param name="repertoire">What can be played.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="lowestKey">Notes below are not played.</param>
    /// <param name="highestKey">Notes above are not played.</param>
    public PresetHeads(Repertoire repertoire, int rate, int lowestKey = 0, int highestKey = 127)
    {
        (_lowestKey, _highestKey) = (lowestKey, highestKey);
        _repertoire = repertoire;
        _rate = rate;
    }

    /// <summary>Heads of the programs that channels play, with controllers as they are: drum kits before the rest of their band.</summary>
    /// <returns>False: the sink wanted no more.</returns>
    public bool TryCollect(ReadOnlySpan<Channel> channels, IHeadSink sink)
    {
        for (var band = 0; band < Bands; band++)
        {
            if (!TryCollect(band, channels, true, sink) || !TryCollect(band, channels, false, sink))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Heads of presets, each as a channel would play it, in their order within each band.</summary>
    /// <returns>False: the sink wanted no more.</returns>
    public bool TryCollect(ReadOnlySpan<(PresetMapEntry Entry, Channel Channel)> programs, IHeadSink sink)
    {
        for (var band = 0; band < Bands; band++)
        {
            foreach (var (entry, channel) in programs)
            {
                if (!TryCollect(band, entry, channel, sink))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Heads of a preset as a channel would play it.</summary>
    /// <returns>False: the sink wanted no more.</returns>
    public bool TryCollect(PresetMapEntry entry, Channel channel, IHeadSink sink)
    {
        for (var band = 0; band < Bands; band++)
        {
            if (!TryCollect(band, entry, channel, sink))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryCollect(int band, ReadOnlySpan<Channel> channels, bool drums, IHeadSink sink)
    {
        foreach (var channel in channels)
        {
            if (channel.IsDrums == drums && _repertoire.TryFind(channel, out var entry) && !TryCollect(band, entry, channel, sink))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryCollect(int band, PresetMapEntry entry, Channel channel, IHeadSink sink)
    {
        var middle = channel.IsDrums ? MiddleDrum : MiddleKey;
        var zones = _repertoire.ZonesOf(entry);
        while (zones.TryNext(out var pair))
        {
            var range = new NoteRange(pair, _lowestKey, _highestKey);
            if (!range.IsEmpty && BandOf(range, middle) == band && !TryAdd(entry, pair, range, channel, sink))
            {
                return false;
            }
        }

        return true;
    }

    private static int BandOf(in NoteRange range, int middle)
    {
        var distance = Math.Max(0, Math.Max(range.KeyLow - middle, middle - range.KeyHigh));
        return Math.Min((distance + Octave - 1) / Octave, Bands - 1);
    }

    // Velocity and key move start and pitch in one direction as a rule: the corners of a zone say between which points its notes begin.
    private bool TryAdd(PresetMapEntry entry, in ZonePair zones, in NoteRange range, Channel channel, IHeadSink sink)
    {
        var bank = _repertoire.Banks[entry.FontIndex];
        if (!bank.IsKnown(zones.InstrumentZone.Target))
        {
            return sink.TryAdd(bank, ~zones.InstrumentZone.Target, 1);
        }

        var head = new Head { First = int.MaxValue };
        for (var corner = 0; corner < 4; corner++)
        {
            var key = (corner & 1) == 0 ? range.KeyLow : range.KeyHigh;
            var velocity = (corner & 2) == 0 ? range.VelocityLow : range.VelocityHigh;
            Widen(ref head, _repertoire.VoiceOf(entry, zones, channel, key, velocity));
        }

        var sample = bank.SampleAt(zones.InstrumentZone.Target);
        if (sample.PageCount == 0 || head.First >= head.End)
        {
            return true;
        }

        var points = Math.Clamp((int)(HeadFrames * head.PointsPerFrame), 1, MostHeadPoints);
        var first = head.First >> Page.Shift;
        var last = (int)(Math.Min((long)head.Last + points, head.End) - 1) >> Page.Shift;
        return sink.TryAdd(bank, sample.FirstPage + first, last - first + 1);
    }

    private void Widen(ref Head head, in VoiceStart start)
    {
        _controls.Start(start, _rate);
        var span = _controls.SpanOf(start.Bank, start.InstrumentZone.Target);
        var first = span.IsLooped && span.Start >= span.LoopEnd ? span.LoopStart : span.Start;
        head.First = Math.Min(head.First, first);
        head.Last = Math.Max(head.Last, first);
        head.End = Math.Max(head.End, span.IsLooped ? span.LoopEnd : span.End);
        var cents = _controls.SteadyPitchCents;
        head.PointsPerFrame = Math.Max(head.PointsPerFrame, VoiceControls.PointsPerFrame(cents, start.SampleRate / (double)_rate));
    }

    /// <summary>Notes that sound in both zones of a pair.</summary>
    private readonly struct NoteRange(in ZonePair zones, int lowestKey, int highestKey)
    {
        public readonly int KeyLow = Math.Max(lowestKey, Math.Max(zones.PresetZone.KeyLow, zones.InstrumentZone.KeyLow));
        public readonly int KeyHigh = Math.Min(highestKey, Math.Min(zones.PresetZone.KeyHigh, zones.InstrumentZone.KeyHigh));
        public readonly int VelocityLow = Math.Max(1, (int)Math.Max(zones.PresetZone.VelocityLow, zones.InstrumentZone.VelocityLow));
        public readonly int VelocityHigh = Math.Min(zones.PresetZone.VelocityHigh, zones.InstrumentZone.VelocityHigh);

        public bool IsEmpty => KeyLow > KeyHigh || VelocityLow > VelocityHigh;
    }

    /// <summary>Points from the sample's origin: where notes begin at the earliest and at the latest, and where they all end.</summary>
    private struct Head
    {
        public int First;
        public int Last;
        public int End;
        public double PointsPerFrame;
    }
}
