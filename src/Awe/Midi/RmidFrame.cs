using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.Midi;

/// <summary>
/// The RIFF RMID wrapper of a song: where the song is, where a bank is, and what INFO says. Chunk headers and texts are read, nothing else.
/// </summary>
internal sealed class RmidFrame
{
    private const int FrameHeaderBytes = 12;

    // A file of nothing but chunk headers must not keep us.
    private const int MaxChunks = 4096;

    private readonly List<(string Kind, long OffsetBytes)> _faults = [];

    private RmidFrame()
    {
    }

    /// <summary>The song's bytes: a Standard MIDI File.</summary>
    public (long Start, long End)? Song { get; private set; }

    /// <summary>The first bank, its frame included.</summary>
    public (long Start, long End, bool IsDls)? Bank { get; private set; }

    public RmidInfo Info { get; } = new();

    public static bool IsRmid(ReadOnlySpan<byte> file) =>
        file.Length >= FrameHeaderBytes && file.StartsWith("RIFF"u8) && file[8..].StartsWith("RMID"u8);

    /// <exception cref="InvalidDataException">There is no song in it.</exception>
    public static RmidFrame Read(IByteSource source)
    {
        var frame = new RmidFrame();
        frame.Walk(source);
        return frame.Song is null
            ? throw new InvalidDataException($"{source.Name}: no data chunk in the RIFF RMID file, expected one with a Standard MIDI File")
            : frame;
    }

    /// <summary>Writes down what was wrong, with the places that <paramref name="log"/> counts from the song's beginning.</summary>
    public void Report(ReadLog log)
    {
        foreach (var (kind, offset) in _faults)
        {
            log.Warn(kind, offset - Song!.Value.Start);
        }
    }

    /// <summary>Where the bank is and which numbers its presets get in this song; null without a bank.</summary>
    public EmbeddedBank? ToBank(ReadOnlySpan<TimedMessage> messages) => Bank is { } bank
        ? new(bank.Start, bank.End - bank.Start, bank.IsDls, Info.BankOffset ?? UnsaidBankOffset(bank.IsDls, messages))
        : null;

    private static int UnsaidBankOffset(bool isDls, ReadOnlySpan<TimedMessage> messages)
    {
        if (!isDls)
        {
            return 1;
        }

        foreach (ref readonly var timed in messages)
        {
            if (timed.Message is { Kind: MidiMessageKind.ControlChange, Data1: 0, Data2: not (0 or 127) })
            {
                return 1;
            }
        }

        return 0;
    }

    private void Walk(IByteSource source)
    {
        Span<byte> header = stackalloc byte[FrameHeaderBytes];
        long at = FrameHeaderBytes;
        for (var met = 0; met < MaxChunks && at + 8 <= source.Length; met++)
        {
            header.Clear();
            source.ReadFully(at, header);
            var said = at + 8 + BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            Take(source, header, at, said);
            at = After(source, said);
        }
    }

    private void Take(IByteSource source, ReadOnlySpan<byte> header, long at, long said)
    {
        var end = Math.Min(said, source.Length);
        var type = header[8..];
        if (Song is null && header.StartsWith("data"u8))
        {
            if (said > end)
            {
                _faults.Add(("RMID data chunk longer than the file", at));
            }

            Song = (at + 8, end);
        }
        else if (header.StartsWith("LIST"u8) && type.SequenceEqual("INFO"u8))
        {
            Info.Read(source, at + FrameHeaderBytes, end);
        }
        else if (header.StartsWith("RIFF"u8))
        {
            TakeBank(type, at, said, end);
        }
    }

    private void TakeBank(ReadOnlySpan<byte> type, long at, long said, long end)
    {
        var isDls = type.SequenceEqual("DLS "u8);
        if (Bank is not null || !(isDls || type.SequenceEqual("sfbk"u8) || type.SequenceEqual("sfpk"u8)))
        {
            _faults.Add(("RIFF chunk in the RMID file that is no bank, or a second one, ignored", at));
            return;
        }

        if (said > end)
        {
            _faults.Add(("bank in the RMID file longer than the file", at));
        }

        Bank = (at, end, isDls);
    }

    /// <summary>Behind an odd chunk there is a pad byte, except where a writer forgot it.</summary>
    private static long After(IByteSource source, long end)
    {
        Span<byte> id = stackalloc byte[4];
        var isUnpadded = (end & 1) != 0 && source.ReadFully(end, id) == id.Length
            && (id.SequenceEqual("LIST"u8) || id.SequenceEqual("RIFF"u8) || id.SequenceEqual("data"u8));
        return isUnpadded ? end : end + (end & 1);
    }
}
