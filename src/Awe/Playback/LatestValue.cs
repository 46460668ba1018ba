namespace Awe.Playback;

/// <summary>
/// A value from one thread to others, of which only the latest matters. The writer never waits: it makes the version odd, writes, and makes
/// it even; a reader keeps what it read only if the version was even and has stayed the same.
/// </summary>
/// <typeparam name="T">Numbers only: while it is being written, a reader sees a mixture, and throws it away.</typeparam>
/// <remarks>One writer at a time, any number of readers. Nothing allocates after construction.</remarks>
internal sealed class LatestValue<T>
    where T : unmanaged
{
    private int _version;
    private T _value;

    /// <summary>The writer: this is what holds from now on.</summary>
    public void Give(in T value)
    {
        Interlocked.Increment(ref _version); // a full fence: nobody sees what follows under the old version
        _value = value;
        Volatile.Write(ref _version, _version + 1);
    }

    /// <summary>A reader: whether there is something newer than <paramref name="seen"/>.</summary>
    public bool IsNewerThan(int seen) => Volatile.Read(ref _version) is var version && version != seen && (version & 1) == 0;

    /// <summary>A reader: the latest value, if it is newer than <paramref name="seen"/> and not just being written.</summary>
    public bool TryTake(ref int seen, out T value)
    {
        var version = Volatile.Read(ref _version);
        if (version == seen || !TryRead(version, out value))
        {
            value = default;
            return false;
        }

        seen = version;
        return true;
    }

    /// <summary>A reader: the latest value; false when it is just being written.</summary>
    public bool TryRead(out T value) => TryRead(Volatile.Read(ref _version), out value);

    /// <summary>A reader that may wait for the writer's few stores; not the rendering thread, unless it is the writer.</summary>
    public T Read()
    {
        T value;
        for (var spin = default(SpinWait); !TryRead(out value); spin.SpinOnce())
        {
        }

        return value;
    }

    private bool TryRead(int version, out T value)
    {
        value = _value;
        Volatile.ReadBarrier(); // the copy is complete before the version is looked at again
        return (version & 1) == 0 && Volatile.Read(ref _version) == version;
    }
}
