using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>A zone of a preset over a zone of its instrument: what one voice is made of.</summary>
internal readonly record struct ZonePair(Zone PresetZone, Instrument Instrument, Zone InstrumentZone);

/// <summary>The zones of a preset over those of its instruments, pair by pair in file order: all, or those that a note starts.</summary>
internal struct ZonePairs
{
    // Real presets have some hundreds of zones in all their instruments; a hostile bank multiplies them to minutes a note.
    private const int MostZonesLookedAt = 16_384;
    private const int AnyKey = -1;
    private readonly SoundFont _font;
    private readonly Preset _preset;
    private readonly int _key;
    private readonly int _velocity;
    private Instrument? _instrument; // of the preset zone before the next one, while it has zones left
    private int _nextPresetZone;
    private int _nextZone;
    private int _looked;

    /// <summary>The pairs that a note starts.</summary>
    public ZonePairs(SoundFont font, Preset preset, int key, int velocity)
    {
        _font = font;
        _preset = preset;
        _key = key;
        _velocity = velocity;
    }

    /// <summary>All pairs.</summary>
    public ZonePairs(SoundFont font, Preset preset)
        : this(font, preset, AnyKey, 0)
    {
    }

    /// <summary>Whether there is none from here on.</summary>
    public readonly bool IsEmpty
    {
        get
        {
            var rest = this;
            return !rest.TryNext(out _);
        }
    }

    /// <summary>The next pair; false when there is none, or when too many zones were looked at.</summary>
    public bool TryNext(out ZonePair pair)
    {
        while (_instrument is not null || TryNextInstrument())
        {
            var zones = _font.ZonesOf(_instrument!);
            while (_nextZone < zones.Length)
            {
                if (++_looked > MostZonesLookedAt)
                {
                    pair = default;
                    return false;
                }

                ref readonly var zone = ref zones[_nextZone++];
                if (IsWanted(zone))
                {
                    pair = new ZonePair(_font.ZonesOf(_preset)[_nextPresetZone - 1], _instrument!, zone);
                    return true;
                }
            }

            _instrument = null;
        }

        pair = default;
        return false;
    }

    private bool TryNextInstrument()
    {
        var zones = _font.ZonesOf(_preset);
        while (_nextPresetZone < zones.Length)
        {
            ref readonly var zone = ref zones[_nextPresetZone++];
            if (IsWanted(zone))
            {
                _instrument = _font.InstrumentAt(zone.Target);
                _nextZone = 0;
                return true;
            }
        }

        return false;
    }

    private readonly bool IsWanted(in Zone zone) => _key == AnyKey || zone.Contains(_key, _velocity);
}
