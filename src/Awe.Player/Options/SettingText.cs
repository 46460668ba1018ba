namespace Awe.Player.Options;

/// <summary>A value as it was written, and where: an option, a variable, or a file and its line.</summary>
internal readonly record struct SettingText(string Value, string Place);
