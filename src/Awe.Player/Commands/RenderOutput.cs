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
            ".WAV" or "" => new WavWriter(Create(output), options.Rate, options.Format),
            ".RAW" => new RawWriter(Create(output), options.Format),
            _ => throw new UsageException($"--output {output}: found the extension '{Path.GetExtension(output)}', expected .wav or .raw"),
        };
    }

    /// <summary>Refuses to write over what is read, or twice to one file.</summary>
    /// <exception cref="UsageException">Two of the names are one file.</exception>
    public static void ThrowIfAlsoInput(string output, RenderOptions options)
    {
        ThrowIfOneOf("--output", output, Inputs(options).Append(options.Stats));
        ThrowIfOneOf("--stats", options.Stats, Inputs(options));
    }

    private static IEnumerable<string?> Inputs(RenderOptions options) => options.Fonts.Select(font => font.Path)
        .Append(options.Song)
        .Append(RenderInputs.NeedsBankBelow(options) ? SystemBank.Find() : null);

    private static void ThrowIfOneOf(string option, string? output, IEnumerable<string?> files)
    {
        var others = files.OfType<string>().Where(file => file is not ("-" or "") && !BankAddress.IsWeb(file));
        if (output is not (null or "-") && others.FirstOrDefault(file => FileIdentity.AreOne(file, output)) is { } same)
        {
            throw new UsageException($"{option} {output}: this is also '{same}', expected a file of its own");
        }
    }

    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, FileBufferBytes);
}
