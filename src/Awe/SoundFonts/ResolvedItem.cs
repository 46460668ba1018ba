namespace Awe.SoundFonts;

/// <summary>What became of one preset or instrument: its global zone and where its local ones lie.</summary>
internal readonly record struct ResolvedItem(Zone? Global, int FirstZone, int ZoneCount);
