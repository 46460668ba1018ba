using Awe.BuiltIn;
using Awe.Midi;

namespace Awe.Tests.BuiltIn;

public sealed class DemoSongTests
{
    private readonly MidiFile _song = MidiFile.Read(DemoSong.ToBytes(), DemoSong.Name);

    [Fact]
    public void Reads_without_a_warning() => Assert.Empty(_song.Warnings);

    [Fact]
    public void Lasts_between_60_and_80_seconds() => Assert.InRange(_song.Seconds, 60, 80);

    [Fact]
    public void Plays_drums_and_at_least_six_other_channels()
    {
        var channels = Sent(MidiMessageKind.NoteOn).Select(message => (int)message.Channel).Distinct().ToArray();
        Assert.Contains(9, channels);
        Assert.InRange(channels.Length, 7, 16);
    }

    [Fact]
    public void Every_note_ends()
    {
        var ends = Sent(MidiMessageKind.NoteOff).GroupBy(m => (m.Channel, m.Data1)).ToDictionary(g => g.Key, g => g.Count());
        Assert.All(Sent(MidiMessageKind.NoteOn).GroupBy(m => (m.Channel, m.Data1)), notes => Assert.Equal(notes.Count(), ends[notes.Key]));
    }

    [Theory]
    [InlineData(1, "modulation wheel")]
    [InlineData(11, "expression")]
    [InlineData(64, "sustain pedal")]
    public void Moves_the_controller(int number, string name)
    {
        var values = Sent(MidiMessageKind.ControlChange).Where(m => m.Data1 == number).Select(m => m.Data2).Distinct().Count();
        Assert.True(values >= 2, $"the {name} stands still");
    }

    [Fact]
    public void Bends_the_pitch_and_leaves_every_channel_in_tune()
    {
        var bends = Sent(MidiMessageKind.PitchWheel).GroupBy(m => m.Channel).ToArray();
        Assert.NotEmpty(bends);
        Assert.All(bends, channel => Assert.Equal(8192, channel.Last().Wheel));
    }

    [Fact]
    public void Changes_its_tempo()
    {
        var firstBar = _song.Tempo.SecondsAt(1920);
        var lastBar = _song.Tempo.SecondsAt(31 * 1920 + 1920) - _song.Tempo.SecondsAt(31 * 1920);
        Assert.True(lastBar > 1.3 * firstBar, "the coda does not slow down");
    }

    [Fact]
    public void Two_builds_give_the_same_bytes() => Assert.Equal(DemoSong.ToBytes(), DemoSong.ToBytes());

    private List<MidiMessage> Sent(MidiMessageKind kind)
    {
        var sent = new List<MidiMessage>();
        foreach (var timed in _song.Messages)
        {
            if (timed.Message.Kind == kind)
            {
                sent.Add(timed.Message);
            }
        }

        return sent;
    }
}
