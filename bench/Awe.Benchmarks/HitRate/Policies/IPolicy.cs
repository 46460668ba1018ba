namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>A cache of a fixed number of pages that is only told which page is asked for next. Pages are numbered from 0.</summary>
internal interface IPolicy
{
    /// <summary>Asks for a page, which is resident afterwards; says whether it was before.</summary>
    bool Access(int page);
}
