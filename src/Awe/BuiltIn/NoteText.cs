namespace Awe.BuiltIn;

/// <summary>
/// Music as text. Words are separated by spaces:
/// <c>4</c>, <c>8</c>, <c>2.</c> a length for the notes that follow (quarter, eighth, dotted half);
/// <c>f#5</c> a note, <c>d4+f#4+a4</c> a chord, <c>r</c> a rest, <c>-</c> the last notes held on;
/// <c>@80</c> a velocity for the notes that follow; <c>c5!</c> a note struck harder;
/// <c>|</c> a bar line, which must stand where a bar of four quarters ends.
/// </summary>
internal static class NoteText
{
    private const int AccentVelocity = 14;

    /// <summary>One note, its place counted from the beginning of the text.</summary>
    public readonly record struct Note(int Tick, int LengthTicks, int Key, int Velocity);

    /// <exception cref="FormatException">A word is none of these, or a bar line stands in the midst of a bar.</exception>
    public static List<Note> Parse(string text, int ticksPerQuarter)
    {
        var notes = new List<Note>();
        var (tick, length, velocity, last) = (0, ticksPerQuarter, 80, 0);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            switch (word[0])
            {
                case '|':
                    RequireBarEnd(tick, ticksPerQuarter, text);
                    break;
                case '@':
                    velocity = Number(word[1..], word, 1, 127);
                    break;
                case >= '0' and <= '9':
                    length = Length(word, ticksPerQuarter);
                    break;
                case 'r':
                    (last, tick) = (0, tick + length);
                    break;
                case '-':
                    Hold(notes, last, length);
                    tick += length;
                    break;
                default:
                    last = AddNotes(notes, word, tick, length, velocity);
                    tick += length;
                    break;
            }
        }

        return notes;
    }

    /// <summary>The keys of a note or chord, low to high as written.</summary>
    public static int[] Keys(string word) => [.. word.Split('+').Select(Key)];

    private static int AddNotes(List<Note> notes, string word, int tick, int length, int velocity)
    {
        var isAccented = word.EndsWith('!');
        var keys = Keys(isAccented ? word[..^1] : word);
        foreach (var key in keys)
        {
            notes.Add(new Note(tick, length, key, Math.Min(127, velocity + (isAccented ? AccentVelocity : 0))));
        }

        return keys.Length;
    }

    private static void Hold(List<Note> notes, int count, int length)
    {
        for (var i = notes.Count - count; i < notes.Count; i++)
        {
            notes[i] = notes[i] with { LengthTicks = notes[i].LengthTicks + length };
        }
    }

    private static int Length(string word, int ticksPerQuarter)
    {
        var isDotted = word.EndsWith('.');
        var ticks = ticksPerQuarter * 4 / Number(isDotted ? word[..^1] : word, word, 1, 32);
        return isDotted ? ticks * 3 / 2 : ticks;
    }

    private static int Key(string word)
    {
        var step = word.Length == 0 ? -1 : "c d ef g a b".IndexOf(word[0], StringComparison.Ordinal);
        if (step < 0 || word[0] == ' ')
        {
            throw new FormatException($"'{word}' is no note: expected a letter from a to g, # or b, and an octave");
        }

        var sign = word.Length > 1 && word[1] == '#' ? 1 : word.Length > 1 && word[1] == 'b' ? -1 : 0;
        var octave = Number(word[(sign == 0 ? 1 : 2)..], word, 0, 9);
        return ((octave + 1) * 12) + step + sign;
    }

    private static int Number(string digits, string word, int low, int high) =>
        int.TryParse(digits, out var number) && number >= low && number <= high
            ? number
            : throw new FormatException($"'{word}': expected a number from {low} to {high}");

    private static void RequireBarEnd(int tick, int ticksPerQuarter, string text)
    {
        var (bar, rest) = Math.DivRem(tick, 4 * ticksPerQuarter);
        if (rest != 0)
        {
            throw new FormatException($"a bar line {rest} ticks into bar {bar + 1} of '{text}'");
        }
    }
}
