namespace Awe.Player.Commands;

/// <summary>One render, from options to exit code.</summary>
internal static class RenderJob
{
    /// <summary>Renders as <paramref name="options"/> say; returns an exit code or throws what <see cref="FaultReport"/> tells.</summary>
    public static int Run(RenderOptions options, Host host, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        throw new NotSupportedException($"rendering {options.Song ?? "the demo song"} is not there yet ({host.GetType().Name})");
    }
}
