using Awe.Midi;

namespace Awe.Tests.Midi;

/// <summary>Real songs written as MUS and XMI and read back: equal up to what the formats can hold.</summary>
public class ConvertedSongTests
{
    public static TheoryData<string> DoomSongs =>
        ["d_dm01.mid", "d_dm07.mid", "d_e1m1.mid", "d_e1m3.mid", "d_e2m5.mid", "d_e3m9.mid", "d_e4m3.mid", "d_inter.mid", "d_map18.mid", "d_map30.mid"];

    [Theory]
    [MemberData(nameof(DoomSongs))]
    public void A_song_as_MUS_is_the_song_up_to_what_MUS_can_hold(string file)
    {
        var song = MidiFile.Open(TestFiles.Shared("corpus", "midi", "songs", file));

        var mus = MidiFile.Read(MusWriter.Write(song), "song.mus");

        Assert.Equal(MusWriter.Limits(song), mus.Messages.ToArray().Select(message => (message.Tick, message.Message)));
        Assert.Empty(mus.Warnings);
    }

    [Theory]
    [MemberData(nameof(DoomSongs))]
    public void A_song_as_XMI_is_the_song_up_to_what_XMI_can_hold(string file)
    {
        var song = MidiFile.Open(TestFiles.Shared("corpus", "midi", "songs", file));

        var xmi = MidiFile.Read(XmiWriter.Write(song, song), "song.xmi");

        Assert.Equal(2, xmi.SongCount);
        Assert.Equal(
            Sorted(XmiWriter.Limits(song).Where(e => !IsDriverController(e.Message))),
            Sorted(xmi.Messages.ToArray().Select(message => (message.Tick, message.Message))));
        Assert.Empty(xmi.Warnings);
    }

    private static bool IsDriverController(MidiMessage message) =>
        message.Kind == MidiMessageKind.ControlChange && message.Data1 is >= 110 and <= 120;

    /// <summary>At one tick the order is another: key-ups come first.</summary>
    private static IEnumerable<string> Sorted(IEnumerable<(long Tick, MidiMessage Message)> messages) => messages
        .OrderBy(e => e.Tick)
        .ThenBy(e => e.Message.Kind)
        .ThenBy(e => e.Message.Channel)
        .ThenBy(e => e.Message.Data1)
        .ThenBy(e => e.Message.Data2)
        .Select(e => $"{e.Tick} {e.Message with { SysExIndex = 0 }}");
}
