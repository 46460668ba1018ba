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
    private readonly string? _bankFault;

    private RenderInputs(MidiFile song, IReadOnlyList<LoadedFont> fonts, string? bankFault)
    {
        Song = song;
        Fonts = fonts;
        _bankFault = bankFault;
    }

    public MidiFile Song { get; }

    public IReadOnlyList<LoadedFont> Fonts { get; }

    /// <summary>The song's own loop, if it is long enough to be played as one.</summary>
    public SongLoop? Loop => Song.Loop is { } loop && loop.Seconds >= LoopSpan.ShortestSeconds ? loop : null;

    /// <summary>What was wrong with the files and was mended, each line with its file.</summary>
    public IEnumerable<string> Warnings =>
        Fonts.SelectMany(font => font.Font.Warnings.Select(warning => $"{font.Font.Source.Name}: {warning}"))
            .Concat(Song.Warnings.Select(warning => $"{Song.Name}: {warning}"))
            .Concat(_bankFault is null ? [] : [_bankFault])
            .Concat(IsLoopWanted && Loop is null ? [$"{Song.Name}: marks no loop; played straight through"] : [])
            .Concat(IsAnyChannelHeard ? [] : [$"{Song.Name}: --mute and --solo leave no channel that has notes; nothing will be heard"]);

    private bool IsLoopWanted { get; init; }

    private bool IsAnyChannelHeard { get; init; } = true;

    public static RenderInputs Open(RenderOptions options)
    {
        if (options.Song is { Length: 0 })
        {
            throw new UsageException("SONG is empty, expected a file's name");
        }

        var song = options.Song is { } path
            ? FileFaultException.Naming(path, () => MidiFile.Open(path, new MidiReadOptions { SongIndex = options.SongNumber - 1 }))
            : MidiFile.Read(DemoSong.ToBytes(), DemoSong.Name);
        if (options.StartSeconds > song.Seconds)
        {
            throw new UsageException($"--start {options.StartSeconds} is after the end of {song.Name} ({song.Seconds:0.0} seconds)");
        }

        ThrowIfNoChannel("--mute", options.Muted, song);
        ThrowIfNoChannel("--solo", options.Soloed, song);

        var fonts = new List<LoadedFont>();
        try
        {
            OpenFonts(options, fonts);
            return new RenderInputs(song, fonts, OpenBankOf(song, options, fonts))
            {
                IsLoopWanted = options.Loops > 1,
                IsAnyChannelHeard = options is { Muted.Count: 0, Soloed.Count: 0 } || RenderTarget.Sounding(options, song).Count > 0,
            };
        }
        catch
        {
            fonts.ForEach(font => font.Font.Dispose());
            throw;
        }
    }

    /// <summary>Whether the system's bank or the built-in one is used: a bank of a user's own (-f 1:FILE) wants General MIDI below it.</summary>
    public static bool NeedsBankBelow(RenderOptions options) => options.Fonts.All(spec => spec.BankOffset > 0);

    public void Dispose()
    {
        foreach (var font in Fonts)
        {
            font.Font.Dispose();
        }
    }

    private static void ThrowIfNoChannel(string option, IReadOnlyList<int> wanted, MidiFile song)
    {
        var channels = Playback.Player.ChannelsFor(song);
        if (wanted.Append(0).Max() is var highest && highest >= channels)
        {
            throw new UsageException($"{option}: found channel {highest + 1}, expected 1 to {channels}, as {song.Name} has no more");
        }
    }

    private static void OpenFonts(RenderOptions options, List<LoadedFont> fonts)
    {
        if (NeedsBankBelow(options))
        {
            fonts.Add(new LoadedFont(SystemBank.Find() is { } path ? OpenFile(path, options) : OpenSource(BuiltInBank.Open(), options)));
        }

        foreach (var spec in options.Fonts)
        {
            fonts.Add(new LoadedFont(OpenFile(spec.Path, options), spec.BankOffset));
        }
    }

    /// <summary>
    /// Lays the bank that a song brings along over the others; returns what is wrong with it if it cannot be used, which the song can
    /// still be heard without.
    /// </summary>
    private static string? OpenBankOf(MidiFile song, RenderOptions options, List<LoadedFont> fonts)
    {
        if (song.Bank is not { } bank)
        {
            return null;
        }

        try
        {
            fonts.Add(new LoadedFont(OpenSource(BankAddress.OpenSource(song, bank), options), bank.BankOffset) { KitsStay = true });
            return null;
        }
        catch (InvalidDataException e)
        {
            return $"{e.Message}; the song is played without it";
        }
    }

    private static SoundFont OpenFile(string path, RenderOptions options) => options.SimulatedDisk is null
        ? BankAddress.Open(path)
        : OpenSource(BankAddress.OpenSource(path), options);

    private static SoundFont OpenSource(IByteSource source, RenderOptions options) => BankAddress.Open(
        options.SimulatedDisk is { } disk ? new SlowByteSource(source, disk.Delay, disk.BytesPerSecond ?? 0) : source);
}
