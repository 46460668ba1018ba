using System.Text.Json;
using Awe.Midi;

namespace Awe.Tests.Midi;

/// <summary>Real songs, counted by this reader and by an independent one written in Python.</summary>
public class RealSongTests
{
    public static TheoryData<string> Folders => ["conformance", "songs", "odd", "dense", "timing", "spec", "gs"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Songs_of_the_corpus_read_as_the_independent_reader_reads_them(string folder) =>
        Compare(Directory.GetFiles(TestFiles.Shared("corpus", "midi", folder)));

    [Fact]
    public void Songs_of_the_AWE32_read_as_the_independent_reader_reads_them() =>
        Compare(Directory.GetFiles(TestFiles.Shared("corpus", "awe32"), "*.mid"));

    [Fact]
    public void Songs_of_OpenMSX_read_as_the_independent_reader_reads_them() => Compare(TestFiles.OpenMsxSongs());

    [Theory]
    [InlineData("songs", "d_e1m1.mid")]
    [InlineData("dense", "e1m1-x32.mid")]
    [InlineData("gs", "signal-tracks.mid")]
    public void A_sound_file_needs_no_mending(string folder, string file) =>
        Assert.Empty(MidiFile.Open(TestFiles.Shared("corpus", "midi", folder, file)).Warnings);

    [Fact]
    public void One_song_as_format_0_and_as_format_1_has_the_same_messages()
    {
        var merged = MidiFile.Open(TestFiles.Shared("corpus", "midi", "gs", "signal-format0.mid"));
        var tracks = MidiFile.Open(TestFiles.Shared("corpus", "midi", "gs", "signal-tracks.mid"));

        Assert.Equal((0, 1), (merged.Format, tracks.Format));
        Assert.Equal(Smf.Lines(merged).Order(StringComparer.Ordinal), Smf.Lines(tracks).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_song_in_a_RIFF_is_the_same_song()
    {
        var plain = MidiFile.Open(TestFiles.Shared("corpus", "midi", "songs", "d_e1m1.mid"));
        var wrapped = MidiFile.Open(TestFiles.Shared("corpus", "midi", "odd", "e1m1.rmi"));

        Assert.Equal(plain.Messages.ToArray(), wrapped.Messages.ToArray());
    }

    [Fact]
    public void A_karaoke_file_gives_its_words()
    {
        var song = MidiFile.Open(TestFiles.Shared("corpus", "midi", "odd", "e2m5.kar"));

        Assert.Contains(song.Texts, text => text.Text.StartsWith("@KMIDI KARAOKE FILE", StringComparison.Ordinal));
        Assert.Contains(song.Texts, text => text.Kind is MidiTextKind.Text or MidiTextKind.Lyric && text.Seconds > 1);
    }

    private static void Compare(string[] paths)
    {
        Assert.NotEmpty(paths);
        var counted = Python.Run(TestFiles.Shared("tools", "midi_probe.py"), paths.Prepend("--json"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToArray();
        Assert.Equal(paths.Length, counted.Length);
        foreach (var facts in counted)
        {
            var path = facts.GetProperty("path").GetString()!;
            if (facts.TryGetProperty("seconds", out var seconds))
            {
                Compare(MidiFile.Open(path), facts, seconds.GetDouble());
            }
            else
            {
                Assert.Throws<InvalidDataException>(() => MidiFile.Open(path));
            }
        }
    }

    private static void Compare(MidiFile song, JsonElement facts, double seconds)
    {
        var messages = song.Messages.ToArray();
        int Count(MidiMessageKind kind) => messages.Count(message => message.Message.Kind == kind);
        int Sum(string name) => facts.GetProperty(name).EnumerateObject().Sum(member => member.Value.GetInt32());

        Assert.Equal(
            (song.Name, facts.GetProperty("tracks").GetInt32(), facts.GetProperty("notes").GetInt32(),
                Sum("cc"), Sum("programs"), Sum("sysex")),
            (song.Name, song.TrackCount, Count(MidiMessageKind.NoteOn), Count(MidiMessageKind.ControlChange),
                Count(MidiMessageKind.ProgramChange), Count(MidiMessageKind.SysEx)));
        Assert.Equal(
            (song.Name, facts.GetProperty("pitch_bends").GetInt32(), facts.GetProperty("channel_pressure").GetInt32()),
            (song.Name, Count(MidiMessageKind.PitchWheel), Count(MidiMessageKind.ChannelPressure)));

        // The other reader rounds to hundredths and leaves silence at the end as it is.
        Assert.Equal(seconds, song.Tempo.SecondsAt(song.EndTick), 0.0051);
        var lastNote = messages.LastOrDefault(m => m.Message.Kind is MidiMessageKind.NoteOn or MidiMessageKind.NoteOff).Seconds;
        Assert.InRange(song.Seconds, Math.Min(lastNote, seconds - 0.0051), seconds + 0.0051);
    }
}
