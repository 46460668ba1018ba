using Awe.BuiltIn;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Player.Commands;

/// <summary>Where the user says a bank is: a file, or an address on the web.</summary>
internal static class BankAddress
{
    /// <summary>Whether this is meant as an address: http://… or https://….</summary>
    public static bool IsWeb(string bank) =>
        bank.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || bank.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a bank as it is.</summary>
    /// <inheritdoc cref="SoundFont.Open(string)"/>
    public static SoundFont Open(string bank) => IsWeb(bank)
        ? Open(OpenSource(bank))
        : FileFaultException.Naming(bank, () => SoundFont.Open(bank, BuiltInBank.Rom));

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

    private static Uri AddressOf(string bank) => Uri.TryCreate(bank, UriKind.Absolute, out var address)
        ? address
        : throw new UsageException($"{bank}: expected an address such as http://host/gm.sf2");
}
