namespace Awe.Midi;

/// <summary>
/// The bank inside an RMID file, by its place there: it is never read with the song, since it may be of any size. It opens from a
/// <see cref="Primitives.ByteRange"/> of the file.
/// </summary>
/// <param name="OffsetBytes">Where its RIFF frame begins in the file.</param>
/// <param name="SizeBytes">Bytes of that frame, its header included; at most up to the end of the file.</param>
/// <param name="IsDls">Whether it is a DLS bank rather than a SoundFont.</param>
/// <param name="BankOffset">
/// What to add to the bank numbers of its presets, 0-127: what the file says (DBNK); where it says nothing 1 for a SoundFont, and for a DLS
/// bank 0, or 1 if the song selects any bank other than 0 and 127.
/// </param>
public sealed record EmbeddedBank(long OffsetBytes, long SizeBytes, bool IsDls, int BankOffset);
