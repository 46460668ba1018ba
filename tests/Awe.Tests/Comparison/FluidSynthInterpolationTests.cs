using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Awe.Tests.EndToEnd;
using Awe.Tests.Playback;
using Awe.Tests.Voices;
using Awe.Voices;

namespace Awe.Tests.Comparison;

/// <summary>The tone of <see cref="HarmonicTone"/> at other pitches, through our sinc and through FluidSynth's four points, its default.</summary>
public sealed class FluidSynthInterpolationTests
{
    [Theory]
    [InlineData(-5, 10)]
    [InlineData(-1, 25)]
    [InlineData(3, 15)]
    [InlineData(7, 25)]
    [InlineData(11, 30)]
    [InlineData(19, 35)]
    [InlineData(30, 50)]
    public void The_sinc_aliases_far_less_than_FluidSynths_four_points(int semitones, double atLeast)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["tone.sf2"], HarmonicTone.Bank().ToBytes());
        File.WriteAllBytes(folder["tone.mid"], SongOf(HarmonicTone.RootKey + semitones));
        var outcome = ExternalProgram.Run(
            TestFiles.Program("/usr/bin/fluidsynth"),
            ["-ni", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", $"{SynthBench.Rate}", "-O", "float", "-T", "wav", "-F", folder["theirs.wav"], folder["tone.sf2"], folder["tone.mid"]]);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());

        var theirs = HarmonicTone.ForeignDecibels(LeftOf(folder["theirs.wav"]).AsSpan(8000), semitones);

        using var bench = new SynthBench(HarmonicTone.Bank(), SynthBench.Dry with { Interpolation = Interpolation.Sinc });
        var (left, _) = bench.Strike(HarmonicTone.RootKey + semitones).Render(1);
        var ours = HarmonicTone.ForeignDecibels(left.AsSpan(8000), semitones);
        Assert.True(ours < theirs - atLeast, $"ours {ours:F1} dB, theirs {theirs:F1} dB");
    }

    private static float[] LeftOf(string path)
    {
        var data = WavFile.Parse(File.ReadAllBytes(path)).Chunks["data"];
        Assert.True(BitConverter.IsLittleEndian);
        var both = MemoryMarshal.Cast<byte, float>(data).ToArray();
        return [.. both.Where((_, i) => i % 2 == 0)];
    }

    // One note of two seconds: 120 quarters a minute, 480 ticks each.
    private static byte[] SongOf(int key)
    {
        byte[] track = [0, 0x90, (byte)key, 100, 0x8F, 0x00, 0x80, (byte)key, 0, 0, 0xFF, 0x2F, 0];
        byte[] header = [.. "MThd"u8, 0, 0, 0, 6, 0, 0, 0, 1, 1, 0xE0, .. "MTrk"u8, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(18), track.Length);
        return [.. header, .. track];
    }
}
