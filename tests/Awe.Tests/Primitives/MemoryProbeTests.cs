using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Tests.Primitives;

public class MemoryProbeTests
{
    [Fact]
    public void The_reading_of_this_machine_is_sane()
    {
        using var probe = MemoryProbe.ForThisSystem();

        AssertSane(probe.Read());
        Assert.Equal(probe.Read().TotalBytes, MemoryProbe.TotalBytes);
    }

    [Fact]
    public void The_collectors_view_is_sane_after_a_collection()
    {
        GC.Collect(0);
        using var probe = new CollectorMemoryProbe();

        AssertSane(probe.Read());
    }

    [Fact]
    public void This_machines_reading_allocates_nothing_on_Linux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems promise less");
        using var probe = MemoryProbe.ForThisSystem();

        Assert.Equal(0, AllocationMeter.LeastOf(() => probe.Read()));
    }

    [Fact]
    public void The_systems_structures_have_the_sizes_and_offsets_of_their_64_bit_headers()
    {
        Assert.SkipUnless(Environment.Is64BitProcess, "the sizes are those of 64 bits");
#pragma warning disable CA1416 // Only their layout is looked at; nothing of the other systems is called.
        WindowsMemoryProbe.JobLimits job = default;
        WindowsMemoryProbe.ProcessMemory process = default;
        MacMemoryProbe.VmStatistics pages = default;

        Assert.Equal(64, Unsafe.SizeOf<WindowsMemoryProbe.MemoryStatus>());
        Assert.Equal(144, Unsafe.SizeOf<WindowsMemoryProbe.JobLimits>());
        Assert.Equal(16, OffsetOf(ref job, ref job.Flags));
        Assert.Equal(112, OffsetOf(ref job, ref job.ProcessMemoryLimit));
        Assert.Equal(72, Unsafe.SizeOf<WindowsMemoryProbe.ProcessMemory>());
        Assert.Equal(56, OffsetOf(ref process, ref process.PagefileUsage));
        Assert.Equal(152, Unsafe.SizeOf<MacMemoryProbe.VmStatistics>());
        Assert.Equal(88, OffsetOf(ref pages, ref pages.Purgeable));
        Assert.Equal(128, OffsetOf(ref pages, ref pages.Compressor));
        Assert.Equal(140, OffsetOf(ref pages, ref pages.Internal));
#pragma warning restore CA1416
    }

    private static long OffsetOf<TStructure, TField>(ref TStructure structure, ref TField field) =>
        Unsafe.ByteOffset(ref Unsafe.As<TStructure, byte>(ref structure), ref Unsafe.As<TField, byte>(ref field));

    private static void AssertSane(MemoryReading reading)
    {
        Assert.InRange(reading.AvailableBytes, 1, reading.TotalBytes);
        Assert.InRange(reading.TotalBytes, 16L << 20, 1L << 50);
    }
}
