using System.Globalization;

namespace Awe.Player.Inspecting;

/// <summary>Numbers as people read them, the same everywhere in the world.</summary>
internal static class Words
{
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1L << 30 => Line($"{bytes / (double)(1L << 30):0.00} GiB"),
        >= 1L << 20 => Line($"{bytes / (double)(1L << 20):0.0} MiB"),
        >= 1L << 10 => Line($"{bytes / (double)(1L << 10):0.0} KiB"),
        _ => Count(bytes, "byte"),
    };

    /// <summary>3:07.5, or with hours 1:02:03.5.</summary>
    public static string Time(double seconds)
    {
        var time = TimeSpan.FromTicks((long)Math.Round(seconds * 10) * (TimeSpan.TicksPerSecond / 10));
        return time.TotalHours >= 1
            ? Line($"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds / 100}")
            : Line($"{time.Minutes}:{time.Seconds:00}.{time.Milliseconds / 100}");
    }

    public static string Count(long count, string what) => Line($"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>A bank and program as lists show it.</summary>
    public static string Number(int bank, int program) => Line($"{bank,5}:{program:000}");

    public static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text of a file on one line, control characters made visible as spaces.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    /// <summary>A title and its value, indented below one another; nothing for an empty value.</summary>
    public static void Field(TextWriter output, string title, string value)
    {
        if (value.Length > 0)
        {
            output.WriteLine($"{title,-12} {OneLine(value)}");
        }
    }

    /// <summary>What was wrong with a file, a line each.</summary>
    public static void Warnings(TextWriter output, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            Field(output, "warning", warning);
        }
    }
}
