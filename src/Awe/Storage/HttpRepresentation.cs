using System.Net.Http.Headers;

namespace Awe.Storage;

/// <summary>What a server says of the file itself, to notice when it is another one: its length, and its tag or its date where given.</summary>
internal sealed record HttpRepresentation(long LengthBytes, EntityTagHeaderValue? Tag, DateTimeOffset? Modified)
{
    /// <summary>What tells that <paramref name="later"/> is another file, in words; null when nothing does.</summary>
    public string? ChangeTo(HttpRepresentation later)
    {
        if (later.LengthBytes != LengthBytes)
        {
            return $"{LengthBytes} bytes became {later.LengthBytes}";
        }

        if (Tag is not null && later.Tag is not null)
        {
            return Tag.Equals(later.Tag) ? null : $"its tag {Tag} became {later.Tag}";
        }

        return Modified is { } before && later.Modified is { } after && before != after ? $"its date {before:u} became {after:u}" : null;
    }
}
