namespace Awe.Midi;

/// <summary>
/// What the reader had to mend. One line a kind of fault, with where it was first met and how often, so that a file with a
/// million faults costs no more than a file with one.
/// </summary>
/// <param name="originBytes">Where in the file the bytes begin that offsets count from.</param>
internal sealed class ReadLog(long originBytes = 0)
{
    private readonly List<string> _kinds = [];
    private readonly Dictionary<string, (long? OffsetBytes, long Count)> _found = [];

    /// <summary>The place in the file, as messages name it, of an offset in the song's bytes.</summary>
    public long PlaceOf(long offsetBytes) => originBytes + offsetBytes;

    /// <param name="kind">The same words for the same kind of fault: no numbers in them.</param>
    /// <param name="offsetBytes">Where in the song's bytes; null for what has no one place.</param>
    public void Warn(string kind, long? offsetBytes)
    {
        if (_found.TryGetValue(kind, out var found))
        {
            _found[kind] = found with { Count = found.Count + 1 };
            return;
        }

        _kinds.Add(kind);
        _found.Add(kind, (originBytes + offsetBytes, 1));
    }

    public string[] ToLines() => [.. _kinds.Select(kind => Line(kind, _found[kind].OffsetBytes, _found[kind].Count))];

    private static string Line(string kind, long? offsetBytes, long count) => (offsetBytes, count) switch
    {
        (null, _) => kind,
        (_, 1) => $"{kind} (at byte {offsetBytes})",
        _ => $"{kind} (first at byte {offsetBytes}, {count} times)",
    };
}
