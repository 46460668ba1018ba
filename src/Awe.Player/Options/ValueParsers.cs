using System.Globalization;
using System.Text;
using Awe.Midi;
using Awe.Playback;
using Awe.Player.Commands;
using Awe.Voices;

namespace Awe.Player.Options;

/// <summary>Texts to values. Each throws <see cref="FormatException"/> whose message says what was expected, examples included.</summary>
internal static class ValueParsers
{
    public const int LowestRate = 8000;
    public const int HighestRate = 192_000;
    public const int MostVoices = 4096;
    public const int MostChannels = 256;
    public const int MostLoops = 10_000;

    private const double LongestSeconds = 7 * 24 * 3600;

    /// <summary>Any text but an empty one.</summary>
    public static string Text(string text) => text.Length > 0 ? text : throw new FormatException("expected a name");

    public static bool OnOff(string text) => text switch
    {
        "on" => true,
        "off" => false,
        _ => throw new FormatException("expected on or off"),
    };

    public static Interpolation Interpolation(string text) => text switch
    {
        "linear" => Voices.Interpolation.Linear,
        "cubic" => Voices.Interpolation.Cubic,
        "sinc" => Voices.Interpolation.Sinc,
        _ => throw new FormatException("expected linear, cubic or sinc"),
    };

    public static VelocityToFilter VelocityToFilter(string text) => text switch
    {
        "off" => Voices.VelocityToFilter.Off,
        "2.01" => Voices.VelocityToFilter.Version201,
        "2.04" => Voices.VelocityToFilter.Version204,
        _ => throw new FormatException("expected off, 2.01 or 2.04"),
    };

    public static SoundControllers SoundControllers(string text) => text switch
    {
        "auto" => Voices.SoundControllers.ByMode,
        "on" => Voices.SoundControllers.On,
        "off" => Voices.SoundControllers.Off,
        _ => throw new FormatException("expected auto, on or off"),
    };

    public static SampleFormat SampleFormat(string text) => text switch
    {
        "s16" => Playback.SampleFormat.S16,
        "s24" => Playback.SampleFormat.S24,
        "f32" => Playback.SampleFormat.F32,
        _ => throw new FormatException("expected s16, s24 or f32"),
    };

    /// <summary>Bytes: 4096, 64K, 64M, 1.5G; the letters count in 1024s, and KB, KiB mean the same.</summary>
    public static long ByteSize(string text)
    {
        const string Expected = "expected a size such as 4096, 512K, 64M or 1.5G";
        var (number, unit) = SplitUnit(text, Expected);
        var bytes = number * unit.ToUpperInvariant() switch
        {
            "" or "B" => 1L,
            "K" or "KB" or "KIB" => 1L << 10,
            "M" or "MB" or "MIB" => 1L << 20,
            "G" or "GB" or "GIB" => 1L << 30,
            "T" or "TB" or "TIB" => 1L << 40,
            _ => throw new FormatException(Expected),
        };
        return bytes is >= 1 and < long.MaxValue ? (long)bytes : throw new FormatException(Expected);
    }

    /// <summary>A place in a song, or a length of time, in seconds: 90, 90.5, 1:30, 1:02:03.5.</summary>
    public static double Time(string text)
    {
        const string Expected = "expected a time such as 90, 1:30 or 1:02:03.5";
        var parts = text.Split(':');
        if (parts.Length > 3)
        {
            throw new FormatException(Expected);
        }

        var seconds = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            var part = Number(parts[i], Expected, isLast ? NumberStyles.AllowDecimalPoint : NumberStyles.None);
            if (i > 0 && part >= 60)
            {
                throw new FormatException(Expected);
            }

            seconds = (seconds * 60) + part;
        }

        return seconds <= LongestSeconds ? seconds : throw new FormatException($"{Expected}, at most a week");
    }

    /// <summary>Decibels: -6, +3, 1.5dB; within -96..24.</summary>
    public static double Decibels(string text)
    {
        const string Expected = "expected decibels from -96 to 24, such as -6 or +3dB";
        var number = text.EndsWith("dB", StringComparison.OrdinalIgnoreCase) ? text[..^2].TrimEnd() : text;
        var decibels = Number(number, Expected, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign);
        return decibels is >= -96 and <= 24 ? decibels : throw new FormatException(Expected);
    }

    /// <summary>A share of the song's own tempo: 120%, 62.5%; within 10-1000 %. Returned as a factor.</summary>
    public static double Tempo(string text)
    {
        const string Expected = "expected a percentage from 10% to 1000%, such as 120%";
        var factor = text.EndsWith('%') ? Number(text[..^1].TrimEnd(), Expected, NumberStyles.AllowDecimalPoint) / 100 : throw new FormatException(Expected);
        return factor is >= Playback.Player.SlowestSpeed and <= Playback.Player.FastestSpeed ? factor : throw new FormatException(Expected);
    }

    /// <summary>Semitones: 2, -3, +0.5; within -48..48.</summary>
    public static double Semitones(string text)
    {
        const string Expected = "expected semitones from -48 to 48, such as 2 or -0.5";
        var semitones = Number(text, Expected, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign);
        return Math.Abs(semitones) <= Playback.Player.FurthestTransposition ? semitones : throw new FormatException(Expected);
    }

    /// <summary>Channels from 1: 10, or 1,10, or 1-4,10. Returned from 0, in order.</summary>
    public static IReadOnlyList<int> Channels(string text)
    {
        const string Unit = "as a channel, such as 10 or 1-4,10";
        return [.. text.Split(',', StringSplitOptions.TrimEntries).SelectMany(Range).Distinct().Order()];

        static IEnumerable<int> Range(string part)
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            var first = Integer(dash < 0 ? part : part[..dash], 1, MostChannels, Unit);
            var last = dash < 0 ? first : Integer(part[(dash + 1)..], first, MostChannels, Unit);
            return Enumerable.Range(first - 1, last - first + 1);
        }
    }

    /// <summary>How often a loop is played.</summary>
    public static int Loops(string text) => Integer(text, 1, MostLoops, "times");

    /// <summary>Frames a second.</summary>
    public static int Rate(string text) => Integer(text, LowestRate, HighestRate, "frames a second");

    /// <summary>Voices that may sound at once.</summary>
    public static int Polyphony(string text) => Integer(text, 1, MostVoices, "voices");

    /// <summary>Which song of a file, from 1.</summary>
    public static int SongNumber(string text) => Integer(text, 1, 65535, "as the number of a song in its file");

    /// <summary>The encoding of a song's texts.</summary>
    public static Encoding? TextEncoding(string text) => MidiTextDecoder.FindEncoding(text)
        ?? throw new FormatException("expected an encoding such as utf-8, shift_jis or windows-1251");

    /// <summary>Seconds after the song's end, or none.</summary>
    public static double? Tail(string text) => Time(text);

    /// <summary>A place in the song, or none.</summary>
    public static double? OptionalTime(string text) => Time(text);

    /// <summary>A size, or none.</summary>
    public static long? OptionalByteSize(string text) => ByteSize(text);

    /// <summary>A delay: 10ms, 0.5s, 250us; a unit is needed.</summary>
    public static TimeSpan Delay(string text)
    {
        const string Expected = "expected a delay such as 10ms or 0.5s";
        var (number, unit) = SplitUnit(text, Expected);
        var seconds = number * unit switch
        {
            "us" => 1e-6,
            "ms" => 1e-3,
            "s" => 1.0,
            _ => throw new FormatException(Expected),
        };
        return seconds <= 60 ? TimeSpan.FromSeconds(seconds) : throw new FormatException($"{Expected}, at most 60s");
    }

    /// <summary>A disk to play at: 10ms, or 10ms,50MB/s.</summary>
    public static DiskSimulation DiskSimulation(string text)
    {
        const string Expected = "expected a delay and perhaps a speed, such as 10ms or 10ms,50MB/s";
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var delay = Delay(comma < 0 ? text : text[..comma]);
        if (comma < 0)
        {
            return new DiskSimulation(delay, BytesPerSecond: null);
        }

        var speed = text[(comma + 1)..];
        return speed.EndsWith("/s", StringComparison.Ordinal)
            ? new DiskSimulation(delay, ByteSize(speed[..^2]))
            : throw new FormatException(Expected);
    }

    /// <summary>A bank and where it goes: song.sbk, 1:song.sbk, C:\banks\gm.sf2, 1:C:\banks\gm.sf2, http://host/gm.sf2, 1:http://host/gm.sf2.</summary>
    public static FontSpec Font(string text)
    {
        // Only digits before the first colon are a number: a drive has a letter there, and other names keep their colons.
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var isNumbered = colon > 0 && text.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0;
        var path = isNumbered ? text[(colon + 1)..] : text;
        if (path.Length == 0)
        {
            throw new FormatException("expected a file such as gm.sf2 or 1:song.sbk");
        }

        if (BankAddress.IsWeb(path) && !Uri.TryCreate(path, UriKind.Absolute, out _))
        {
            throw new FormatException("expected an address such as http://host/gm.sf2");
        }

        return new FontSpec(path, isNumbered ? Integer(text[..colon], 0, 127, "as the bank's number") : 0);
    }

    private static (double Number, string Unit) SplitUnit(string text, string expected)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        return (Number(text[..end], expected, NumberStyles.AllowDecimalPoint), text[end..].TrimStart());
    }

    private static double Number(string text, string expected, NumberStyles styles) =>
        double.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException(expected);

    private static int Integer(string text, int lowest, int highest, string unit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
            ? number
            : throw new FormatException($"expected {lowest} to {highest} {unit}");
}
