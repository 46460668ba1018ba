using System.Buffers.Binary;

namespace Awe.SoundFonts;

/// <summary>
/// Puts what answers for the samples of a card's ROM into a bank: its points go behind the file's end, where the sample headers then point, so that
/// nobody behind the reader needs to know. One thread.
/// </summary>
internal sealed class RomAnswers
{
    private const int PointBytes = sizeof(short);
    private const int ZeroPointsBetween = 46;
    private const int NamesTold = 8;

    private readonly long _fileBytes;
    private readonly SampleData _data;
    private readonly int _padBytes;
    private readonly List<short[]> _regions = [];
    private readonly Dictionary<short[], long> _firstPoints = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _told = [];
    private long _points;

    private RomAnswers(long fileBytes, SampleData data)
    {
        _fileBytes = fileBytes;
        _data = data;
        _padBytes = (int)((fileBytes - data.Offset) % PointBytes);
    }

    /// <summary>The bank with its answers, and the bytes that are to stand behind the file.</summary>
    public static (SoundFontTables Bank, byte[] Behind) Apply(
        SoundFontTables bank, SampleRecord[] records, SampleRom? rom, long fileBytes, WarningList warnings)
    {
        var answers = new RomAnswers(fileBytes, bank.SampleData);

        // A bank of 24 bits would want low bytes for them, too. None of that time is.
        if (rom is not null && !bank.SampleData.Is24Bit && bank.Samples.Any(IsUnanswered))
        {
            bank = answers.Answer(bank, records, rom);
        }

        answers.Warn(bank, warnings);
        return (bank, answers.Compose());
    }

    private static bool IsUnanswered(SampleHeader sample) => sample.Fault == SampleSanitizer.RomFault;

    private SoundFontTables Answer(SoundFontTables bank, SampleRecord[] records, SampleRom rom)
    {
        var needs = new RomNeeds(bank);
        var samples = (SampleHeader[])bank.Samples.Clone();
        for (var i = 0; i < samples.Length; i++)
        {
            if (IsUnanswered(samples[i]) && rom.Find(needs.Of(i, records[i])) is { } answer)
            {
                samples[i] = Place(samples[i], answer);
                _told.Add($"{samples[i].Name} ({answer.Name})");
            }
        }

        return StandInZones.Settle(bank with { Samples = samples });
    }

    private SampleHeader Place(SampleHeader sample, RomAnswer answer)
    {
        if (!_firstPoints.TryGetValue(answer.Points, out var first))
        {
            first = (_fileBytes + _padBytes - _data.Offset) / PointBytes + _points;
            _firstPoints.Add(answer.Points, first);
            _regions.Add(answer.Points);
            _points += answer.Points.Length + ZeroPointsBetween;
        }

        return sample with
        {
            Fault = null,
            StandIn = answer.Name,
            Start = first,
            End = first + answer.Points.Length,
            LoopStart = first + answer.LoopStart,
            LoopEnd = first + answer.LoopEnd,
            ReachStart = first,
            ReachEnd = first + answer.Points.Length,
            Rate = answer.Rate,
        };
    }

    private void Warn(SoundFontTables bank, WarningList warnings)
    {
        var card = bank.Info.Rom.Length > 0 ? $"ROM '{bank.Info.Rom}'" : "ROM";
        if (_told.Count > 0)
        {
            var more = _told.Count > NamesTold ? $" and {_told.Count - NamesTold} more" : "";
            warnings.Add($"{_told.Count} of {bank.Samples.Length} samples are of the card's {card}, which is not there; others stand in: {string.Join(", ", _told.Take(NamesTold))}{more}");
        }

        if (bank.Samples.Count(IsUnanswered) is > 0 and var silent)
        {
            warnings.Add($"{silent} of {bank.Samples.Length} samples are silent: {SampleSanitizer.RomFault}");
        }
    }

    private byte[] Compose()
    {
        var bytes = new byte[_regions.Count == 0 ? 0 : _padBytes + (_points * PointBytes)];
        var at = _padBytes;
        foreach (var points in _regions)
        {
            foreach (var point in points)
            {
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), point);
                at += PointBytes;
            }

            at += ZeroPointsBetween * PointBytes;
        }

        return bytes;
    }
}
