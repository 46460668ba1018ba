using System.Reflection;
using System.Text.RegularExpressions;

namespace Awe.Tests.Map;

/// <summary>
/// docs/conformance.md lists what a player of SoundFonts and of MIDI files has to do, each with the test that holds it. The list is only worth
/// something as long as those tests are there, and are run.
/// </summary>
public sealed partial class ConformanceTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(TestFiles.Root, "docs", "conformance.md"));

    public static TheoryData<string> Lists => ["SoundFont", "MIDI"];

    [Fact]
    public void Every_test_that_the_list_names_is_a_test()
    {
        var tests = typeof(ConformanceTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .ToHashSet();

        Assert.DoesNotContain(TestNames(s_text), name => !tests.Contains(name));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_line_has_its_number_and_names_a_test_or_says_why_none(string list)
    {
        var lines = LinesOf(list);

        Assert.NotEmpty(lines);
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.Number));
        Assert.DoesNotContain(lines, line => TestNames(line.Held).Count == 0 && !line.Held.StartsWith("not held: ", StringComparison.Ordinal));
    }

    private static List<(int Number, string Held)> LinesOf(string list)
    {
        var start = s_text.IndexOf($"\n## {list}", StringComparison.Ordinal);
        Assert.True(start >= 0, list);
        var end = s_text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. TableLine().Matches(end < 0 ? s_text[start..] : s_text[start..end])
            .Select(match => (int.Parse(match.Groups[1].ValueSpan, provider: null), match.Groups[2].Value.Trim()))];
    }

    private static List<string> TestNames(string text) => [.. TestName().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^\| (\d+) \|.*\|([^|]*)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex TableLine();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
