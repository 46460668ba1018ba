namespace Awe.Tests;

/// <summary>
/// Real files that the repository does not hold. A test that wants one is skipped where it is missing;
/// with AWE_REQUIRE_REAL=1 in the environment it fails instead.
/// </summary>
internal static class TestFiles
{
    /// <summary>The repository's own folder: the one with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the material beside the repository, for example Shared("corpus", "soundfonts").</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.Combine([Root, "..", "shared", .. parts]);
        return Path.GetFullPath(path) is var full && (File.Exists(full) || Directory.Exists(full)) ? full : Missing(full);
    }

    /// <summary>A bank that a Debian package installs.</summary>
    public static string Bank(string fileName)
    {
        var path = Path.Combine("/usr/share/sounds/sf2", fileName);
        return File.Exists(path) ? path : Missing(path);
    }

    /// <summary>The General MIDI songs of the package openttd-openmsx.</summary>
    public static string[] OpenMsxSongs()
    {
        const string Folder = "/usr/share/games/openttd/baseset/openmsx";
        var songs = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.mid") : [];
        if (songs.Length == 0)
        {
            Missing(Folder);
        }

        Array.Sort(songs, StringComparer.Ordinal);
        return songs;
    }

    /// <summary>A program that a Debian package installs, by its whole path.</summary>
    public static string Program(string path) => File.Exists(path) ? path : Missing(path);

    /// <summary>Skips (or fails) unless something else that the test needs is there.</summary>
    public static void Require(bool isThere, string what)
    {
        if (!isThere)
        {
            Missing(what);
        }
    }

    private static string Missing(string path)
    {
        if (Environment.GetEnvironmentVariable("AWE_REQUIRE_REAL") == "1")
        {
            Assert.Fail($"{path} is missing");
        }

        Assert.Skip($"{path} is missing");
        return path;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Awe.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no folder with Awe.slnx above {AppContext.BaseDirectory}");
    }
}
