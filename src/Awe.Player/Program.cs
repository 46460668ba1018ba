namespace Awe.Player;

internal static class Program
{
    private static int Main() => 0;
}
