using Awe.Midi;

namespace Awe.Tests.Midi;

public class MidiMessageTests
{
    [Fact]
    public void A_note_on_with_velocity_zero_is_a_note_off() =>
        Assert.Equal(MidiMessageKind.NoteOff, MidiMessage.NoteOn(3, 60, 0).Kind);
}
