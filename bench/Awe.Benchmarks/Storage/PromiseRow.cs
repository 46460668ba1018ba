namespace Awe.Benchmarks.Storage;

/// <summary>A line of the table: what is promised, the number, what was measured, and how.</summary>
internal sealed record PromiseRow(string Promise, string Wanted, string Measured, string How)
{
    public override string ToString() => $"| {Promise} | {Wanted} | {Measured} | {How} |";
}
