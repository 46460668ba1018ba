using System.Runtime.CompilerServices;

namespace Awe.Primitives;

/// <summary>Eight floats side by side: one for each voice of a batch.</summary>
[InlineArray(Lanes.Count)]
internal struct Lanes
{
    public const int Count = 8;
    private float _first;
}

/// <summary>
/// The low-pass filters of eight voices, turned so that one vector holds one number of all of them. A voice's filter is a chain in which
/// each frame waits for the one before; eight chains side by side cost hardly more than one.
/// </summary>
internal struct LowPassLanes
{
    /// <summary>State: what the band-pass and the low-pass integrator hold.</summary>
    public Lanes Band;

    /// <inheritdoc cref="Band"/>
    public Lanes Low;

    /// <summary>Coefficients before the next frame, and by how much they move with every frame.</summary>
    public Lanes A1;

    /// <inheritdoc cref="A1"/>
    public Lanes A2;

    /// <inheritdoc cref="A1"/>
    public Lanes A3;

    /// <inheritdoc cref="A1"/>
    public Lanes Gain;

    /// <inheritdoc cref="A1"/>
    public Lanes StepA1;

    /// <inheritdoc cref="A1"/>
    public Lanes StepA2;

    /// <inheritdoc cref="A1"/>
    public Lanes StepA3;

    /// <inheritdoc cref="A1"/>
    public Lanes StepGain;

    /// <summary>Bit n: lane n is filtered; the rows of the others are left as they are.</summary>
    public int Active;
}
