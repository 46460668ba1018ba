namespace Awe.Player.Commands;

/// <summary>The bank that the system offers to all players, where it has one.</summary>
internal static class SystemBank
{
    // Where distributions put "the" General MIDI bank, as a link that the administrator may change; then the common banks by name.
    private static readonly string[] s_places =
    [
        "/usr/share/sounds/sf2/default-GM.sf2",
        "/usr/share/soundfonts/default.sf2",
        "/usr/share/soundfonts/FluidR3_GM.sf2",
        "/usr/share/sounds/sf2/FluidR3_GM.sf2",
        "/usr/share/sounds/sf2/TimGM6mb.sf2",
    ];

    /// <summary>Its path, or null.</summary>
    public static string? Find() => Array.Find(s_places, File.Exists);
}
