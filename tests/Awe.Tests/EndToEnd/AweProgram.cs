namespace Awe.Tests.EndToEnd;

/// <summary>The program as it was built beside these tests, in a process of its own.</summary>
internal static class AweProgram
{
    public static string FullPath { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Awe.Player", ConfigurationName(), OperatingSystem.IsWindows() ? "awe.exe" : "awe"));

    public static Outcome Run(params IEnumerable<string> arguments) => ExternalProgram.Run(FullPath, arguments);

    // The folder of these tests is named for how they were built, and the program's beside it likewise.
    private static string ConfigurationName() => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
}
