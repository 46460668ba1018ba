namespace Awe.Midi;

/// <summary>The bytes of one song, taken out of what it came in.</summary>
/// <param name="Bytes">The song itself, in a format of its own.</param>
/// <param name="OriginBytes">Where these begin in the file.</param>
/// <param name="Frame">The RMID wrapper, or null.</param>
/// <param name="IsGone">Whether the file was an archive or a pipe: what else was in it cannot be read from its place later.</param>
internal sealed record SongBytes(ReadOnlyMemory<byte> Bytes, long OriginBytes = 0, RmidFrame? Frame = null, bool IsGone = false);
