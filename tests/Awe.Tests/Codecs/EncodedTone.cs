using System.Runtime.InteropServices;
using Awe.Tests.EndToEnd;

namespace Awe.Tests.Codecs;

/// <summary>Three seconds of tones, noise and clicks, encoded by sox.</summary>
internal static class EncodedTone
{
    public static byte[] Make(int rate, int quality, int channels)
    {
        var sox = TestFiles.Program("/usr/bin/sox");
        var folder = Directory.CreateTempSubdirectory("awe-vorbis");
        try
        {
            var (raw, ogg) = (Path.Combine(folder.FullName, "tone.raw"), Path.Combine(folder.FullName, "tone.ogg"));
            File.WriteAllBytes(raw, MemoryMarshal.AsBytes(Points(rate, channels).AsSpan()));
            var outcome = ExternalProgram.Run(
                sox, "-D", "-t", "raw", "-e", "signed", "-b", "16", "-r", $"{rate}", "-c", $"{channels}", raw, "-C", $"{quality}", ogg);
            TestFiles.Require(outcome.ExitCode == 0, $"sox with Vorbis ({outcome})");
            return File.ReadAllBytes(ogg);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static short[] Points(int rate, int channels)
    {
        var (random, points) = (new Random(rate), new short[3 * rate * channels]);
        for (var i = 0; i < points.Length; i++)
        {
            // Silence at first and clicks later, so that blocks of both lengths come.
            var seconds = i / channels / (double)rate;
            var tone = seconds < 0.3 ? 0 : Math.Sin(2 * Math.PI * (200 + (300 * seconds)) * seconds) * Math.Exp(-seconds % 0.5 * 8);
            points[i] = (short)((tone * 20000) + (random.Next(-1000, 1000) * (seconds % 1)));
        }

        return points;
    }
}
