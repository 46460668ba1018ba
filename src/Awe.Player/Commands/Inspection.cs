namespace Awe.Player.Commands;
internal static class Inspection
{
    public static int Run(string file, string? song, bool json, Host host) { host.Out.WriteLine($"{file} {song} {json}"); return 0; }
}
