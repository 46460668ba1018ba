namespace Awe.Player.Options;

/// <summary>A bank to load, and the MIDI bank at which its bank 0 is put.</summary>
internal readonly record struct FontSpec(string Path, int BankOffset);
