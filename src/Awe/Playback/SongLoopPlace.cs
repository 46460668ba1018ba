using Awe.Midi;

namespace Awe.Playback;

/// <summary>A <see cref="LoopSpan"/> in a song, as a cursor wants it.</summary>
/// <param name="StartPlace">Where a repetition begins, in frames of the song.</param>
/// <param name="EndPlace">Where the stretch ends.</param>
/// <param name="StartIndex">The first message of a repetition.</param>
/// <param name="EndIndex">The message after its last one.</param>
/// <param name="Jumps">How often it is jumped back; <see cref="Endless"/> without end. 0: there is no loop.</param>
internal readonly record struct SongLoopPlace(double StartPlace, double EndPlace, int StartIndex, int EndIndex, int Jumps)
{
    public const int Endless = -1;

    public static SongLoopPlace Of(LoopSpan span, MidiFile song, int rate) => new(
        span.StartSeconds * rate,
        span.EndSeconds * rate,
        IndexAt(song.Messages, span.StartSeconds),
        IndexAt(song.Messages, span.EndSeconds),
        span.Plays == 0 ? Endless : span.Plays - 1);

    private static int IndexAt(ReadOnlySpan<TimedMessage> messages, double seconds)
    {
        var (low, high) = (0, messages.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = messages[middle].Seconds < seconds ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
