namespace Awe.Player;

/// <summary>Reading or writing a file the user named has failed; the message is one line that begins with its name.</summary>
internal sealed class FileFaultException(string file, Exception cause) : IOException($"{file}: {Reason(file, cause)}", cause)
{
    /// <summary>Runs <paramref name="access"/> and gives its failures the name that the user gave the file.</summary>
    /// <exception cref="FileFaultException">It could not be read or written.</exception>
    public static T Naming<T>(string file, Func<T> access)
    {
        try
        {
            return access();
        }
        catch (Exception exception) when (exception is IOException and not FileFaultException or UnauthorizedAccessException)
        {
            throw new FileFaultException(file, exception);
        }
    }

    private static string Reason(string file, Exception cause) => cause switch
    {
        UnauthorizedAccessException when Directory.Exists(file) => "this is a directory, expected a file",
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException => "no such file",
        DirectoryNotFoundException => "no such directory",
        _ => WithoutPath(cause.Message, file),
    };

    /// <summary>The system's own sentence, "No space left on device : '/full/path'", without the path that is already said.</summary>
    private static string WithoutPath(string message, string file)
    {
        var path = message.IndexOf($" : '{Path.GetFullPath(file)}'", StringComparison.Ordinal);
        return (path < 0 ? message : message[..path]).ReplaceLineEndings(" ").TrimEnd('.');
    }
}
