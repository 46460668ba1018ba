using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>A bank of the user's own over a GM bank: what it lacks, note by note, the GM bank plays.</summary>
public class UserBankTests
{
    // Each preset sounds at its own level, so that the level tells who plays.
    private const int GmPiano = 100;
    private const int GmProgram5 = 150;
    private const int GmKit = 200;
    private const int UserProgram5 = 250;
    private const int UserKit = 300;

    [Theory]
    [InlineData(60, UserProgram5)]
    [InlineData(40, GmProgram5)]
    public void A_key_that_the_user_bank_lacks_is_played_by_the_same_program_of_bank_0(int key, int expected) =>
        Assert.Equal(expected, Played(key, 0, bank: 1, program: 5, offset: 1));

    [Theory]
    [InlineData(60, UserKit)]
    [InlineData(40, GmKit)]
    public void A_drum_that_the_user_kit_lacks_is_played_by_the_standard_kit(int key, int expected) =>
        Assert.Equal(expected, Played(key, 9, bank: 1, program: 5, offset: 1));

    [Fact]
    public void A_later_bank_of_2_01_in_its_own_place_means_its_gaps() => Assert.Equal(-1, Played(40, 0, bank: 8, program: 5, offset: 0));

    [Fact]
    public void A_bank_of_before_2_01_falls_back_in_its_own_place_too() =>
        Assert.Equal(GmProgram5, Played(40, 0, bank: 8, program: 5, offset: 0, minorVersion: 0));

    [Fact]
    public void A_program_that_the_user_bank_lacks_is_played_by_bank_0() => Assert.Equal(GmPiano, Played(60, 0, bank: 1, program: 0, offset: 1));

    [Fact]
    public void A_note_that_no_bank_has_is_silent() => Assert.Equal(-1, Played(20, 0, bank: 1, program: 5, offset: 1));

    // The attenuation of whoever plays, in centibels; -1 for silence.
    private static int Played(int key, int channel, int bank, int program, int offset, int minorVersion = 1)
    {
        using var gm = Read(Bank(30, 127, (0, 0, GmPiano), (0, 5, GmProgram5), (128, 0, GmKit)), 1);
        using var user = Read(Bank(60, 127, (8 - (8 * offset), 5, UserProgram5), (128, 5, UserKit)), minorVersion);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(gm), new LoadedFont(user, offset)], SynthBench.Dry);
        Assert.True(synthesizer.Send(MidiMessage.Control(channel, 0, bank)));
        Assert.True(synthesizer.Send(MidiMessage.Program(channel, program)));
        Assert.True(synthesizer.Send(MidiMessage.Control(channel, 7, 127)));
        Assert.True(synthesizer.Send(MidiMessage.NoteOn(channel, key, 127)));
        var level = SynthBench.Render(synthesizer, 4410).Left[^1] * 2 * Math.Sqrt(2);
        return level < 1e-6 ? -1 : (int)Math.Round(-20 * Math.Log10(level) * 10 / 0.4 / 10) * 10;
    }

    private static SoundFont Read(SoundFontBuilder bank, int minorVersion)
    {
        bank.Info = bank.Info with { MajorVersion = 2, MinorVersion = minorVersion };
        return SoundFont.Read(new MemoryByteSource(bank.ToBytes(), "bank"));
    }

    private static SoundFontBuilder Bank(int keyLow, int keyHigh, params (int Bank, int Program, int Attenuation)[] presets)
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("sample", SynthBench.Constant, SynthBench.Rate, 60, 0, SynthBench.Constant.Length);
        foreach (var preset in presets)
        {
            var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1)
                .With(GeneratorType.InitialAttenuation, preset.Attenuation).Keys(keyLow, keyHigh);
            bank.AddPreset($"{preset.Bank}:{preset.Program}", preset.Bank, preset.Program, new ZoneBuilder(bank.AddInstrument("instrument", zone)));
        }

        return bank;
    }
}
