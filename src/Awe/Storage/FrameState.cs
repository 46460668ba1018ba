namespace Awe.Storage;

/// <summary>What a page frame is at the moment; changed only under the store's gate.</summary>
internal enum FrameState : byte
{
    /// <summary>Has no memory.</summary>
    Absent = 0,

    /// <summary>Has memory and no page.</summary>
    Free,

    /// <summary>A streamer is filling it.</summary>
    Loading,

    /// <summary>Holds a page that a table links to.</summary>
    Linked,

    /// <summary>Unlinked; a reader may still be looking at it until its epoch has passed.</summary>
    Retired,

    /// <summary>No reader looks at it any more; its page is to be compressed for the warm tier before it is free.</summary>
    Demoting,

    /// <summary>Its memory is on the way back to the system.</summary>
    Leaving,
}
