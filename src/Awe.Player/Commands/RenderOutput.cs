using Awe.Playback;

namespace Awe.Player.Commands;

/// <summary>Chooses the writer for an output by its name.</summary>
internal static class RenderOutput
{
    private const int FileBufferBytes = 64 * 1024;

    /// <exception cref="UsageException">The name's extension is of no format that is written.</exception>
    public static IAudioWriter Open(string output, RenderOptions options, Host host)
    {
        if (output == "-")
        {
            return new WavWriter(host.OpenBinaryOut(), options.Rate, options.Format);
        }

        return Path.GetExtension(output).ToUpperInvariant() switch
        {
            ".WAV" => new WavWriter(Create(output), options.Rate, options.Format),
            ".RAW" => new RawWriter(Create(output), options.Format),
            var other => throw new UsageException($"--output {output}: found the extension '{other}', expected .wav or .raw"),
        };
    }

    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, FileBufferBytes);
}
