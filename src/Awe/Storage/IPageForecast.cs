namespace Awe.Storage;

/// <summary>The pages that a song is going to use, in order of time. Written by one scout thread.</summary>
internal interface IPageForecast
{
    /// <summary>
    /// A voice will enter this page at this frame (of the synthesizer's clock). Frames never decrease between two <see cref="Restart"/>s.
    /// </summary>
    /// <returns>False: there is no room; the same is to be offered again later.</returns>
    bool TryExpect(StoredBank bank, int page, long frame);

    /// <summary>What was expected is void (seek, other song, tempo): begins anew.</summary>
    void Restart();
}
