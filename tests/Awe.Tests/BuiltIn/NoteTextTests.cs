using Awe.BuiltIn;
using Note = Awe.BuiltIn.NoteText.Note;

namespace Awe.Tests.BuiltIn;

public sealed class NoteTextTests
{
    [Fact]
    public void Lengths_and_velocities_hold_until_the_next()
    {
        Note[] expected = [new(0, 480, 60, 70), new(480, 480, 62, 70), new(960, 240, 64, 90), new(1200, 240, 65, 90)];
        Assert.Equal(expected, NoteText.Parse("@70 4 c4 d4 @90 8 e4 f4", 480));
    }

    [Fact]
    public void A_dot_makes_a_length_half_as_long_again() => Assert.Equal(720, Assert.Single(NoteText.Parse("4. c4", 480)).LengthTicks);

    [Fact]
    public void A_chord_sounds_together_and_a_rest_is_silent()
    {
        Note[] expected = [new(480, 480, 60, 80), new(480, 480, 64, 80), new(480, 480, 67, 80)];
        Assert.Equal(expected, NoteText.Parse("r c4+e4+g4", 480));
    }

    [Fact]
    public void A_dash_holds_every_note_of_the_last_chord() =>
        Assert.All(NoteText.Parse("2 c4 4 e4+g4 -", 480).Skip(1), note => Assert.Equal(960, note.LengthTicks));

    [Fact]
    public void A_dash_after_a_rest_holds_nothing() => Assert.Equal(480, NoteText.Parse("c4 r -", 480)[0].LengthTicks);

    [Theory]
    [InlineData("c4", 60)]
    [InlineData("b3", 59)]
    [InlineData("f#5", 78)]
    [InlineData("bb2", 46)]
    [InlineData("a4", 69)]
    public void Notes_are_named_with_middle_C_as_c4(string word, int key) => Assert.Equal([key], NoteText.Keys(word));

    [Fact]
    public void An_accent_is_struck_harder() => Assert.Equal([80, 94], NoteText.Parse("c4 c4!", 480).Select(note => note.Velocity));

    [Theory]
    [InlineData("4 c4 c4 c4 | c4", "bar line")]
    [InlineData("h4", "'h4'")]
    [InlineData("c", "'c'")]
    [InlineData("0 c4", "'0'")]
    [InlineData("@200 c4", "'@200'")]
    public void What_cannot_be_read_is_named(string text, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => NoteText.Parse(text, 480)).Message, StringComparison.Ordinal);
}
