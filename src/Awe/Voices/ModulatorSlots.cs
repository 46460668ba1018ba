using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <summary>Room for the modulators of one voice.</summary>
[InlineArray(Capacity)]
internal struct ModulatorSlots
{
    /// <summary>A set of slots is one 64-bit word.</summary>
    public const int Capacity = 64;

    private ModulatorSlot _first;
}
