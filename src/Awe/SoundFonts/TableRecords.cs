namespace Awe.SoundFonts;

/// <summary>A phdr or inst record (specification 7.2, 7.6).</summary>
internal readonly record struct ItemRecord(string Name, int FirstZone, ushort Bank, ushort Program);

/// <summary>A pbag or ibag record (7.3, 7.7): a zone reaches from its first indices to the next record's.</summary>
internal readonly record struct ZoneRecord(int FirstGenerator, int FirstModulator);

/// <summary>An shdr record (7.10); positions count in points from the start of smpl.</summary>
internal readonly record struct SampleRecord(
    string Name,
    uint Start,
    uint End,
    uint LoopStart,
    uint LoopEnd,
    uint Rate,
    byte RootKey,
    sbyte CorrectionCents,
    int Link,
    ushort Type);
