namespace Awe.Midi;

/// <summary>
/// Port numbers (meta 21) to groups of 16 channels without gaps: the ports that messages use, in order of their numbers.
/// Messages without a port take the lowest.
/// </summary>
internal sealed class PortMap
{
    public const int MaxPorts = 16;

    private readonly byte[] _groups = new byte[256];

    public PortMap(EventList events, ReadLog log)
    {
        var used = new bool[256];
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Port is not TrackEvent.NoPort and var port)
            {
                used[port] = true;
            }
        }

        var count = 0;
        for (var port = 0; port < used.Length; port++)
        {
            if (used[port])
            {
                _groups[port] = (byte)(count++ % MaxPorts);
            }
        }

        if (count > MaxPorts)
        {
            log.Warn("more than 16 ports, those above share channels with the first", null);
        }
    }

    /// <summary>Channel 0-255 of a message; a SysEx gets the first channel of its port.</summary>
    public byte Channel(TrackEvent e) => (byte)(((e.Port == TrackEvent.NoPort ? 0 : _groups[e.Port]) * 16) + e.Message.Channel);
}
