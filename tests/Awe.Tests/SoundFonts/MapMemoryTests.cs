using Awe.SoundFonts;
using Awe.Tests.Storage;

namespace Awe.Tests.SoundFonts;

/// <summary>Measures the process's own heap, so nothing else may run beside it.</summary>
[Collection(StoreCollection.Name)]
public class MapMemoryTests
{
    [Fact]
    public void The_map_of_a_490_MB_bank_takes_less_than_6_MB()
    {
        var path = TestFiles.Bank("MuseScore_General_Full.sf2");
        SoundFont.Open(path).Dispose();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var font = SoundFont.Open(path);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange(bytes, 100_000, 6_000_000);
        Assert.Equal(2202, font.Samples.Count);
    }
}
