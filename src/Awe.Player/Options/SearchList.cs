using System.Text.RegularExpressions;

namespace Awe.Player.Options;

/// <summary>
/// Several names in one variable, separated as in PATH. On Unix the separator is a colon, which is also what follows a bank's number
/// (<c>1:song.sbk</c>) and stands in an address (<c>http://host:80/gm.sf2</c>): there it separates nothing.
/// </summary>
internal static partial class SearchList
{
    public static IEnumerable<string> Split(string text, char separator) => separator == ':'
        ? ColonSeparated().Matches(text).Select(match => match.Value)
        : text.Split(separator, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("""(?:[0-9]+:)?(?:https?://[^:/]*(?::[0-9]+(?=/))?[^:]*|[^:]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ColonSeparated();
}
