using System.Runtime.CompilerServices;

namespace Awe.SoundFonts;

/// <summary>What was wrong with a bank, one line each. A hostile bank has no end of faults: the first hundred are kept, the rest counted.</summary>
internal sealed class WarningList
{
    private const int Kept = 100;

    private readonly List<string> _lines = [];
    private int _more;

    private bool IsFull => _lines.Count == Kept;

    /// <summary>Adds a line; once the list is full its text is not even composed.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] ref Line line)
    {
        if (IsFull)
        {
            _more++;
            return;
        }

        _lines.Add(line.ToText());
    }

    public string[] ToArray() => _more == 0 ? [.. _lines] : [.. _lines, $"and {_more} more"];

    [InterpolatedStringHandler]
    internal ref struct Line
    {
        private readonly bool _isWanted;
        private DefaultInterpolatedStringHandler _text;

        public Line(int literalLength, int formattedCount, WarningList list, out bool isWanted)
        {
            isWanted = !list.IsFull;
            _isWanted = isWanted;
            _text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
        }

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

        public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

        public string ToText() => _isWanted ? BankText.OneLine(_text.ToStringAndClear()) : "";
    }
}
