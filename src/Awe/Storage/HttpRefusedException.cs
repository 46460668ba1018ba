namespace Awe.Storage;

/// <summary>The server's answer is no, or of no use, and would be the same if it were asked again.</summary>
internal sealed class HttpRefusedException(string message) : IOException(message);
