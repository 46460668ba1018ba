namespace Awe.Tests.EndToEnd;

/// <summary>A folder of its own for a test, gone with everything in it afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("awe-test-").FullName;

    public string this[string fileName] => System.IO.Path.Combine(Path, fileName);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
