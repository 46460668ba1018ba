using System.Diagnostics;
using System.Runtime.InteropServices;
using Awe.Codecs;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Benchmarks.Codecs;

/// <summary>
/// <c>vorbis BANK.sf3...</c>: what mapping a bank's streams and decoding their pages take on one core, beside libsndfile where it is
/// installed, which decodes whole streams. Decoding alone is timed: records are made before, and files are in memory.
/// </summary>
internal static partial class VorbisTable
{
    private const int Streams = 200;
    private const int Runs = 15;

    public static int Run(string[] paths)
    {
        Console.WriteLine($"Up to {Streams} streams of each bank; one core, median of {Runs} runs");
        Console.WriteLine();
        Console.WriteLine(
            "| bank | pages | record bytes, mean | most | setups KiB | map µs a stream | decode µs a page | M points/s | libsndfile M points/s |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var path in paths)
        {
            Print(path);
        }

        return 0;
    }

    private static void Print(string path)
    {
        var streams = ReadStreams(path);
        var setups = new VorbisSetupCache();
        var maps = Array.ConvertAll(streams, stream => Map(stream, setups));
        var records = new List<(VorbisSetup Setup, byte[] Record)>();
        for (var i = 0; i < streams.Length; i++)
        {
            for (var page = 0; page < maps[i].Pages; page++)
            {
                records.Add((maps[i].Setup, Record(maps[i], streams[i], page)));
            }
        }

        var decoder = new VorbisDecoder();
        var points = new short[PageCodec.Points];
        var mapping = Median(() => Array.ForEach(streams, stream => Map(stream, setups))) / streams.Length;
        var decoding = Median(() => records.ForEach(record => decoder.TryDecode(record.Setup, record.Record, points)));
        var decoded = maps.Sum(map => map.Points);
        var other = NativeLibrary.TryLoad(Library, out _) ? Median(() => Array.ForEach(streams, DecodeWithLibrary)) : double.NaN;
        Console.WriteLine(
            $"| {Path.GetFileNameWithoutExtension(path)} | {records.Count} | {records.Average(record => record.Record.Length):0} | "
            + $"{records.Max(record => record.Record.Length)} | {setups.Bytes / 1024} | {mapping:0.0} | {decoding / records.Count:0.0} | "
            + $"{decoded / decoding:0.0} | {(double.IsNaN(other) ? "not installed" : $"{decoded / other:0.0}")} |");
    }

    private static byte[][] ReadStreams(string path)
    {
        using var font = SoundFont.Open(path);
        var samples = font.Samples.Where(sample => sample.IsEncoded).ToArray();
        new Random(1).Shuffle(samples);
        return Array.ConvertAll(samples.Take(Streams).ToArray(), sample =>
        {
            var bytes = new byte[sample.EncodedBytes];
            return font.Source.ReadFully(font.SampleData.Offset + sample.EncodedOffset, bytes) == bytes.Length
                ? bytes
                : throw new EndOfStreamException($"The bank ends inside of {sample.Name}.");
        });
    }

    private static VorbisMap Map(byte[] stream, VorbisSetupCache setups)
    {
        using var source = new MemoryByteSource(stream, "stream");
        return VorbisMap.Read(source, 0, stream.Length, setups);
    }

    private static byte[] Record(VorbisMap map, byte[] stream, int page)
    {
        var record = new byte[map.MaximumRecordBytes];
        return record[..map.CopyRecord(stream, 0, page, record)];
    }

    // Microseconds.
    private static double Median(Action action)
    {
        // Until the compiler has done its best.
        for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < 1500;)
        {
            action();
        }

        var times = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            times[run] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        Array.Sort(times);
        return times[Runs / 2];
    }
}
