using Awe.BuiltIn;
using Awe.Midi;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Player.Commands;

/// <summary>Where the user says a bank is: a file, an address on the web, or the file of a song that brings one along.</summary>
internal static class BankAddress
{
    /// <summary>Whether this is meant as an address: http://… or https://….</summary>
    public static bool IsWeb(string bank) =>
        bank.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || bank.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a bank as it is.</summary>
    /// <inheritdoc cref="SoundFont.Open(string)"/>
    public static SoundFont Open(string bank) => IsWeb(bank)
        ? Open(OpenSource(bank))
        : FileFaultException.Naming(bank, () => Open(OpenSource(bank)));

    /// <summary>Opens a bank from a source, which is closed when that fails.</summary>
    public static SoundFont Open(IByteSource source)
    {
        try
        {
            return SoundFont.Open(source, BuiltInBank.Rom);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Opens what the bank's bytes are read from. A web source's messages name it themselves.</summary>
    public static IByteSource OpenSource(string bank) => IsWeb(bank)
        ? HttpByteSource.Open(AddressOf(bank))
        : FileFaultException.Naming(bank, () => new FileByteSource(bank));

    /// <summary>Opens what the bytes of the bank in a song's file are read from: that file.</summary>
    /// <exception cref="InvalidDataException">The file is not the one that the song was read from any more.</exception>
    public static IByteSource OpenSource(MidiFile song, EmbeddedBank bank)
    {
        var file = OpenSource(song.Name);
        if (bank.OffsetBytes + bank.SizeBytes > file.Length)
        {
            file.Dispose();
            throw new InvalidDataException($"{song.Name}: found {file.Length} bytes, expected the bank at byte {bank.OffsetBytes} as before");
        }

        return new ByteRange(file, bank.OffsetBytes, bank.SizeBytes, $"{song.Name} (its bank)");
    }

    private static Uri AddressOf(string bank) => Uri.TryCreate(bank, UriKind.Absolute, out var address)
        ? address
        : throw new UsageException($"{bank}: expected an address such as http://host/gm.sf2");
}
