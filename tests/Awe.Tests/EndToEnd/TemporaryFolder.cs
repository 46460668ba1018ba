namespace Awe.Tests.EndToEnd;

/// <summary>A folder of its own for a test, gone with everything in it afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("awe-test-").FullName;

    public string this[string fileName] => System.IO.Path.Combine(Path, fileName);

    /// <summary>Takes the end of a file away, also from under those who have it open.</summary>
    public static void CutShort(string path, long bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(bytes);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
