using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.BuiltIn;

/// <summary>
/// The General MIDI bank that the project computes itself: 128 programs and drum kits without a single recorded sample.
/// It plays where no bank is at hand. Any thread; every call computes the bank anew, and always the same bytes.
/// </summary>
public static class BuiltInBank
{
    /// <summary>What messages call the bank.</summary>
    public const string Name = "AWE Player built-in bank";

    private const int DrumBank = 128;

    /// <summary>The bank as an SF2 file.</summary>
    public static byte[] ToBytes()
    {
        var bank = new SoundFontBuilder
        {
            Info = new SoundFontInfo
            {
                Name = Name,
                Author = "The AWE Player developers",
                Copyright = "MIT licence",
                Comment = "All waveforms are computed by the program; nothing is recorded.",
                Software = "AWE Player",
            },
        };
        var assembler = new BankAssembler(bank);
        foreach (var (program, (name, patch)) in GeneralMidi.Programs().Index())
        {
            assembler.Add(name, 0, program, patch);
        }

        foreach (var (name, program, patch) in GeneralMidi.Kits())
        {
            assembler.Add(name, DrumBank, program, patch);
        }

        return bank.ToBytes();
    }

    /// <summary>
    /// The bank's sounds in the place of a sound card's ROM, for banks of the AWE32's day. They are the same instruments, not the same recordings.
    /// </summary>
    public static SampleRom Rom { get; } = new RomStandIns();

    /// <summary>The bank, open for <see cref="SoundFont"/>.</summary>
    public static IByteSource Open() => new MemoryByteSource(ToBytes(), Name);
}
