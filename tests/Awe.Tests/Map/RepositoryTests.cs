using System.Diagnostics;

namespace Awe.Tests.Map;

/// <summary>What holds for every tracked file, whatever room it is in.</summary>
public sealed class RepositoryTests
{
    // Put together from pieces, so that this file does not hold what it looks for.
    private static readonly string[] s_machineFolders = [.. new[] { "home", "work", "root", "Users" }.Select(name => $"/{name}/")];

    // A web address or a longer path may hold the same letters; a path of a machine begins with them.
    private const string MayComeBefore = " \t\"'`(=:,[<>";

    [Fact]
    public void No_text_names_a_folder_of_one_machine()
    {
        var found =
            from path in TrackedFiles()
            let lines = ReadLines(path)
            from line in lines.Select((text, index) => (Text: text, Number: index + 1))
            where s_machineFolders.Any(folder => NamesFolder(line.Text, folder))
            select $"{path}:{line.Number}: {line.Text.Trim()}";
        Assert.Empty(found);
    }

    [Fact]
    public void A_folder_is_found_at_the_start_of_a_path_only()
    {
        Assert.True(NamesFolder($"cd {s_machineFolders[0]}me/src", s_machineFolders[0]));
        Assert.True(NamesFolder($"{s_machineFolders[0]}me", s_machineFolders[0]));
        Assert.False(NamesFolder($"https://example.org{s_machineFolders[0]}me", s_machineFolders[0]));
    }

    private static bool NamesFolder(string line, string folder)
    {
        for (var at = line.IndexOf(folder, StringComparison.Ordinal); at >= 0; at = line.IndexOf(folder, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || MayComeBefore.Contains(line[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] TrackedFiles()
    {
        if (!Path.Exists(Path.Combine(TestFiles.Root, ".git")))
        {
            Assert.Skip("not a working tree of git: nothing is tracked");
        }

        // Whoever owns the folder: containers often run as somebody else.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "-z"])
        {
            WorkingDirectory = TestFiles.Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var names = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return names.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The lines of a text; none of a file that holds a zero byte, or that is tracked and not there.</summary>
    private static string[] ReadLines(string path)
    {
        var full = Path.Combine(TestFiles.Root, path);
        if (!File.Exists(full))
        {
            return [];
        }

        var bytes = File.ReadAllBytes(full);
        return bytes.AsSpan().Contains((byte)0) ? [] : File.ReadAllLines(full);
    }
}
