namespace Awe.Tests.Storage;

/// <summary>Tests of the store start threads of their own and count native memory of the whole process: they run one at a time, with nothing beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StoreCollection
{
    public const string Name = "sample store";
}
