using System.Diagnostics;
using System.Runtime.InteropServices;
using Awe.Codecs;
using K4os.Compression.LZ4;

namespace Awe.Benchmarks.Codecs;

/// <summary>
/// <c>codec FILE.sf2...</c>: what the warm tier's codec makes of random pages of banks, beside LZ4 and, where the program is installed,
/// <c>flac -5</c> on the very same pages. Speeds are medians over runs through all pages, in bytes of points.
/// </summary>
internal static class CodecTable
{
    private const int Pages = 2500;
    private const int Runs = 31;

    public static int Run(string[] paths)
    {
        Console.WriteLine($"{Pages} random pages of each bank; ratio of bytes before and after; speed on one core, median of {Runs} runs");
        Console.WriteLine();
        Console.WriteLine("| bank | codec | ratio | of flac -5 | decode GB/s | µs a page | encode MB/s | µs a page |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var path in paths)
        {
            var pages = BankPages.Draw(path, Pages);
            var flac = Ratio(pages, FlacBytes(pages));
            var name = Path.GetFileNameWithoutExtension(path);
            PrintCodec($"{name} | pages", pages, flac, PageCodec.MaximumBytes, PageCodec.Encode, (encoded, points) => PageCodec.TryDecode(encoded, points));
            PrintCodec($"{name} | LZ4 fast", pages, flac, LZ4Codec.MaximumOutputSize(PageCodec.Points * sizeof(short)), EncodeLz4, DecodeLz4);
            Console.WriteLine(double.IsNaN(flac) ? $"| {name} | flac -5 | not installed | | | | | |" : $"| {name} | flac -5 | {flac:0.000} | 1.000 | | | | |");
        }

        return 0;
    }

    /// <summary>The warm tier's codec alone: decoded bytes a second, and both ratios; that of flac is NaN where there is no such program.</summary>
    public static (double GigabytesASecond, double Ratio, double FlacRatio) Measure(string path)
    {
        var pages = BankPages.Draw(path, Pages);
        var buffer = new byte[PageCodec.MaximumBytes];
        var encoded = Array.ConvertAll(pages, page => buffer.AsSpan(0, PageCodec.Encode(page, buffer)).ToArray());
        var points = new short[PageCodec.Points];
        var microseconds = Median(pages.Length, i => PageCodec.TryDecode(encoded[i], points));
        return (PageCodec.Points * sizeof(short) / microseconds / 1e3, Ratio(pages, encoded.Sum(bytes => (long)bytes.Length)), Ratio(pages, FlacBytes(pages)));
    }

    private delegate int Encode(ReadOnlySpan<short> points, Span<byte> destination);

    private delegate bool Decode(ReadOnlySpan<byte> encoded, Span<short> points);

    private static void PrintCodec(string name, short[][] pages, double flac, int maximumBytes, Encode encode, Decode decode)
    {
        var buffer = new byte[maximumBytes];
        var encoded = Array.ConvertAll(pages, page => buffer.AsSpan(0, encode(page, buffer)).ToArray());
        var points = new short[PageCodec.Points];
        for (var i = 0; i < pages.Length; i++)
        {
            if (!decode(encoded[i], points) || !points.AsSpan().SequenceEqual(pages[i]))
            {
                throw new InvalidDataException($"{name}: page {i} did not come back as it was.");
            }
        }

        var ratio = Ratio(pages, encoded.Sum(bytes => (long)bytes.Length));
        var decoding = Median(pages.Length, i => decode(encoded[i], points));
        var encoding = Median(pages.Length, i => encode(pages[i], buffer));
        const double PageBytes = PageCodec.Points * sizeof(short);
        Console.WriteLine(
            $"| {name} | {ratio:0.000} | {ratio / flac:0.000} | {PageBytes / decoding / 1e3:0.00} | {decoding:0.0} | {PageBytes / encoding:0} | {encoding:0.0} |");
    }

    // Microseconds a page.
    private static double Median(int pages, Action<int> onPage)
    {
        var times = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var page = 0; page < pages; page++)
            {
                onPage(page);
            }

            times[run] = Stopwatch.GetElapsedTime(started).TotalMicroseconds / pages;
        }

        Array.Sort(times);
        return times[Runs / 2];
    }

    private static int EncodeLz4(ReadOnlySpan<short> points, Span<byte> destination) => LZ4Codec.Encode(MemoryMarshal.AsBytes(points), destination);

    private static bool DecodeLz4(ReadOnlySpan<byte> encoded, Span<short> points) =>
        LZ4Codec.Decode(encoded, MemoryMarshal.AsBytes(points)) == points.Length * sizeof(short);

    private static double Ratio(short[][] pages, double bytes) => pages.Length * (double)PageCodec.Points * sizeof(short) / bytes;

    // Bytes of a FLAC file with all pages one after another, a frame each; NaN when there is no flac program.
    private static double FlacBytes(short[][] pages)
    {
        const string Options = "-5 --totally-silent --force-raw-format --endian=little --sign=signed --channels=1 --bps=16 --sample-rate=44100 "
            + "--blocksize=4096 --no-padding --no-seektable --stdout";
        var file = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(file))
            {
                Array.ForEach(pages, page => stream.Write(MemoryMarshal.AsBytes(page.AsSpan())));
            }

            using var process = Process.Start(new ProcessStartInfo("flac", $"{Options} {file}") { RedirectStandardOutput = true })!;
            var bytes = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(bytes);
            process.WaitForExit();
            return process.ExitCode == 0 ? bytes.Length : double.NaN;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return double.NaN;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
