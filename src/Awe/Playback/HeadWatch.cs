using System.Diagnostics;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>
/// For those who play live and cannot be looked ahead of: whenever a channel has got another program, the heads of its samples are asked for,
/// drum kits and the middle of the keyboard first. Half of the hot tier is for them; what does not fit becomes warm.
/// </summary>
/// <remarks>
/// The store's keeper looks, some forty times a second. It reads the channels while the rendering thread writes them: a program that is seen
/// half changed is seen again at the next look.
/// </remarks>
internal sealed class HeadWatch(SampleStore store, Channel[] channels, int rate) : IHeadSink
{
    // Later than what a voice needs now, sooner than what it needs in a quarter of a second.
    private static readonly long s_dueTicks = Stopwatch.Frequency / 20;
    private readonly (int Bank, int Program, bool IsDrums)[] _seen = new (int, int, bool)[channels.Length];
    private Repertoire? _repertoire;
    private PresetHeads? _heads;
    private long _hotPages;

    /// <summary>Looks whether programs have changed.</summary>
    public void Poll(Repertoire repertoire)
    {
        var isNew = repertoire != _repertoire;
        if (isNew)
        {
            _repertoire = repertoire;
            _heads = new PresetHeads(repertoire, rate);
            _hotPages = 0;
        }

        for (var number = 0; number < channels.Length; number++)
        {
            var channel = channels[number];
            var now = (channel.Bank, channel.Program, channel.IsDrums);
            if ((isNew && IsFirstOfItsKind(number, now)) || (!isNew && now != _seen[number]))
            {
                Collect(channel);
            }

            _seen[number] = now;
        }
    }

    bool IHeadSink.TryAdd(StoredBank bank, int firstPage, int count)
    {
        if (firstPage < 0)
        {
            store.RequestSample(bank, ~firstPage, PagePriority.Critical, Stopwatch.GetTimestamp() + s_dueTicks);
            return true;
        }

        _hotPages += count;
        return _hotPages <= store.HotPages / 2
            ? store.RequestPages(bank, firstPage, count, PagePriority.Critical, Stopwatch.GetTimestamp() + s_dueTicks)
            : _hotPages <= store.HotPages && store.RequestPages(bank, firstPage, count, PagePriority.Normal, long.MaxValue);
    }

    private void Collect(Channel channel)
    {
        if (_repertoire!.TryFind(channel, out var entry))
        {
            _hotPages = 0; // for each program anew: what is there already costs nothing, and what is not used makes room
            _heads!.TryCollect(entry, channel, this);
        }
    }

    // At the start sixteen channels have one program and one of them the drums.
    private bool IsFirstOfItsKind(int number, (int Bank, int Program, bool IsDrums) program) =>
        Array.IndexOf(Array.ConvertAll(channels, c => (c.Bank, c.Program, c.IsDrums)), program) == number;
}
