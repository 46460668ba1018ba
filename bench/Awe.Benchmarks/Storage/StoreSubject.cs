namespace Awe.Benchmarks.Storage;

/// <summary>What the promises are measured with.</summary>
/// <param name="Bank">Path of the bank.</param>
/// <param name="BigBank">Path of a bank many times as large; null for none.</param>
/// <param name="Songs">Paths of songs.</param>
internal sealed record StoreSubject(string Bank, string? BigBank, string[] Songs);
