using Awe.Midi;
using Awe.Player;
using Awe.Tests.Midi;
using Awe.Tests.Player;

namespace Awe.Tests.Comparison;

/// <summary>
/// Songs of other formats sound as their twins that are Standard MIDI Files, up to the coarser time of the format: voices that start up to
/// 4 ms earlier or later add up in other phases.
/// </summary>
public sealed class ConvertedSongComparisonTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    [Theory]
    [InlineData("d_e1m1.mid", "mus")]
    [InlineData("d_dm07.mid", "mus")]
    [InlineData("d_e2m5.mid", "mus")]
    [InlineData("d_e1m1.mid", "xmi")]
    [InlineData("d_dm07.mid", "xmi")]
    [InlineData("d_e2m5.mid", "xmi")]
    public void A_converted_song_sounds_as_the_song(string name, string format)
    {
        var path = TestFiles.Shared("corpus", "midi", "songs", name);
        var song = MidiFile.Open(path);
        var converted = _awe.File($"song.{format}", format == "mus" ? MusWriter.Write(song) : XmiWriter.Write(song));

        var likeness = Likeness.Of(Render(path, "original.wav"), Render(converted, "converted.wav"));

        Assert.True(likeness is { Chroma: >= 0.99, MelDecibels: <= 1.25 }, likeness.ToString());
    }

    private string Render(string song, string wav)
    {
        var outcome = _awe.Run("render", song, "-f", TestFiles.Bank("TimGM6mb.sf2"), "-o", _awe.Path(wav), "--end", "30", "--reverb", "off", "--chorus", "off");
        Assert.True(outcome.Code == ExitCode.Done, outcome.Error);
        return _awe.Path(wav);
    }
}
