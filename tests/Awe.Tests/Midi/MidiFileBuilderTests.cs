using Awe.Midi;

namespace Awe.Tests.Midi;

public class MidiFileBuilderTests
{
    [Fact]
    public void A_song_of_one_note_is_these_bytes()
    {
        var builder = new MidiFileBuilder(96).Tempo(0, 120);
        builder.Track("A").Note(0, 128, channel: 1, key: 60, velocity: 64);

        Assert.Equal(
            Convert.FromHexString(
                "4D546864" + "00000006" + "0001" + "0002" + "0060" +
                "4D54726B" + "0000000B" + "00FF510307A120" + "00FF2F00" +
                "4D54726B" + "00000012" + "00FF030141" + "00913C40" + "8100813C40" + "00FF2F00"),
            builder.ToBytes());
    }

    [Fact]
    public void Format_0_merges_tempo_and_tracks_into_one_track()
    {
        var builder = new MidiFileBuilder(96, format: 0).Tempo(5, 120);
        builder.Track().Program(10, 0, 7);
        builder.Track().Program(0, 1, 8);

        Assert.Equal(
            Convert.FromHexString(
                "4D546864" + "00000006" + "0000" + "0001" + "0060" +
                "4D54726B" + "00000011" + "00C108" + "05FF510307A120" + "05C007" + "00FF2F00"),
            builder.ToBytes());
    }

    [Fact]
    public void At_one_tick_a_note_ends_before_the_next_begins()
    {
        var builder = new MidiFileBuilder(96, format: 0);
        builder.Track().Note(10, 10, 0, 60, 1).Note(0, 10, 0, 60, 2);

        Assert.Equal(
            Convert.FromHexString("00903C02" + "0A803C40" + "00903C01" + "0A803C40" + "00FF2F00"),
            builder.ToBytes()[22..]);
    }

    [Fact]
    public void What_no_file_can_say_is_refused()
    {
        var builder = new MidiFileBuilder();
        var track = builder.Track();

        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Tempo(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => track.Note(0, 0, 0, 60, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => track.Control(0, 16, 7, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => track.Control(0, 0, 7, 128));
        Assert.Throws<ArgumentOutOfRangeException>(() => track.PitchWheel(0, 0, 16384));
        Assert.Throws<ArgumentOutOfRangeException>(() => track.Program(-1, 0, 0));
    }
}
