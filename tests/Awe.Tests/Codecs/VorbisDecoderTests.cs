using Awe.Codecs;

namespace Awe.Tests.Codecs;

/// <summary>Streams of real banks give the points that libsndfile gives, whatever page is asked for first.</summary>
public sealed class VorbisDecoderTests
{
    [Fact]
    public void Every_sample_of_a_small_bank_is_what_libsndfile_decodes() => Compare(VorbisStreams.OfBank(VorbisStreams.SmallBank));

    [Fact]
    public void Samples_of_a_large_bank_are_what_libsndfile_decodes() => Compare(VorbisStreams.OfBank(VorbisStreams.LargeBank, step: 23));

    private static void Compare(List<(string Name, byte[] Bytes)> streams)
    {
        Assert.NotEmpty(streams);
        var setups = new VorbisSetupCache();
        var (points, different) = (0L, 0L);
        foreach (var (name, bytes) in streams)
        {
            var expected = SoundFileLibrary.Decode(bytes);
            different += VorbisStreams.AssertSame(name, expected, VorbisStreams.Decode(bytes, setups));
            points += expected.Length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{points} points, {different} rounded otherwise");
        Assert.True(different < points / 1000, $"{different} of {points} points are rounded otherwise");
    }
}
