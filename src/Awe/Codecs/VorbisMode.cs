namespace Awe.Codecs;

/// <summary>
/// How the packets that name this mode are to be decoded (Vorbis I, sections 4.2.4 and 4.3): of a mode and its mapping, what concerns the one
/// channel there is.
/// </summary>
internal sealed record VorbisMode(bool IsLong, VorbisFloor Floor, VorbisResidue Residue);
