using System.Text.RegularExpressions;

namespace Awe.Tests.Map;

/// <summary>A C# file of the library, read as text: what it names, in code or in a reference of its comments.</summary>
/// <param name="path">Relative to the repository, with forward slashes.</param>
/// <param name="text">What is in it.</param>
internal sealed partial class SourceFile(string path, string text)
{
    private readonly string _code = CommentOrText().Replace(text, " ");

    public string Path { get; } = path;

    /// <summary>The folder below src/Awe.</summary>
    public string Room => Path.Split('/')[2];

    public string Namespace => NamespaceDeclaration().Match(text) is { Success: true } match ? match.Groups[1].Value : "(none)";

    public static IEnumerable<SourceFile> OfLibrary()
    {
        var library = System.IO.Path.Combine(TestFiles.Root, "src", "Awe");
        return
            from file in Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
            let relative = System.IO.Path.GetRelativePath(TestFiles.Root, file).Replace('\\', '/')
            where !relative.StartsWith("src/Awe/obj/", StringComparison.Ordinal) && !relative.StartsWith("src/Awe/bin/", StringComparison.Ordinal)
            orderby relative
            select new SourceFile(relative, File.ReadAllText(file));
    }

    /// <summary>
    /// What stands behind every "Awe." but those of namespace declarations, and the rooms that code names without it (inside a namespace
    /// of the library "Storage.Page" is enough), each once.
    /// </summary>
    public IEnumerable<string> RoomsNamed(IEnumerable<string> rooms) => QualifiedName().Matches(text).Select(match => match.Groups[1].Value)
        .Concat(rooms.Where(room => Regex.IsMatch(_code, $@"(?<![\w.]){room}\.\w", RegexOptions.CultureInvariant)))
        .Distinct();

    /// <summary>Whether a word, or what begins with it where it ends in a sign, is in the code: not in comments, not in texts.</summary>
    public bool Uses(string word, string? except = null)
    {
        var code = except is null ? _code : _code.Replace(except, " ", StringComparison.Ordinal);
        var end = char.IsLetterOrDigit(word[^1]) ? @"\b" : string.Empty;
        return Regex.IsMatch(code, $@"\b{Regex.Escape(word)}{end}", RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"(?<!namespace\s+|\w)Awe\.(\w+)")]
    private static partial Regex QualifiedName();

    // Good for C# as it is written here: a quote inside a character literal is the only thing that could mislead it.
    [GeneratedRegex("""(?s)//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])'|\"{3}.*?\"{3}|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrText();
}
