namespace Awe.Tests.Storage;

/// <summary>What <see cref="RangeServer"/> does wrong with a request.</summary>
public enum WebFault
{
    None,
    Unavailable,
    Missing,
    WholeFile,
    Moved,
    NoRange,
    WrongRange,
    CutBody,
    Silence,
    StalledBody,
}
