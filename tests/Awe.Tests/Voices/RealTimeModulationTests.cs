using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Playback;
using Awe.Voices;
using static Awe.SoundFonts.GeneratorType;
using static Awe.Tests.Voices.TestBank;

namespace Awe.Tests.Voices;

/// <summary>
/// Every source that can move moves every generator that can be moved, in a voice that sounds: after the message it is what a note would be
/// that starts with the message behind it.
/// </summary>
public class RealTimeModulationTests
{
    private const int Key = 72;

    // Asked once, when the note starts: a voice does not jump in its sample.
    private static readonly HashSet<GeneratorType> s_addresses =
    [
        StartAddressOffset, EndAddressOffset, StartLoopAddressOffset, EndLoopAddressOffset, StartAddressCoarseOffset, EndAddressCoarseOffset,
        StartLoopAddressCoarseOffset, EndLoopAddressCoarseOffset,
    ];

    private static GeneratorType[] Destinations =>
        [.. Enumerable.Range(0, GeneratorRules.Count).Where(GeneratorRules.CanBeModulated).Select(number => (GeneratorType)number)];

    // Data increment and decrement are commands, whose value is no position.
    private static IEnumerable<int> LegalControllers => Enumerable.Range(0, 128)
        .Where(number => new ModulatorSource(ModulatorSource.Controller(number)).IsSupported && number is not (96 or 97));

    public static TheoryData<GeneratorType> Audible => [.. Destinations.Where(destination => !s_addresses.Contains(destination))];

    [Fact]
    public void The_specifications_value_generators_and_addresses_are_the_destinations()
    {
        int[] expected = [.. Enumerable.Range(0, 14), .. Enumerable.Range(15, 3), .. Enumerable.Range(21, 20), 45, 48, 50, 51, 52];

        Assert.Equal(expected, Destinations.Select(destination => (int)destination));
    }

    [Fact]
    public void Every_legal_controller_moves_every_destination()
    {
        foreach (var number in LegalControllers)
        {
            AssertMoves(ModulatorSource.Controller(number), channel => channel.ControlChange(number, 99));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(11)]
    public void The_lsb_of_a_controller_of_14_bits_moves_every_destination(int number) =>
        AssertMoves(ModulatorSource.Controller(number), channel => channel.ControlChange(number + 32, 100));

    [Fact]
    public void Pressure_and_wheel_move_every_destination()
    {
        AssertMoves(ModulatorSource.ChannelPressure, channel => channel.ChannelPressure(100));
        AssertMoves(ModulatorSource.PolyPressure, channel => channel.PolyPressure(Key, 100));
        AssertMoves(ModulatorSource.PitchWheel, channel => channel.PitchWheel(12000));
    }

    [Fact]
    public void The_range_of_the_wheel_moves_every_destination() => AssertMoves(ModulatorSource.PitchWheelSensitivity, channel =>
    {
        channel.ControlChange(101, 0);
        channel.ControlChange(100, 0);
        return channel.ControlChange(6, 12);
    });

    [Fact]
    public void Velocity_and_key_reach_every_destination_and_stay()
    {
        foreach (var destination in Destinations)
        {
            using var bank = new TestBank { InstrumentLocalModulators = [Mod(ModulatorSource.Velocity, destination, 128), Mod(ModulatorSource.Key, destination, 128)] };
            using var plain = new TestBank();
            var voice = bank.Play(Key, 100);

            Assert.Equal(Key + 100, voice.Modulation(destination) - plain.Play(Key, 100).Modulation(destination), 1e-3);
            Assert.Equal(0UL, voice.UpdateAll());
        }
    }

    [Theory]
    [MemberData(nameof(Audible))]
    public void A_sounding_voice_goes_on_as_one_that_starts_with_the_controller_where_it_is(GeneratorType destination)
    {
        var untouched = Render(destination, MidiMessage.NoteOn(0, Key, 100));
        var fresh = Render(destination, MidiMessage.Control(0, 2, 100), MidiMessage.NoteOn(0, Key, 100));
        var live = Render(destination, MidiMessage.NoteOn(0, Key, 100), MidiMessage.Control(0, 2, 100));

        // The first block goes from what was to what is.
        var difference = live.Zip(fresh, (one, other) => Math.Abs(one - other)).Skip(2 * 64).Max();
        var effect = untouched.Zip(fresh, (one, other) => Math.Abs(one - other)).Max();
        Assert.True(effect > 0.002, $"the controller does not matter: {effect}");
        Assert.InRange(difference, 0, 2e-4);
    }

    [Fact]
    public void A_modulated_address_counts_when_the_note_starts_and_not_later()
    {
        short[] points = [.. Enumerable.Range(0, 4000).Select(i => (short)(i * 4))]; // a point tells where it is
        var bank = SynthBench.Bank(points, zone => zone.Modulate(Mod(0x82, StartAddressOffset, 1280)), sampleMode: 0);
        using var before = new SynthBench(bank);
        using var after = new SynthBench(bank);

        var moved = before.Send(MidiMessage.Control(0, 2, 100)).Strike().Render(0.02).Left;
        var late = after.Strike().Send(MidiMessage.Control(0, 2, 100)).Render(0.02).Left;

        Assert.Equal(0, late[0], 1e-6);
        Assert.Equal(4 * (1000 + 441) / 32768.0 * Math.Sqrt(0.5), moved[441], 1e-4);
        Assert.Equal(4 * 441 / 32768.0 * Math.Sqrt(0.5), late[441], 1e-4);
    }

    private static void AssertMoves(byte source, Func<Channel, ControlEffect> move)
    {
        foreach (var destination in Destinations)
        {
            using var bank = new TestBank { InstrumentLocalModulators = [Mod(source, destination, 64)] };
            var live = bank.Play(Key, 100);

            var effect = move(bank.Channel);
            var changed = live.Update(effect.Source);

            Assert.Equal(source, effect.Source);
            Assert.True((changed >> (int)destination & 1) != 0, $"{destination} does not follow source {source}");
            var fresh = bank.Play(Key, 100);
            foreach (var generator in Destinations)
            {
                Assert.Equal(fresh.Modulation(generator), live.Modulation(generator));
            }
        }
    }

    // A voice in which everything can be heard: each phase takes its time, oscillators and envelope move pitch, filter and loudness.
    private static float[] Render(GeneratorType destination, params MidiMessage[] messages)
    {
        var bank = SynthBench.Bank(SynthBench.Sine(100), zone =>
        {
            foreach (var (type, amount) in s_zone)
            {
                zone.With(type, amount);
            }

            zone.Modulate(Mod(0x82, destination, AmountFor(destination)));
        });
        using var bench = new SynthBench(bank, SynthBench.Dry with { Reverb = destination == ReverbSend, Chorus = destination == ChorusSend });
        bench.Send(messages);
        float[] held = bench.Render(64 * 400.0 / SynthBench.Rate).Left; // 0.58 s
        return [.. held, .. bench.Send(MidiMessage.NoteOff(0, Key)).Render(0.2).Left];
    }

    private static int AmountFor(GeneratorType destination) => destination switch
    {
        CoarseTune => 3,
        KeyToModEnvHold or KeyToModEnvDecay or KeyToVolEnvHold or KeyToVolEnvDecay => 100,
        InitialFilterCutoff => -2400,
        Pan or ReverbSend or ChorusSend => 300,
        SustainModEnv or SustainVolEnv or InitialAttenuation or InitialFilterQ => 200,
        FineTune => 80,
        _ => 1200,
    };

    private static readonly (GeneratorType Type, int Amount)[] s_zone =
    [
        (ModLfoToPitch, 30), (VibLfoToPitch, 40), (ModEnvToPitch, 300), (InitialFilterCutoff, 7500), (InitialFilterQ, 60),
        (ModLfoToFilterCutoff, 300), (ModEnvToFilterCutoff, 600), (ModLfoToVolume, 20), (ChorusSend, 300), (ReverbSend, 300), (Pan, -100),
        (DelayModLfo, -5500), (FrequencyModLfo, -600), (DelayVibLfo, -5500), (FrequencyVibLfo, -600),
        (DelayModEnv, -5500), (AttackModEnv, -5500), (HoldModEnv, -5500), (DecayModEnv, 0), (SustainModEnv, 300), (ReleaseModEnv, 0),
        (DelayVolEnv, -5500), (AttackVolEnv, -5500), (HoldVolEnv, -5500), (DecayVolEnv, 0), (SustainVolEnv, 200), (ReleaseVolEnv, 600),
        (KeyToModEnvHold, 20), (KeyToModEnvDecay, 20), (KeyToVolEnvHold, 20), (KeyToVolEnvDecay, 20), (InitialAttenuation, 50),
    ];
}
