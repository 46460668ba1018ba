namespace Awe.Midi;

/// <summary>
/// How long a song is: to the end of its longest track, yet not more than four seconds past its last sound, as many files
/// end their tracks minutes late. The last sound is the last note message, or the pedal that lets go what notes it held.
/// </summary>
internal static class SongLength
{
    public const double MaxSilenceSeconds = 4;

    private const int Sustain = 64;
    private const int Sostenuto = 66;
    private const int Hold2 = 69;

    public static double Seconds(ReadOnlySpan<TimedMessage> messages, double endSeconds) =>
        Math.Min(endSeconds, LastSoundSeconds(messages) + MaxSilenceSeconds);

    private static double LastSoundSeconds(ReadOnlySpan<TimedMessage> messages)
    {
        var pedalIsDown = new bool[256 * 128];
        var last = 0.0;
        foreach (var (_, seconds, message) in messages)
        {
            switch (message)
            {
                case { Kind: MidiMessageKind.NoteOn or MidiMessageKind.NoteOff }:
                    last = seconds;
                    break;
                case { Kind: MidiMessageKind.ControlChange, Data1: Sustain or Sostenuto or Hold2 }:
                    ref var down = ref pedalIsDown[(message.Channel * 128) + message.Data1];
                    last = down && message.Data2 < 64 ? seconds : last;
                    down = message.Data2 >= 64;
                    break;
            }
        }

        return last;
    }
}
