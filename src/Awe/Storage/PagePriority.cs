namespace Awe.Storage;

/// <summary>What a load is for. The order is the order of service among loads that are due at the same time.</summary>
internal enum PagePriority : byte
{
    /// <summary>A sounding voice needs it, or a note that can start at any moment.</summary>
    Critical,

    /// <summary>A sounding voice will need it soon.</summary>
    High,

    /// <summary>It will probably be needed.</summary>
    Normal,

    /// <summary>Used once and not kept.</summary>
    Low,
}
