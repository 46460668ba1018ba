using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>A preset and which of the loaded banks it belongs to.</summary>
internal readonly record struct PresetMapEntry(int FontIndex, Preset Preset);

/// <summary>A loaded bank and the number its wBanks are shifted by, those of drum kits perhaps not.</summary>
internal readonly record struct MappedFont(SoundFont Font, int BankOffset, bool KitsStay = false)
{
    /// <summary>Where a preset of the bank is found.</summary>
    public int BankOf(Preset preset) => preset.Bank + (KitsStay && preset.Bank >= Channel.DrumBank ? 0 : BankOffset);
}

/// <summary>
/// Which preset a bank and a program number mean when several banks lie over one another. Built off the audio thread;
/// immutable from then on, and asking it is two array lookups.
/// </summary>
internal sealed class PresetMap
{
    private const int Programs = 128;

    private readonly PresetMapEntry?[]?[] _banks;
    private readonly bool[] _fallsBack;

    /// <param name="fonts">The banks; a later one lies over the earlier ones.</param>
    public PresetMap(IReadOnlyList<MappedFont> fonts)
    {
        _banks = new PresetMapEntry?[]?[BankCount(fonts)];
        _fallsBack = new bool[fonts.Count];
        for (var index = 0; index < fonts.Count; index++)
        {
            _fallsBack[index] = FallsBack(fonts[index]);
            Add(index, fonts[index]);
        }
    }

    /// <summary>Banks are numbered from 0 to one less than this.</summary>
    public int BankLimit => _banks.Length;

    /// <summary>
    /// The preset for a bank and program, or what stands in for it: for drums the same kit of bank 128, then kit 0; else the program in
    /// bank 0, then program 0. False: nothing does, the channel is silent.
    /// </summary>
    public bool TryFind(int bank, int program, bool isDrums, out PresetMapEntry entry)
    {
        var standard = isDrums ? Channel.DrumBank : 0;
        return TryExact(bank, program, out entry)
            || TryExact(standard, program, out entry)
            || TryExact(standard, 0, out entry);
    }

    /// <summary>The preset of these numbers and no other.</summary>
    public bool TryExact(int bank, int program, out PresetMapEntry entry)
    {
        var programs = (uint)bank < (uint)_banks.Length ? _banks[bank] : null;
        var found = programs is not null && (uint)program < Programs ? programs[program] : null;
        entry = found.GetValueOrDefault();
        return found.HasValue;
    }

    /// <summary>Whether a note that has no zone in this preset is played by the standard bank.</summary>
    public bool FallsBack(PresetMapEntry entry) => _fallsBack[entry.FontIndex];

    // The AWE32 played user banks so, and what was made for it counts on that: banks of versions before 2.01, and those that somebody put
    // over a GM bank by a number of their own. A later bank in its own place means its gaps.
    private static bool FallsBack(MappedFont mapped) =>
        mapped.BankOffset > 0 || (mapped.Font.Info.MajorVersion, mapped.Font.Info.MinorVersion).CompareTo((2, 1)) < 0;

    private static int BankCount(IReadOnlyList<MappedFont> fonts)
    {
        var count = 0;
        foreach (var mapped in fonts)
        {
            foreach (var preset in mapped.Font.Presets)
            {
                count = Math.Max(count, mapped.BankOf(preset) + 1);
            }
        }

        return count;
    }

    private void Add(int fontIndex, MappedFont mapped)
    {
        // Backwards, because of two presets of one number in a bank the first is the one that sounds (7.2).
        for (var i = mapped.Font.Presets.Count - 1; i >= 0; i--)
        {
            var preset = mapped.Font.Presets[i];
            var bank = mapped.BankOf(preset);
            if (bank >= 0 && preset.Program < Programs)
            {
                var programs = _banks[bank] ??= new PresetMapEntry?[Programs];
                programs[preset.Program] = new PresetMapEntry(fontIndex, preset);
            }
        }
    }
}
