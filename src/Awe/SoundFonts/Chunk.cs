namespace Awe.SoundFonts;

/// <summary>One chunk of a bank: its id and where its data lies in the source.</summary>
/// <param name="Id">Its four letters.</param>
/// <param name="OffsetBytes">First byte of the data, behind the eight of the header.</param>
/// <param name="SizeBytes">Bytes of data that the source really holds, whatever the header claims.</param>
internal readonly record struct Chunk(FourCC Id, long OffsetBytes, long SizeBytes);
