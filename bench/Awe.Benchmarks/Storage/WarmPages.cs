using Awe.Benchmarks.Codecs;

namespace Awe.Benchmarks.Storage;

/// <summary>The warm tier's codec: see <see cref="CodecTable"/>.</summary>
internal static class WarmPages
{
    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        var (gigabytes, ratio, flac) = CodecTable.Measure(subject.Bank);
        yield return new PromiseRow("warm page decode", "> 1 GB/s a core", $"{gigabytes:0.00} GB/s ({8.192 / gigabytes:0.0} µs a page)", "random pages of the bank, bytes of points; median");
        yield return new PromiseRow(
            "warm ratio against FLAC -5",
            "≥ 90 %",
            double.IsNaN(flac) ? $"{ratio:0.000}; no flac program here" : $"{ratio / flac:P1} ({ratio:0.000} against {flac:0.000})",
            "the same pages as blocks of one FLAC file");
    }
}
