namespace Awe.Playback;

/// <summary>What a preload came to.</summary>
/// <param name="Pages">Pages that the programs' samples have within the range of keys, counted once.</param>
/// <param name="LoadedPages">How many of them were in memory at the end.</param>
/// <param name="HasRunOutOfTime">Whether the time limit ended it.</param>
public readonly record struct PreloadResult(int Pages, int LoadedPages, bool HasRunOutOfTime);
