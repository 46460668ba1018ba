namespace Awe.Storage;

/// <summary>A page in the warm tier: whose it is, and where its record begins.</summary>
/// <param name="Owner">The page.</param>
/// <param name="FirstCell">The cell with the record's first bytes; for a free entry, the next free one.</param>
/// <param name="RecordBytes">Length of the record; 0 for a free entry.</param>
internal readonly record struct WarmEntry(PageKey Owner, int FirstCell, int RecordBytes);
