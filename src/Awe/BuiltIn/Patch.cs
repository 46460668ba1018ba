namespace Awe.BuiltIn;

/// <summary>What one program sounds like: one layer or several at once.</summary>
internal sealed record Patch(params Layer[] Layers)
{
    /// <summary>The same patch, louder or softer.</summary>
    public Patch Louder(double decibels) => new([.. Layers.Select(layer => layer with { LevelDb = layer.LevelDb + decibels })]);
}
