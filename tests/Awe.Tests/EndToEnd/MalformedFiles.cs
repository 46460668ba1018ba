namespace Awe.Tests.EndToEnd;

/// <summary>A file that was made wrong on purpose.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Kind">"sf2" or "mid".</param>
/// <param name="Class">What sort of damage.</param>
/// <param name="Expected">"reject", "play" (the damage is to be tolerated) or "any".</param>
/// <param name="What">The damage in words.</param>
internal sealed record MalformedFile(string Path, string Kind, string Class, string Expected, string What);

/// <summary>Some hundred spoiled banks and songs, the same every time, made once for all tests of a class.</summary>
public sealed class MalformedFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private MalformedFile[]? _all;

    public void Dispose() => _folder.Dispose();

    /// <summary>A sound bank of the same making.</summary>
    internal string ValidBank => _folder["sf2_valid.sf2"];

    internal IReadOnlyList<MalformedFile> OfKind(string kind) => [.. All().Where(file => file.Kind == kind)];

    // Not in the constructor: what is missing here is a reason to skip, which a fixture cannot say.
    private MalformedFile[] All() => _all ??= Make();

    private MalformedFile[] Make()
    {
        var outcome = ExternalProgram.Run(
            TestFiles.Program("/usr/bin/python3"), TestFiles.Shared("tools", "make_malformed.py"), "--seed", "1", "--out", _folder.Path);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        return [.. File.ReadLines(_folder["manifest.tsv"]).Skip(1).Select(line => Row(line.Split('\t')))];
    }

    private MalformedFile Row(string[] cells) => new(_folder[cells[0]], cells[1], cells[2], cells[3], cells[4]);
}
