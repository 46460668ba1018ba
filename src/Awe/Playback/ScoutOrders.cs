namespace Awe.Playback;

/// <summary>
/// The latest aim, from the rendering thread to the scout. The writer never waits: it makes the version odd, writes, and makes it even; the
/// reader takes what it read only if the version was even and has stayed the same.
/// </summary>
internal sealed class ScoutOrders
{
    private int _version;
    private long _fromFrame;
    private long _songFrame;
    private long _startFrame;
    private long _endFrame;

    /// <summary>One writer: this is what holds from now on.</summary>
    public void Give(in ScoutAim aim)
    {
        Interlocked.Increment(ref _version); // a full fence: nobody sees what follows under the old version
        Volatile.Write(ref _fromFrame, aim.FromFrame);
        Volatile.Write(ref _songFrame, aim.SongFrame);
        Volatile.Write(ref _startFrame, aim.StartFrame);
        Volatile.Write(ref _endFrame, aim.EndFrame);
        Volatile.Write(ref _version, _version + 1);
    }

    /// <summary>The reader: whether there is something newer than <paramref name="seen"/>.</summary>
    public bool IsNewerThan(int seen) => Volatile.Read(ref _version) is var version && version != seen && (version & 1) == 0;

    /// <summary>The reader: the latest aim, if it is newer than <paramref name="seen"/> and not just being written.</summary>
    public bool TryTake(ref int seen, out ScoutAim aim)
    {
        var version = Volatile.Read(ref _version);
        aim = new ScoutAim(
            Volatile.Read(ref _fromFrame), Volatile.Read(ref _songFrame), Volatile.Read(ref _startFrame), Volatile.Read(ref _endFrame));
        if (version == seen || (version & 1) != 0 || Volatile.Read(ref _version) != version)
        {
            return false;
        }

        seen = version;
        return true;
    }
}
