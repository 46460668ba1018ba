using Awe.Midi;
using Awe.SoundFonts;
using Awe.Tests.Playback;
using Awe.Voices;
using CsCheck;
using Any = CsCheck.Gen;
using static Awe.SoundFonts.GeneratorType;
using static Awe.Tests.Voices.TestBank;

namespace Awe.Tests.Voices;

/// <summary>Modulators of modulators: the specification's linked ones, which other players read and leave out.</summary>
[Collection(Awe.Tests.Storage.StoreCollection.Name)] // counts what this thread allocates
public class LinkedModulatorTests
{
    private const int Link = 127;
    private const int Velocity = 2;
    private const int Key = 3;

    private readonly Channel _channel = new(0);

    [Fact]
    public void What_is_linked_into_a_modulator_is_its_source()
    {
        // The link hands velocity on as it is, and the last amount is in the destination's unit.
        var list = Instrument(ToRecord(1, Velocity, 1), Mod(Link, InitialFilterQ, 128));

        Assert.Equal(100, list.SumOf(InitialFilterQ));
        Assert.Equal(0, list.BrokenLinkCount);
    }

    [Fact]
    public void A_link_makes_a_product_of_three_controllers()
    {
        _channel.ControlChange(1, 64);
        var list = Instrument(ToRecord(1, 0x81, 1, amountSource: Key), Mod(Link, InitialFilterQ, 512, amountSource: Velocity));

        Assert.Equal(512 * (64 / 128f) * (60 / 128f) * (100 / 128f), list.SumOf(InitialFilterQ), 1e-3);
    }

    [Fact]
    public void Several_links_into_one_modulator_are_added()
    {
        var list = Instrument(ToRecord(2, Velocity, 1), ToRecord(2, Key, 3), Mod(Link, InitialFilterQ, 64));

        Assert.Equal(64 * (100 + (3 * 60)) / 128f, list.SumOf(InitialFilterQ), 1e-3);
    }

    [Fact]
    public void A_link_and_a_plain_modulator_of_one_destination_are_added()
    {
        var list = Instrument(ToRecord(1, Velocity, 1), Mod(Link, InitialFilterQ, 128), Mod(Key, InitialFilterQ, 128));

        Assert.Equal(160, list.SumOf(InitialFilterQ));
    }

    [Fact]
    public void A_chain_may_be_of_any_length_and_stand_in_any_order()
    {
        // 0 feeds 3, which feeds 1, which feeds 2.
        var list = Instrument(ToRecord(3, Velocity, 1), ToRecord(2, Link, 2), Mod(Link, InitialFilterQ, 16), ToRecord(1, Link, 4));
        Assert.Equal(100, list.SumOf(InitialFilterQ));

        Modulator[] longest = [ToRecord(1, Velocity, 1), .. Enumerable.Range(2, 62).Select(next => ToRecord(next, Link, 1)), Mod(Link, InitialFilterQ, 128)];
        var whole = Instrument(longest);
        Assert.Equal(64, whole.Count);
        Assert.Equal(100, whole.SumOf(InitialFilterQ));
    }

    [Fact]
    public void A_link_may_be_negative_and_the_transform_of_its_target_drops_the_sign()
    {
        var head = ToRecord(1, 0x0203, 1); // bipolar key: 60 is -1/16

        Assert.Equal(-8, Instrument(head, Mod(Link, InitialFilterQ, 128)).SumOf(InitialFilterQ));
        Assert.Equal(8, Instrument(head, Mod(Link, InitialFilterQ, 128, transform: 2)).SumOf(InitialFilterQ));
        Assert.Equal(8, Instrument(head with { Transform = 2 }, Mod(Link, InitialFilterQ, 128)).SumOf(InitialFilterQ));
    }

    [Fact]
    public void Curve_direction_and_polarity_of_a_link_say_nothing()
    {
        var list = Instrument(ToRecord(1, Velocity, 1), Mod(Link | 0x0700, InitialFilterQ, 128));

        Assert.Equal(100, list.SumOf(InitialFilterQ));
    }

    [Theory]
    [InlineData(0x0007)] // out of the list
    [InlineData(0x7FFF)]
    [InlineData(0x0001)] // the target's source is a controller
    public void A_link_that_leads_to_no_link_is_silent_and_counted(int record)
    {
        var list = Instrument(ToRecord(record, Velocity, 1), Mod(Key, InitialFilterQ, 128));

        Assert.Equal(1, list.BrokenLinkCount);
        Assert.Equal(1, list.Count);
        Assert.Equal(60, list.SumOf(InitialFilterQ));
    }

    [Fact]
    public void A_modulator_that_waits_for_a_link_that_nobody_makes_is_silent_and_counted()
    {
        var list = Instrument(Mod(Link, InitialFilterQ, 128), ToRecord(0, Link, 1));

        Assert.Equal(2, list.BrokenLinkCount);
        Assert.Equal(0, list.Count);
    }

    [Fact]
    public void A_circle_and_all_that_leads_into_it_is_silent_and_counted()
    {
        var list = Instrument(
            ToRecord(1, Velocity, 1), // leads into the circle of 1 and 2
            ToRecord(2, Link, 1),
            ToRecord(1, Link, 1),
            ToRecord(3, Link, 1), // is its own circle
            Mod(Key, InitialFilterQ, 128));

        Assert.Equal(4, list.BrokenLinkCount);
        Assert.Equal(1, list.Count);
        Assert.Equal(60, list.SumOf(InitialFilterQ));
    }

    [Theory]
    [InlineData(Link, 14, 0, 0)] // no generator that can be modulated
    [InlineData(Link, 9, Link, 0)] // the amount is a link
    [InlineData(Link, 9, 0, 1)] // no such transform
    [InlineData(Link | 0x1000, 9, 0, 0)] // no such curve
    [InlineData(Link | 0x80, 9, 0, 0)] // controller 127 is no link
    public void A_link_to_what_the_specification_does_not_allow_is_silent(int source, int destination, int amountSource, int transform)
    {
        var list = Instrument(ToRecord(1, Velocity, 1), Mod(source, (GeneratorType)destination, 128, amountSource, transform));

        Assert.InRange(list.BrokenLinkCount, 1, 2);
        Assert.Equal(0, list.Count);
    }

    [Fact]
    public void What_a_link_leads_to_is_silent_when_only_a_broken_link_fed_it()
    {
        // Record 0 asks for a controller that there is not; so 1 has nothing to hand on, and 2 nothing to do.
        var list = Instrument(ToRecord(1, 0x0086, 1), ToRecord(2, Link, 1), Mod(Link, InitialFilterQ, 128));

        Assert.Equal(3, list.BrokenLinkCount);
        Assert.Equal(0, list.Count);
    }

    [Fact]
    public void A_moved_controller_at_the_head_of_a_chain_reaches_the_destination()
    {
        var list = Instrument(ToRecord(1, 0x81, 1), ToRecord(2, Link, 1), Mod(Link, InitialFilterQ, 128), Mod(0x82, Pan, 100));
        Assert.Equal(0, list.SumOf(InitialFilterQ));

        _channel.ControlChange(1, 100);

        Assert.Equal(1UL << (int)InitialFilterQ, list.Update(ModulatorSource.Controller(1), Inputs));
        Assert.Equal(100, list.SumOf(InitialFilterQ));
        Assert.Equal(0UL, list.Update(ModulatorSource.Controller(1), Inputs));
        Assert.Equal(0UL, list.Update(ModulatorSource.Controller(2), Inputs));
    }

    [Fact]
    public void A_moved_amount_in_the_middle_of_a_chain_reaches_the_destination()
    {
        var list = Instrument(ToRecord(1, Velocity, 1), ToRecord(2, Link, 1, amountSource: 0x81), Mod(Link, InitialFilterQ, 256));

        _channel.ControlChange(1, 64);

        Assert.Equal(1UL << (int)InitialFilterQ, list.Update(ModulatorSource.Controller(1), Inputs));
        Assert.Equal(100, list.SumOf(InitialFilterQ));
    }

    [Fact]
    public void A_reset_of_the_controllers_goes_through_chains()
    {
        _channel.ControlChange(1, 100);
        var list = Instrument(ToRecord(1, 0x81, 1), Mod(Link, InitialFilterQ, 128));
        _channel.ControlChange(121, 0);

        Assert.Equal(1UL << (int)InitialFilterQ, list.UpdateAll(Inputs));
        Assert.Equal(0, list.SumOf(InitialFilterQ));
    }

    [Fact]
    public void Links_count_by_the_records_of_their_own_zone()
    {
        // Each list has a "record 1"; each link finds that of its own.
        Modulator[] Chain(int source, int amount) => [ToRecord(1, source, 1), Mod(Link, InitialFilterQ, amount)];
        var list = default(ModulatorList);
        list.Build([], Chain(Velocity, 128), Chain(Key, 128), Chain(0x81, 128), Chain(0x82, 128), Inputs);
        Assert.Equal(160, list.SumOf(InitialFilterQ));

        _channel.ControlChange(1, 10);
        _channel.ControlChange(2, 20);
        list.UpdateAll(Inputs);
        Assert.Equal(190, list.SumOf(InitialFilterQ));
        Assert.Equal(0, list.BrokenLinkCount);
    }

    [Fact]
    public void A_link_does_not_reach_over_to_another_zone()
    {
        var list = default(ModulatorList);
        list.Build([], [ToRecord(1, Velocity, 1)], [Mod(Key, Pan, 1), Mod(Link, InitialFilterQ, 128)], [], [], Inputs);

        Assert.Equal(2, list.BrokenLinkCount);
        Assert.Equal(0, list.SumOf(InitialFilterQ));
    }

    [Fact]
    public void A_local_chain_replaces_one_that_is_identical_throughout()
    {
        Modulator[] global = [ToRecord(1, Velocity, 1), Mod(Link, InitialFilterQ, 128)];
        Modulator[] local = [Mod(Key, Pan, 1), ToRecord(2, Velocity, 1), Mod(Link, InitialFilterQ, 64)]; // elsewhere in its list
        var list = default(ModulatorList);

        list.Build([], global, local, [], [], Inputs);

        Assert.Equal(50, list.SumOf(InitialFilterQ));
        Assert.Equal(0, list.BrokenLinkCount);
    }

    [Fact]
    public void Two_chains_from_different_controllers_to_one_generator_are_two_modulators()
    {
        // The records at their ends are equal but for the amount: what is linked into them is not.
        var list = Instrument(ToRecord(2, Velocity, 1), ToRecord(3, Key, 1), Mod(Link, InitialFilterQ, 128), Mod(Link, InitialFilterQ, 64));

        Assert.Equal(130, list.SumOf(InitialFilterQ));
    }

    [Fact]
    public void Of_two_identical_links_into_one_modulator_the_later_one_counts()
    {
        var list = Instrument(ToRecord(2, Velocity, 5), ToRecord(2, Velocity, 1), Mod(Link, InitialFilterQ, 128));

        Assert.Equal(100, list.SumOf(InitialFilterQ));
        Assert.Equal(2, list.Count);
    }

    [Fact]
    public void A_chain_of_a_preset_adds_to_the_identical_one_of_the_instrument()
    {
        Modulator[] chain = [ToRecord(1, Velocity, 1), Mod(Link, InitialFilterQ, 128)];
        var list = default(ModulatorList);

        list.Build([], [], chain, chain, [chain[0], chain[1] with { Amount = 64 }], Inputs);

        Assert.Equal(150, list.SumOf(InitialFilterQ)); // 128 of the instrument, 64 of the preset's own zone, none of its global one
    }

    [Fact]
    public void A_chain_among_a_banks_own_defaults_is_replaced_by_an_identical_one()
    {
        Modulator[] chain = [ToRecord(1, Velocity, 1), Mod(Link, InitialFilterQ, 128)];
        var list = default(ModulatorList);

        list.Build(chain, [], [chain[0], chain[1] with { Amount = 0 }], [], [], Inputs);

        Assert.Equal(0, list.SumOf(InitialFilterQ));
    }

    [Fact]
    public void A_long_chain_of_large_amounts_stays_a_number()
    {
        Modulator[] records = [ToRecord(1, 0, 32767), .. Enumerable.Range(2, 62).Select(next => ToRecord(next, Link, -32768)), Mod(Link, FineTune, 32767)];

        Assert.True(float.IsFinite(Instrument(records).SumOf(FineTune)));
    }

    [Fact]
    public void Whatever_is_linked_to_whatever_a_live_list_agrees_with_a_fresh_one()
    {
        var record = Any.Select(
            OneOf(0x81, 0x82, 0x0287, Link, Link, Velocity),
            Any.OneOf(Any.Int[0, 20].Select(index => 0x8000 | index), OneOf((int)InitialFilterQ, (int)Pan)),
            Any.Int[-3, 3],
            OneOf(0, 0, 0x81, 0x0283),
            OneOf(0, 2),
            (source, destination, amount, amountSource, transform) =>
                Mod(source, (GeneratorType)destination, amount, amountSource, transform));
        var moves = Any.Select(OneOf(1, 2, 3, 7), Any.Int[0, 127]).Array[1, 10];

        Any.Select(record.Array[0, 40], record.Array[0, 40], moves).Sample((global, local, controls) =>
        {
            var channel = new Channel(0);
            var inputs = new ModulatorInputs(channel, 60, 60, 100);
            var live = default(ModulatorList);
            live.Build([], global, local, [], [], inputs);
            foreach (var (number, value) in controls)
            {
                channel.ControlChange(number, value);
                live.Update(ModulatorSource.Controller(number), inputs);
            }

            var fresh = default(ModulatorList);
            fresh.Build([], global, local, [], [], inputs);
            Assert.Equal(fresh.SumOf(InitialFilterQ), live.SumOf(InitialFilterQ));
            Assert.Equal(fresh.SumOf(Pan), live.SumOf(Pan));
            Assert.True(float.IsFinite(live.SumOf(Pan)));
            Assert.InRange(live.Count + live.BrokenLinkCount + live.DroppedCount, 0, global.Length + local.Length);
        });
    }

    [Theory]
    [InlineData(0x8001, -20, 0)]
    [InlineData(0x8002, 0, 2)] // leads nowhere, so the other waits in vain
    public void The_links_of_a_bank_are_heard_in_a_sounding_note(int destination, double decibels, int ignored)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone
            .Modulate(0x82, (GeneratorType)destination, 1)
            .Modulate(Link, InitialAttenuation, 256)));
        bench.Strike().Render(0.1);

        bench.Send(MidiMessage.Control(0, 2, 100));

        Assert.Equal(decibels, SynthBench.Decibels(bench.GainAfter(0.1)), 0.01);
        Assert.Equal(ignored, bench.Synthesizer.ModulatorsIgnored);
    }

    [Fact]
    public void Following_links_allocates_nothing()
    {
        Modulator[] records = [ToRecord(3, Velocity, 1), ToRecord(2, Link, 2), Mod(Link, InitialFilterQ, 16), ToRecord(1, Link, 4), ToRecord(4, Link, 1)];

        Assert.Equal(0, AllocationMeter.LeastOf(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var list = Instrument(records);
                list.Update(ModulatorSource.Controller(1), Inputs);
            }
        }));
    }

    private static Gen<int> OneOf(params int[] values) => Any.Int[0, values.Length - 1].Select(index => values[index]);

    private ModulatorInputs Inputs => new(_channel, 60, 60, 100);

    private ModulatorList Instrument(params Modulator[] local)
    {
        var list = default(ModulatorList);
        list.Build([], [], local, [], [], Inputs);
        return list;
    }

    /// <summary>A modulator whose destination is the source of another record of its zone.</summary>
    private static Modulator ToRecord(int record, int source, int amount, int amountSource = 0) =>
        Mod(source, (GeneratorType)(0x8000 | record), amount, amountSource);
}
