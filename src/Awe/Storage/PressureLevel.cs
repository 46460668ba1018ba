namespace Awe.Storage;

/// <summary>How much of the memory that a store leaves free for others is missing. Each level asks the store to give back more.</summary>
public enum PressureLevel
{
    /// <summary>The whole reserve is free: the store may use its budget.</summary>
    None,

    /// <summary>A part of the reserve is in use, by default up to a quarter.</summary>
    Low,

    /// <summary>By default a quarter to a half of the reserve is in use.</summary>
    Medium,

    /// <summary>By default a half to three quarters of the reserve are in use.</summary>
    High,

    /// <summary>By default less than a quarter of the reserve is left: the system is about to refuse memory.</summary>
    Critical,
}
