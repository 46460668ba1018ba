namespace Awe.Midi;

/// <summary>A line of the words to sing, never empty.</summary>
/// <param name="Syllables">In order of time.</param>
/// <param name="BeginsPage">Whether the screen is cleared before it: a new verse.</param>
public sealed record LyricLine(IReadOnlyList<LyricSyllable> Syllables, bool BeginsPage)
{
    /// <summary>When its first syllable is sung, in seconds from the start of the song.</summary>
    public double Seconds => Syllables[0].Seconds;

    /// <summary>The whole line, without spaces at its ends.</summary>
    public string Text => string.Concat(Syllables.Select(syllable => syllable.Text)).Trim();
}
