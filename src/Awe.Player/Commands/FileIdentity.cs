namespace Awe.Player.Commands;

/// <summary>Whether two names are one file, whatever links lead to it.</summary>
internal static class FileIdentity
{
    /// <summary>True for the same path, for symbolic links to one file, and for hard links and linked folders where the system keeps locks.</summary>
    public static bool AreOne(string first, string second)
    {
        var (one, other) = (Resolve(first), Resolve(second));
        if (one == other)
        {
            return true;
        }

        // Pipes, devices and what is yet to be written have no length; opening a pipe would take what is in it, or wait.
        return File.Exists(one) && File.Exists(other) && new FileInfo(one).Length is > 0 and var length && new FileInfo(other).Length == length
            && IsLockedByTheOther(one, other);
    }

    private static string Resolve(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (IOException)
        {
            // There is no such file, or its links go in a circle: opening it says so.
            return Path.GetFullPath(path);
        }
    }

    /// <summary>A lock belongs to the file and not to its name: whoever has it open under one keeps others out under any.</summary>
    private static bool IsLockedByTheOther(string one, string other)
    {
        try
        {
            using var holder = new FileStream(one, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var alone = new FileStream(other, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            // What may not be read has not been read as a song or a bank.
            return false;
        }
    }
}
