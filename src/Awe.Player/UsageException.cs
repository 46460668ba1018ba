namespace Awe.Player;

/// <summary>The user asked for what there is not; the message is one line that says where and what was expected.</summary>
internal sealed class UsageException(string message) : Exception(message);
