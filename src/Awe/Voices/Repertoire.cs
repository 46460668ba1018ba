using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>What can be played: the banks, which preset a program is in them, and what a note of it is made of.</summary>
/// <remarks>Built off the audio thread and immutable from then on: any thread, several at once.</remarks>
internal sealed class Repertoire
{
    private readonly PresetMap _presets;
    private readonly StoredBank[] _banks;
    private readonly SoundControllers _soundControllers;
    private readonly Modulator[][] _defaults;
    private readonly Modulator[][] _defaultsAndControllers;

    /// <param name="presets">Which preset a program is, in banks numbered as in <paramref name="banks"/>.</param>
    /// <param name="banks">The attached banks.</param>
    /// <param name="velocityToFilter">Whether velocity closes the filter where a bank does not say.</param>
    /// <param name="soundControllers">When the controllers beyond the specification's are obeyed.</param>
    public Repertoire(
        PresetMap presets,
        StoredBank[] banks,
        VelocityToFilter velocityToFilter = VelocityToFilter.Off,
        SoundControllers soundControllers = SoundControllers.ByMode)
    {
        _presets = presets;
        _banks = banks;
        _soundControllers = soundControllers;
        _defaults = Array.ConvertAll(banks, bank => DefaultModulators.Of(bank.Font, velocityToFilter, hasSoundControllers: false));
        _defaultsAndControllers = Array.ConvertAll(banks, bank => DefaultModulators.Of(bank.Font, velocityToFilter, hasSoundControllers: true));
    }

    public IReadOnlyList<StoredBank> Banks => _banks;

    /// <summary>Audio thread: whether a bank is among them.</summary>
    public bool Has(StoredBank bank) => Array.IndexOf(_banks, bank) >= 0;

    /// <summary>The preset of these numbers itself, not what would stand in for it.</summary>
    public bool TryFindExact(int bank, int program, out PresetMapEntry entry) => _presets.TryExact(bank, program, out entry);

    /// <summary>Banks of presets are numbered from 0 to one less than this.</summary>
    public int BankLimit => _presets.BankLimit;

    /// <summary>The preset that a channel plays now; false: none, the channel is silent.</summary>
    public bool TryFind(Channel channel, out PresetMapEntry entry) =>
        _presets.TryFind(channel.Bank, channel.Program, channel.IsDrums, out entry);

    /// <summary>
    /// The preset of a note and its zones; false: no preset, the note is silent. In a bank of the user's own over a GM bank a note may have no
    /// zone: such banks hold a few drums or the middle of an instrument, and count on the card to play the rest as GM has it.
    /// </summary>
    public bool TryFindNote(Channel channel, int key, int velocity, out PresetMapEntry entry, out ZonePairs zones)
    {
        zones = default;
        if (!TryFind(channel, out entry))
        {
            return false;
        }

        var sounding = channel.KeyOf(key);
        zones = ZonesOf(entry, sounding, velocity);
        if (_presets.FallsBack(entry) && zones.IsEmpty && TryFindStandard(channel, out var standard))
        {
            entry = standard;
            zones = ZonesOf(entry, sounding, velocity);
        }

        return true;
    }

    // Melody is filled from the same program, drums from the standard kit.
    private bool TryFindStandard(Channel channel, out PresetMapEntry entry) => channel.IsDrums
        ? _presets.TryExact(Channel.DrumBank, 0, out entry)
        : _presets.TryExact(0, channel.Program, out entry);

    /// <summary>The zones that a note of a preset starts.</summary>
    public ZonePairs ZonesOf(PresetMapEntry entry, int key, int velocity) => new(_banks[entry.FontIndex].Font, entry.Preset, key, velocity);

    /// <summary>All zones of a preset.</summary>
    public ZonePairs ZonesOf(PresetMapEntry entry) => new(_banks[entry.FontIndex].Font, entry.Preset);

    /// <summary>What a voice of one of a preset's zones needs to know.</summary>
    public VoiceStart VoiceOf(PresetMapEntry entry, in ZonePair zones, Channel channel, int key, int velocity) => new()
    {
        Bank = _banks[entry.FontIndex],
        Preset = entry.Preset,
        PresetZone = zones.PresetZone,
        Instrument = zones.Instrument,
        InstrumentZone = zones.InstrumentZone,
        Defaults = (DefaultModulators.HasSoundControllers(_soundControllers, channel.Mode) ? _defaultsAndControllers : _defaults)[entry.FontIndex],
        Channel = channel,
        Note = 0,
        IsOfScore = false,
        Key = key,
        StruckKey = key,
        Velocity = velocity,
    };
}
