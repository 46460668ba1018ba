namespace Awe.Primitives;

/// <summary>
/// Linux: the machine's MemAvailable, narrowed by every control group around this process, whichever leaves the least. The files are found
/// once and held open. A process that is moved to another group afterwards is not followed.
/// </summary>
internal sealed class LinuxMemoryProbe : IMemoryProbe
{
    private readonly HeldFile _machine;
    private readonly CgroupMemory[] _groups;
    private readonly CollectorMemoryProbe _fallback = new();

    /// <param name="root">The folder that stands for "/"; another one in tests.</param>
    public LinuxMemoryProbe(string root = "/")
    {
        // The two lines that are wanted are among the first three.
        _machine = new HeldFile(Path.Combine(root, "proc/meminfo"), 512);
        _groups = [.. CgroupFolder.OfThisProcess(root).Select(CgroupMemory.TryOpen).OfType<CgroupMemory>()];
    }

    public MemoryReading Read()
    {
        var reading = ReadMachine();
        foreach (var group in _groups)
        {
            reading = group.Narrow(reading);
        }

        return reading;
    }

    public void Dispose()
    {
        _machine.Dispose();
        foreach (var group in _groups)
        {
            group.Dispose();
        }
    }

    private MemoryReading ReadMachine()
    {
        var text = _machine.Read();
        var total = KernelText.NumberAfter(text, "MemTotal:"u8);
        var available = KernelText.NumberAfter(text, "MemAvailable:"u8);

        // Both in KiB. A number beyond a machine's reach is no number.
        return total is > 0 and < 1L << 50 && available is < 1L << 50
            ? new MemoryReading(Math.Min(available.Value, total.Value) * 1024, total.Value * 1024)
            : _fallback.Read();
    }
}
