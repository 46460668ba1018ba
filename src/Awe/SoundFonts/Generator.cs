namespace Awe.SoundFonts;

/// <summary>One generator record as the file holds it: an operator and its signed 16-bit amount, in the specification's units.</summary>
public readonly record struct Generator(GeneratorType Type, short Amount);
