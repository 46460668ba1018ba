using System.Buffers;

namespace Awe.Midi;

/// <summary>The system exclusive texts of a file, end to end in one array. At most one, the last, is still being written.</summary>
internal sealed class SysExStore
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _ends = [];

    public int Count => _ends.Count;

    public ReadOnlySpan<byte> this[int index] => _bytes.WrittenSpan[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    public void Append(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Ends the text being written and gives it the next index; an empty one is forgotten.</summary>
    public bool TryEnd(out int index)
    {
        index = _ends.Count;
        var start = index == 0 ? 0 : _ends[^1];
        if (_bytes.WrittenCount == start)
        {
            return false;
        }

        _ends.Add(_bytes.WrittenCount);
        return true;
    }
}
