namespace Awe.Midi;

/// <summary>
/// Puts the words of a song together. In a karaoke file (its texts begin with @K) they are the texts of the track that has most of them,
/// headers with @ left out; else lyric events, again of the one track with most; else texts that break lines as karaoke files do.
/// </summary>
internal static class LyricsFinder
{
    /// <summary>The words, or null if the song has none.</summary>
    /// <param name="texts">In order of time.</param>
    public static SongLyrics? Find(IReadOnlyList<TimedText> texts)
    {
        var headers = texts.Where(text => text is { Kind: MidiTextKind.Text, Text: ['@', _, ..] }).Select(text => text.Text).ToArray();
        var isKaraoke = headers.Any(header => header[1] is 'K' or 'k');
        var words = WordsOf(texts, isKaraoke);
        return !isKaraoke && words.Count == 0 ? null : new SongLyrics
        {
            Lines = LinesOf(words),
            Titles = Values(headers, isKaraoke, 'T'),
            Language = Values(headers, isKaraoke, 'L').FirstOrDefault(""),
            Information = Values(headers, isKaraoke, 'I'),
            Version = Values(headers, isKaraoke, 'V').FirstOrDefault(""),
        };
    }

    private static string[] Values(string[] headers, bool isKaraoke, char letter) =>
        isKaraoke ? [.. headers.Where(header => char.ToUpperInvariant(header[1]) == letter).Select(header => header[2..].Trim())] : [];

    private static List<TimedText> WordsOf(IReadOnlyList<TimedText> texts, bool isKaraoke)
    {
        var plain = LongestTrack(texts, MidiTextKind.Text);
        var lyrics = LongestTrack(texts, MidiTextKind.Lyric);
        return isKaraoke && plain.Count > 0 ? plain
            : lyrics.Count > 0 ? lyrics
            : plain.Any(text => text.Text[0] is '\\') ? plain
            : [];
    }

    private static List<TimedText> LongestTrack(IReadOnlyList<TimedText> texts, MidiTextKind kind) => texts
        .Where(text => text.Kind == kind && text.Text[0] != '@')
        .GroupBy(text => text.Track)
        .MaxBy(track => track.Count())?.ToList() ?? [];

    /// <summary>
    /// A line begins at / or a carriage return, a page at \ or a line feed. Karaoke files put the first kind before the syllable that begins
    /// the line; lyric events (RP-017) have the second, mostly behind the one that ends it.
    /// </summary>
    private static List<LyricLine> LinesOf(List<TimedText> words)
    {
        var page = new LyricPage();
        foreach (var word in words)
        {
            var rest = word.Text.Replace("\r\n", "\r", StringComparison.Ordinal).AsSpan();
            if (rest is ['/' or '\\', ..])
            {
                page.Break(isPage: rest[0] == '\\');
                rest = rest[1..];
            }

            for (var end = rest.IndexOfAny('\r', '\n'); end >= 0; end = rest.IndexOfAny('\r', '\n'))
            {
                page.Add(word, rest[..end]);
                page.Break(isPage: rest[end] == '\n');
                rest = rest[(end + 1)..];
            }

            page.Add(word, rest);
        }

        page.Break(isPage: false);
        return page.Lines;
    }

    private sealed class LyricPage
    {
        private readonly List<LyricSyllable> _line = [];
        private bool _beginsPage = true;

        public List<LyricLine> Lines { get; } = [];

        public void Add(TimedText word, ReadOnlySpan<char> syllable)
        {
            if (!syllable.IsEmpty)
            {
                _line.Add(new(word.Tick, word.Seconds, syllable.ToString()));
            }
        }

        public void Break(bool isPage)
        {
            if (_line.Any(syllable => !string.IsNullOrWhiteSpace(syllable.Text)))
            {
                Lines.Add(new(_line.ToArray(), _beginsPage));
                _beginsPage = false;
            }

            _line.Clear();
            _beginsPage |= isPage;
        }
    }
}
