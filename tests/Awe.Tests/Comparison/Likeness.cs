using System.Text.Json;
using Awe.Tests.EndToEnd;

namespace Awe.Tests.Comparison;

/// <summary>How alike two recordings of the same music are; the lag and the level that divide them are taken out first.</summary>
/// <param name="Chroma">Mean likeness of the twelve pitch classes, window by window; 1 is the same pitches.</param>
/// <param name="MelDecibels">Mean difference of the spectra in 64 bands.</param>
/// <param name="OnsetF">How many onsets the two share within 30 ms, as an F-measure.</param>
internal sealed record Likeness(double Chroma, double MelDecibels, double OnsetF)
{
    /// <summary>Compares two WAVE files.</summary>
    public static Likeness Of(string path, string otherPath)
    {
        var outcome = ExternalProgram.Run(Python, TestFiles.Shared("tools", "compare_render.py"), path, otherPath);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        using var figures = JsonDocument.Parse(outcome.Output);
        double Figure(string name) => figures.RootElement.GetProperty(name).GetDouble();
        return new Likeness(Figure("chroma"), Figure("mel_db"), Figure("onset_f"));
    }

    /// <summary>A Python with what comparing takes.</summary>
    public static string Python
    {
        get
        {
            var python = TestFiles.Program("/usr/bin/python3");
            TestFiles.Require(Directory.Exists("/usr/lib/python3/dist-packages/scipy"), "python3-scipy");
            return python;
        }
    }
}
