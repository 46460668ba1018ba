namespace Awe.SoundFonts;

/// <summary>
/// Sample headers of a SoundFont 1 bank. They hold four addresses; names stand in a chunk of their own, all else is implied: 44.1 kHz, root key 60, mono.
/// Addresses count points from the start of smpl, or of the card's ROM; loops are stored for a chip that interpolates one point late.
/// </summary>
internal static class SoundFont1Samples
{
    private const int RateHz = 44100;
    private const byte RootKey = 60;
    private const ushort Mono = 1;
    private const ushort RomMono = 0x8001;

    // What the chip's interpolator makes of a loop's stored ends.
    private const uint LoopStartShift = 1;
    private const uint LoopEndShift = 2;

    /// <summary>
    /// The whole records, a terminal one behind them. The card's editors write none; where the last record has no points it is taken for one.
    /// </summary>
    /// <param name="headers">The addresses; the name and what is implied are left empty.</param>
    /// <param name="names">Names in order, maybe fewer; null where the bank has none.</param>
    /// <param name="points">Points in smpl.</param>
    /// <param name="hasRom">Whether the bank says which ROM it wants.</param>
    public static SampleRecord[] Complete(SampleRecord[] headers, string[]? names, long points, bool hasRom)
    {
        var count = headers[^1].Start < headers[^1].End ? headers.Length : headers.Length - 1;
        var samples = new SampleRecord[count + 1];
        var firstOwn = Array.FindIndex(headers, 0, count, header => header.Start == 0);
        for (var i = 0; i < count; i++)
        {
            var name = names is not null && i < names.Length ? names[i] : "";
            var isInRom = names is null ? i < firstOwn : name.StartsWith('*') || (hasRom && headers[i].Start >= points);
            samples[i] = headers[i] with
            {
                Name = name,
                LoopStart = Shift(headers[i].LoopStart, LoopStartShift),
                LoopEnd = Shift(headers[i].LoopEnd, LoopEndShift),
                Rate = RateHz,
                RootKey = RootKey,
                Type = isInRom ? RomMono : Mono,
            };
        }

        return samples;
    }

    private static uint Shift(uint address, uint by) => (uint)Math.Min((long)address + by, uint.MaxValue);
}
