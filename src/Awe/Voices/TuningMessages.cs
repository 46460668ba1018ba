namespace Awe.Voices;

/// <summary>
/// The MIDI Tuning Standard: dumps and changes of single keys go to a tuning program, which channels choose by RPN 3 and 4; octave tunings
/// go to channels at once. Checksums of dumps are not compared: makers compute them over different parts of the message.
/// </summary>
internal static class TuningMessages
{
    private const int BulkDump = 0x01;
    private const int KeyChange = 0x02;
    private const int BankBulkDump = 0x04;
    private const int BankKeyChange = 0x07;
    private const int OctaveOfOneByte = 0x08;
    private const int OctaveOfTwoBytes = 0x09;
    private const int NameBytes = 16;
    private const int MaskBytes = 3;
    private const int Keys = 128;
    private const int Tones = 12;

    /// <summary>Obeys one of its messages.</summary>
    public static void Obey(in SystemMessage message, IParts parts, int firstPart)
    {
        var data = message.Data;
        switch (message.Address)
        {
            case BulkDump when data.Length >= 1 + NameBytes:
                TakeDump(parts.System.Tunings, 0, data[0], data[(1 + NameBytes)..]);
                break;
            case BankBulkDump when data.Length >= 2 + NameBytes:
                TakeDump(parts.System.Tunings, data[0], data[1], data[(2 + NameBytes)..]);
                break;
            case KeyChange when data.Length >= 2:
                TakeKeys(parts.System.Tunings, 0, data[0], data[1], data[2..]);
                break;
            case BankKeyChange when data.Length >= 3:
                TakeKeys(parts.System.Tunings, data[0], data[1], data[2], data[3..]);
                break;
            case OctaveOfOneByte when data.Length >= MaskBytes + Tones:
            case OctaveOfTwoBytes when data.Length >= MaskBytes + (2 * Tones):
                TakeOctave(parts, firstPart, data, message.Address == OctaveOfTwoBytes);
                break;
            default:
                return;
        }

        if (message.IsRealTime)
        {
            SystemSetup.Retune(parts);
        }
    }

    private static void TakeDump(TuningPrograms tunings, int bank, int program, ReadOnlySpan<byte> words)
    {
        for (var key = 0; key < Keys && words.Length >= 3; key++)
        {
            Take(tunings, bank, program, key, words);
            words = words[3..];
        }
    }

    private static void TakeKeys(TuningPrograms tunings, int bank, int program, int count, ReadOnlySpan<byte> changes)
    {
        for (var i = 0; i < count && changes.Length >= 4; i++)
        {
            Take(tunings, bank, program, changes[0] & 0x7F, changes[1..]);
            changes = changes[4..];
        }
    }

    // A pitch is a key and 14 bits of the semitone above it. Three times 7F leaves the key as it is.
    private static void Take(TuningPrograms tunings, int bank, int program, int key, ReadOnlySpan<byte> word)
    {
        if (word is not [0x7F, 0x7F, 0x7F, ..])
        {
            var semitones = word[0] + (((word[1] << 7) | word[2]) / 16384f);
            tunings.Set(bank, program, key, 100f * (semitones - key));
        }
    }

    private static void TakeOctave(IParts parts, int firstPart, ReadOnlySpan<byte> data, bool isOfTwoBytes)
    {
        var channels = ((data[0] & 0x03) << 14) | ((data[1] & 0x7F) << 7) | (data[2] & 0x7F);
        var tones = data[MaskBytes..];
        for (var channel = 0; channel < 16 && firstPart + channel < parts.Count; channel++)
        {
            for (var tone = 0; tone < Tones && (channels >> channel & 1) != 0; tone++)
            {
                parts[firstPart + channel].TuneTone(tone, isOfTwoBytes
                    ? (((tones[2 * tone] << 7) | tones[(2 * tone) + 1]) - 8192) * 100f / 8192f
                    : tones[tone] - 64);
            }
        }
    }
}
