using Awe.Codecs;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Where one streamer puts what it reads before it belongs to anybody: a run of pages with both planes, the bytes of a stream, a record; and
/// what it decodes streams with. Grows on the
/// streamer's own thread to what the banks need; the store has entered that much in the pool's account when it attached the bank.
/// </summary>
internal sealed class PageStaging : IDisposable
{
    private NativeArray<short> _points = new(Page.Frames);
    private NativeArray<byte>? _lowBytes;
    private readonly NativeArray<byte> _record = new(PageRecord.MaximumBytes);
    private NativeArray<byte>? _stream;
    private VorbisDecoder? _decoder;
    private int _pages = 1;

    /// <summary>A record of a page, compressed.</summary>
    public Span<byte> Record => _record.Span;

    /// <summary>Bytes of an encoded stream.</summary>
    public Span<byte> Stream => _stream!.Span;

    /// <summary>Decodes the packets of encoded samples.</summary>
    public VorbisDecoder Decoder => _decoder!;

    /// <summary>What a staging of so many pages takes.</summary>
    public static long BytesFor(int pages, bool is24Bit, bool hasEncoded) =>
        (pages * (Page.Bytes + (is24Bit ? Page.PlaneBytes : 0L))) + PageRecord.MaximumBytes + (3L * Environment.SystemPageSize)
        + (hasEncoded ? EncodedSamples.MostReadBytes + new VorbisDecoder().Bytes : 0);

    /// <summary>Makes room for a run of pages of a bank.</summary>
    public void Fit(StoredBank bank)
    {
        if (bank.RunPages > _pages)
        {
            _pages = bank.RunPages;
            _points.Dispose();
            _points = new NativeArray<short>(_pages * Page.Frames);
            _lowBytes?.Dispose();
            _lowBytes = null;
        }

        if (bank.Is24Bit)
        {
            _lowBytes ??= new NativeArray<byte>(_pages * Page.PlaneBytes);
        }

        if (bank.HasEncoded)
        {
            _stream ??= new NativeArray<byte>(EncodedSamples.MostReadBytes);
            _decoder ??= new VorbisDecoder();
        }
    }

    /// <summary>Points of consecutive pages.</summary>
    public Span<short> Points(int first, int count) => _points.Span.Slice(first * Page.Frames, count * Page.Frames);

    /// <summary>Low bytes of consecutive pages; empty for a bank of 16-bit points.</summary>
    public Span<byte> LowBytes(StoredBank bank, int first, int count) =>
        bank.Is24Bit ? _lowBytes!.Span.Slice(first * Page.PlaneBytes, count * Page.PlaneBytes) : default;

    public void Dispose()
    {
        _points.Dispose();
        _lowBytes?.Dispose();
        _stream?.Dispose();
        _record.Dispose();
    }
}
