using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>The one way this room says no to a file: a line with its name, what was found where, and what was expected.</summary>
internal static class Refusal
{
    public static InvalidDataException Of(IByteSource source, string what) => Of(source.Name, what);

    public static InvalidDataException Of(string name, string what) => new(BankText.OneLine($"{name}: {what}"));
}
