using Awe.BuiltIn;
using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Player.Commands;

/// <summary>What a render reads: the song and the banks, open.</summary>
internal sealed class RenderInputs : IDisposable
{
    private RenderInputs(MidiFile song, IReadOnlyList<LoadedFont> fonts)
    {
        Song = song;
        Fonts = fonts;
    }

    public MidiFile Song { get; }

    public IReadOnlyList<LoadedFont> Fonts { get; }

    /// <summary>What was wrong with the files and was mended, each line with its file.</summary>
    public IEnumerable<string> Warnings =>
        Fonts.SelectMany(font => font.Font.Warnings.Select(warning => $"{font.Font.Source.Name}: {warning}"))
            .Concat(Song.Warnings.Select(warning => $"{Song.Name}: {warning}"));

    public static RenderInputs Open(RenderOptions options)
    {
        var song = options.Song is { } path
            ? FileFaultException.Naming(path, () => MidiFile.Open(path))
            : MidiFile.Read(DemoSong.ToBytes(), DemoSong.Name);
        var fonts = new List<LoadedFont>();
        try
        {
            OpenFonts(options, fonts);
            return new RenderInputs(song, fonts);
        }
        catch
        {
            fonts.ForEach(font => font.Font.Dispose());
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var font in Fonts)
        {
            font.Font.Dispose();
        }
    }

    private static void OpenFonts(RenderOptions options, List<LoadedFont> fonts)
    {
        foreach (var spec in options.Fonts)
        {
            fonts.Add(new LoadedFont(OpenFile(spec.Path, options), spec.BankOffset));
        }

        if (fonts.Count == 0)
        {
            fonts.Add(new LoadedFont(SystemBank.Find() is { } path ? OpenFile(path, options) : OpenSource(BuiltInBank.Open(), options)));
        }
    }

    private static SoundFont OpenFile(string path, RenderOptions options) => options.SimulatedDisk is null
        ? FileFaultException.Naming(path, () => SoundFont.Open(path))
        : OpenSource(FileFaultException.Naming(path, () => new FileByteSource(path)), options);

    private static SoundFont OpenSource(IByteSource source, RenderOptions options)
    {
        if (options.SimulatedDisk is { } disk)
        {
            source = new SlowByteSource(source, disk.Delay, disk.BytesPerSecond ?? 0);
        }

        try
        {
            return SoundFont.Open(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
