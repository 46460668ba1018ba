namespace Awe.Tests.Playback;

/// <summary>Renders of whole songs and large banks: one at a time, so that they do not take turns with each other.</summary>
[CollectionDefinition(nameof(LongRenders))]
public sealed class LongRenders;
