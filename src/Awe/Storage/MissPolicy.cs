namespace Awe.Storage;

/// <summary>What rendering does when a page that a voice needs is not there.</summary>
public enum MissPolicy
{
    /// <summary>The render waits for the page: for offline rendering, whose output is then that of a fully resident render, bit for bit.</summary>
    Wait,

    /// <summary>Nothing waits: a voice that has nothing yet starts a little later, a voice that runs dry fades; both are counted.</summary>
    RealTime,
}
