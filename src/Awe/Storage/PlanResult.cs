namespace Awe.Storage;

/// <summary>What came of looking for a load to do.</summary>
internal enum PlanResult
{
    /// <summary>Nothing waits.</summary>
    Nothing,

    /// <summary>A plan is ready to be carried out.</summary>
    Ready,

    /// <summary>A load waits for frames that readers may still be looking at.</summary>
    WaitForReaders,
}
