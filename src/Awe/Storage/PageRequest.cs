namespace Awe.Storage;

/// <summary>What a reader writes into its ring: pages of one sample, and when the first of them will sound.</summary>
/// <param name="Bank">Number of the bank in the store.</param>
/// <param name="FirstPage">Page number in the bank; less than 0 for an encoded sample (<see cref="ForSample"/>).</param>
/// <param name="Count">How many consecutive pages, at least 1.</param>
/// <param name="DueFrames">Output frames from now until the first page sounds; 0 for one that a voice already lacks.</param>
/// <param name="Priority">What it is for.</param>
internal readonly record struct PageRequest(int Bank, int FirstPage, int Count, int DueFrames, PagePriority Priority)
{
    /// <summary>Whether it is an encoded sample whose length is asked for, and not pages.</summary>
    public bool IsForSample => FirstPage < 0;

    /// <summary>That sample.</summary>
    public int Sample => ~FirstPage;

    /// <summary>Asks for the length of an encoded sample, and for its first pages.</summary>
    public static PageRequest ForSample(int bank, int sample, int dueFrames, PagePriority priority) => new(bank, ~sample, 1, dueFrames, priority);

    /// <summary>Whether a voice lacks the page at this moment, so that even a pinned page may give way.</summary>
    public bool IsUrgent => DueFrames == 0 && Priority == PagePriority.Critical;

    /// <summary>What is left without the first pages: nobody lacks it yet, so it is not urgent.</summary>
    public PageRequest From(int pages) => this with
    {
        FirstPage = FirstPage + pages,
        Count = Count - pages,
        Priority = IsUrgent ? PagePriority.High : Priority,
    };
}
