namespace Awe.Tests.Comparison;

/// <summary>The beginning of a song beside FluidSynth's rendering of it.</summary>
/// <param name="AsItIs">Both play the song.</param>
/// <param name="WithTheirTimes">Ours plays each event where FluidSynth lets it take effect.</param>
internal sealed record ComparedSong(Likeness AsItIs, Likeness WithTheirTimes);
