using Awe.Voices;

namespace Awe.Playback;

/// <summary>Other banks on their way (<see cref="PlayedBanks"/>).</summary>
internal sealed class BankChange(Repertoire next, Repertoire old)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOldFree;
    private volatile bool _isTaken;

    /// <summary>Whether the rendering thread plays the new banks; set by it.</summary>
    public bool IsTaken
    {
        get => _isTaken;
        set => _isTaken = value;
    }

    /// <summary>What is played from now on.</summary>
    public Repertoire Next => next;

    /// <summary>What was played before.</summary>
    public Repertoire Old => old;

    /// <summary>Ends when every byte of banks that nobody plays any more has been given back.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether no voice of the old banks is left.</summary>
    public bool IsOldFree => _isOldFree;

    /// <summary>The rendering thread: no voice of the old banks is left.</summary>
    public void FreeOld() => _isOldFree = true;

    public void Finish() => _done.TrySetResult();
}
