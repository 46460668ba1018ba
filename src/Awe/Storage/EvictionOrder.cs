using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>Says which frame may not leave now.</summary>
internal interface IVictimRule
{
    /// <summary>Whether the frame is to be passed by.</summary>
    bool Keeps(int frame);
}

/// <summary>In which order pages leave.</summary>
internal sealed class EvictionOrder(int capacity) : IDisposable
{
    private const int MaximumUses = 3;
    private readonly NativeArray<byte> _uses = new(capacity + 2);
    private int _highest;
    private int _hand;

    public long Bytes => _uses.Bytes;

    public void Add(int frame, long page)
    {
        _uses[frame] = 2;
        _highest = Math.Max(_highest, frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountUse(int frame)
    {
        ref var uses = ref _uses[frame];
        if (uses <= MaximumUses)
        {
            uses++;
        }
    }

    public void Remove(int frame) => _uses[frame] = 0;

    public bool TryTakeVictim(IVictimRule rule, out int frame)
    {
        for (var steps = (MaximumUses + 2L) * _highest; steps > 0; steps--)
        {
            _hand = _hand >= _highest ? 1 : _hand + 1;
            ref var uses = ref _uses[_hand];
            if (uses == 0 || rule.Keeps(_hand))
            {
                continue;
            }

            if (--uses == 0)
            {
                frame = _hand;
                return true;
            }
        }

        frame = 0;
        return false;
    }

    public void Dispose() => _uses.Dispose();
}
