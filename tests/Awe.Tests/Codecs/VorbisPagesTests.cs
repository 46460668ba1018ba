using Awe.Codecs;
using Awe.SoundFonts;

namespace Awe.Tests.Codecs;

public sealed class VorbisPagesTests
{
    [Fact]
    public void Every_stream_of_a_real_bank_has_as_many_pages_as_its_points_take()
    {
        using var font = SoundFont.Open(VorbisStreams.LargeBank);
        var setups = new VorbisSetupCache();
        foreach (var sample in font.Samples)
        {
            var map = VorbisMap.Read(font.Source, font.SampleData.Offset + sample.EncodedOffset, sample.EncodedBytes, setups);
            Assert.True(map.Pages == (map.Points + PageCodec.Points - 1) / PageCodec.Points, $"{sample.Name}: {map.Pages} pages of {map.Points} points");
        }
    }
}
