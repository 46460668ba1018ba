using System.Globalization;
using Awe.Midi;

namespace Awe.Player.Commands;

/// <summary>One file of a job: everything together, or with <c>--stems</c> one of the channels.</summary>
/// <param name="File">Where it goes; "-" is stdout.</param>
/// <param name="Options">How it is rendered.</param>
internal sealed record RenderTarget(string File, RenderOptions Options)
{
    /// <summary>The files that <paramref name="options"/> ask for; folders are made.</summary>
    /// <exception cref="UsageException">Two of them are one.</exception>
    public static IReadOnlyList<RenderTarget> Of(RenderOptions options, MidiFile song)
    {
        var whole = new RenderTarget(options.Output ?? Stem(options) + ".wav", options);
        return options.Stems is not { } folder ? [whole]
            : options.Output is null ? OfChannels(options, song, folder)
            : [whole, .. OfChannels(options, song, folder)];
    }

    /// <summary>The channels with notes, but for those that are not to be heard.</summary>
    public static SortedSet<int> Sounding(RenderOptions options, MidiFile song)
    {
        var channels = new SortedSet<int>();
        foreach (ref readonly var timed in song.Messages)
        {
            if (timed.Message.Kind == MidiMessageKind.NoteOn)
            {
                channels.Add(timed.Message.Channel);
            }
        }

        channels.ExceptWith(options.Muted);
        if (options.Soloed.Count > 0)
        {
            channels.IntersectWith(options.Soloed);
        }

        return channels;
    }

    private static List<RenderTarget> OfChannels(RenderOptions options, MidiFile song, string folder)
    {
        var targets = Sounding(options, song).Select(channel => new RenderTarget(
            Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Stem(options)}-{channel + 1:00}.wav")),
            options with { Soloed = [channel], Stats = null })).ToList();
        if (options.Output is { } whole && whole != "-" && targets.Any(target => FileIdentity.AreOne(target.File, whole)))
        {
            throw new UsageException($"--output {whole}: this is also one of the files of --stems {folder}, expected a file of its own");
        }

        FileFaultException.Naming(folder, () => Directory.CreateDirectory(folder));
        return targets;
    }

    private static string Stem(RenderOptions options) => options.Song is null ? "demo" : Path.GetFileNameWithoutExtension(options.Song);
}
