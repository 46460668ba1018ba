using Awe.Codecs;
using Awe.SoundFonts;

namespace Awe.Storage;

/// <summary>
/// What is known of a bank's encoded samples (SF3): for each whose stream has been looked through, which bytes of it hold which points.
/// </summary>
internal sealed class EncodedSamples
{
    /// <summary>The most bytes of a stream that one read fetches: the packets of a page lie within this, or the sample is not played.</summary>
    public const int MostReadBytes = 64 * 1024;

    private const int Unknown = 0;
    private const int BeingRead = 1;
    private const int Known = 2;

    // A sample that could not be read so often is silent.
    private const int MostFailures = 3;
    private readonly SoundFont _font;
    private readonly VorbisSetupCache _setups = new();
    private readonly VorbisMap?[] _maps;
    private readonly byte[] _failures;
    private readonly int[] _states; // Unknown, BeingRead, Known

    public EncodedSamples(SoundFont font)
    {
        _font = font;
        _maps = new VorbisMap?[font.Samples.Count];
        _states = new int[font.Samples.Count];
        _failures = new byte[font.Samples.Count];
        for (var i = 0; i < _states.Length; i++)
        {
            _states[i] = font.SampleAt(i).IsEncoded && font.SampleAt(i).IsPlayable ? Unknown : Known;
        }
    }

    /// <summary>About what memory the decoder's tables take.</summary>
    public long SetupBytes => _setups.Bytes;

    /// <summary>Audio thread: whether the sample's length is known, or that it has none.</summary>
    public bool IsKnown(int sample) => Volatile.Read(ref _states[sample]) == Known;

    /// <summary>Whether nobody has looked through the sample's stream, nor is about it. Under the store's gate.</summary>
    public bool IsUnknown(int sample) => _states[sample] == Unknown;

    /// <summary>Whether the sample is encoded.</summary>
    public bool Has(int sample) => _font.SampleAt(sample).IsEncoded;

    /// <summary>A sample that is known and has pages.</summary>
    public VorbisMap MapOf(int sample) => _maps[sample]!;

    /// <summary>Whether somebody is to look through the sample's stream, who is the caller from now on. Under the store's gate.</summary>
    public bool TryBegin(int sample)
    {
        if (_states[sample] != Unknown)
        {
            return false;
        }

        _states[sample] = BeingRead;
        return true;
    }

    /// <summary>
    /// The read failed in a way that may pass; the next who wants the sample tries again, but not for ever. Under the store's gate.
    /// </summary>
    public void GiveUp(int sample)
    {
        _failures[sample]++;
        Volatile.Write(ref _states[sample], _failures[sample] < MostFailures ? Unknown : Known);
    }

    /// <summary>What the sample is; null when it cannot be played. Under the store's gate.</summary>
    public void Learn(int sample, VorbisMap? map)
    {
        _maps[sample] = map;
        Volatile.Write(ref _states[sample], Known);
    }

    /// <summary>Streamer: looks through a sample's stream.</summary>
    /// <exception cref="InvalidDataException">It cannot be played; one line that names bank and sample.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public VorbisMap Read(int sample, CancellationToken cancellation)
    {
        var header = _font.SampleAt(sample);
        try
        {
            var map = VorbisMap.Read(_font.Source, _font.SampleData.Offset + header.EncodedOffset, header.EncodedBytes, _setups, cancellation);
            ThrowUnlessPagesFit(map);
            return map;
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_font.Source.Name}: sample {sample} '{header.Name}' is silent: {fault.Message}", fault);
        }
    }

    /// <summary>Reads all streams of a bank through and adds up their pages; those that cannot be played count nothing.</summary>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public static long PagesOf(SoundFont font)
    {
        var encoded = new EncodedSamples(font);
        return Enumerable.Range(0, font.Samples.Count).Where(sample => !encoded.IsKnown(sample)).Sum(sample => (long)Page.CountFor(encoded.PointsOf(sample)));
    }

    /// <summary>Reads a sample's stream through: its points, 0 when it cannot be played.</summary>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public long PointsOf(int sample)
    {
        try
        {
            return _font.SampleAt(sample).IsPlayable ? Read(sample, CancellationToken.None).Points : 0;
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    private static void ThrowUnlessPagesFit(VorbisMap map)
    {
        if (map.MaximumRecordBytes > PageRecord.MaximumBytes)
        {
            throw new InvalidDataException($"{Page.Frames} points take up to {map.MaximumRecordBytes} bytes, at most {PageRecord.MaximumBytes} expected");
        }

        for (var page = 0; page < map.Pages; page++)
        {
            if (map.BytesOf(page, 1).Bytes is > MostReadBytes and var bytes)
            {
                throw new InvalidDataException($"the packets of page {page} are spread over {bytes} bytes, at most {MostReadBytes} expected");
            }
        }
    }
}
