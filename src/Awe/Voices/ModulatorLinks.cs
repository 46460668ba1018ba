using System.Numerics;

namespace Awe.Voices;

/// <summary>
/// Linked modulators (specification 7.4, 8.2.1, 9.5): one whose destination is another modulator of its zone takes part in that one's source.
/// Here the links of a voice's list are followed once, when the note starts: what leads nowhere goes, and the rest is put in an order in
/// which every modulator comes after those that feed it.
/// </summary>
/// <remarks>Sets of slots are bits of a word. The work is bounded by the number of slots, whatever the records say.</remarks>
internal static class ModulatorLinks
{
    /// <summary>Follows the links of the first <paramref name="count"/> slots.</summary>
    /// <param name="slots">The list; comes back without what is silent, feeders first.</param>
    /// <param name="count">How many there are, before and after.</param>
    /// <returns>How many were dropped because they lead nowhere, go round in a circle, or wait for what never comes.</returns>
    public static int Resolve(ref ModulatorSlots slots, ref int count)
    {
        Aim(ref slots, count);
        var kept = Fed(slots, Arriving(slots, ~0UL >> (ModulatorSlots.Capacity - count)));
        var dropped = count - BitOperations.PopCount(kept);
        Order(ref slots, ref count, Arriving(slots, kept & ~Superseded(slots, kept)));
        return dropped;
    }

    // A link's target must be there, in the same zone, and have "link" as its source.
    private static void Aim(ref ModulatorSlots slots, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (slots[i].Feeds)
            {
                slots[i].Target = (sbyte)Find(slots, count, slots[i].Zone, slots[i].TargetRecord);
            }
        }
    }

    private static int Find(in ModulatorSlots slots, int count, ModulatorZone zone, int recordIndex)
    {
        for (var i = 0; i < count; i++)
        {
            ref readonly var slot = ref slots[i];
            if (slot.IsFed && slot.Zone == zone && slot.RecordIndex == recordIndex)
            {
                return i;
            }
        }

        return ModulatorSlot.NoTarget;
    }

    /// <summary>Those of a set whose value reaches a generator, at once or through others of the set; circles do not.</summary>
    private static ulong Arriving(in ModulatorSlots slots, ulong among)
    {
        ulong arriving = 0;
        for (ulong before = ~0UL; before != arriving;)
        {
            before = arriving;
            for (var rest = among; rest != 0; rest &= rest - 1)
            {
                var i = BitOperations.TrailingZeroCount(rest);
                ref readonly var slot = ref slots[i];
                arriving |= !slot.Feeds || (slot.Target >= 0 && Has(arriving, slot.Target)) ? 1UL << i : 0;
            }
        }

        return arriving;
    }

    /// <summary>Those of a set that have a source: a controller, or a link into them that has one.</summary>
    private static ulong Fed(in ModulatorSlots slots, ulong among)
    {
        ulong fed = 0;
        for (ulong before = ~0UL; before != fed;)
        {
            before = fed;
            for (var rest = among; rest != 0; rest &= rest - 1)
            {
                var i = BitOperations.TrailingZeroCount(rest);
                ref readonly var slot = ref slots[i];
                fed |= slot.IsFed ? 0 : 1UL << i;
                fed |= slot.Feeds && Has(fed, i) ? 1UL << slot.Target : 0;
            }
        }

        return fed & among;
    }

    /// <summary>
    /// Those that a later one replaces. A linked modulator is identical to another when all that is linked into them is, too, and when both
    /// feed the same: one modulator, or one generator from the same level. What preset zones link stands beside the instrument's.
    /// </summary>
    private static ulong Superseded(in ModulatorSlots slots, ulong among)
    {
        ulong superseded = 0;
        for (var rest = among; rest != 0; rest &= rest - 1)
        {
            var i = BitOperations.TrailingZeroCount(rest);
            for (var later = rest & (rest - 1); later != 0; later &= later - 1)
            {
                var j = BitOperations.TrailingZeroCount(later);
                if (HaveOneAim(slots[i], slots[j]) && AreSame(slots, i, j, among))
                {
                    superseded |= 1UL << i;
                    break;
                }
            }
        }

        return superseded;
    }

    // Those without links at either end have been compared as they came in.
    private static bool HaveOneAim(in ModulatorSlot one, in ModulatorSlot other) => one.Feeds
        ? one.Target == other.Target
        : one.IsFed && other.Destination == one.Destination && one.IsOfPreset == other.IsOfPreset;

    private static bool AreSame(in ModulatorSlots slots, int one, int other, ulong among)
    {
        if (!slots[one].WorksAs(slots[other]))
        {
            return false;
        }

        var (ones, others) = (FeedersOf(slots, one, among), FeedersOf(slots, other, among));
        while (ones != 0 && others != 0)
        {
            if (!AreSame(slots, BitOperations.TrailingZeroCount(ones), BitOperations.TrailingZeroCount(others), among))
            {
                return false;
            }

            (ones, others) = (ones & (ones - 1), others & (others - 1));
        }

        return ones == others;
    }

    private static ulong FeedersOf(in ModulatorSlots slots, int target, ulong among)
    {
        ulong feeders = 0;
        for (var rest = among; rest != 0; rest &= rest - 1)
        {
            var i = BitOperations.TrailingZeroCount(rest);
            feeders |= slots[i].Target == target ? 1UL << i : 0;
        }

        return feeders;
    }

    /// <summary>Keeps a set of slots, those furthest from their generator first, otherwise as they were.</summary>
    private static void Order(ref ModulatorSlots slots, ref int count, ulong kept)
    {
        var old = slots;
        Span<sbyte> places = stackalloc sbyte[ModulatorSlots.Capacity];
        count = 0;
        for (var distance = BitOperations.PopCount(kept); distance >= 0; distance--)
        {
            for (var rest = kept; rest != 0; rest &= rest - 1)
            {
                var i = BitOperations.TrailingZeroCount(rest);
                if (DistanceOf(old, i) == distance)
                {
                    places[i] = (sbyte)count;
                    slots[count++] = old[i];
                }
            }
        }

        for (var i = 0; i < count; i++)
        {
            slots[i].Target = slots[i].Feeds ? places[slots[i].Target] : ModulatorSlot.NoTarget;
        }
    }

    private static int DistanceOf(in ModulatorSlots slots, int slot)
    {
        var distance = 0;
        for (; slots[slot].Feeds; slot = slots[slot].Target)
        {
            distance++;
        }

        return distance;
    }

    private static bool Has(ulong set, int slot) => (set >> slot & 1) != 0;
}
