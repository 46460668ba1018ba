using Awe.Midi;

namespace Awe.Playback;

/// <summary>
/// Songs strike a held key again and then let it go once. Live, a key-up belongs to the earliest stroke, so the last one would sound for
/// ever; a song can be looked through in advance: a key-up after which the key is struck again, or never touched, ends all its strokes.
/// </summary>
internal static class MissingKeyUps
{
    private const int Keys = 128;
    private const int Channels = 256;

    /// <summary>For each message, how many key-ups more than itself it stands for; null when no message does.</summary>
    public static byte[]? Find(ReadOnlySpan<TimedMessage> messages)
    {
        var isFollowedByKeyUp = FollowedByKeyUp(messages);
        var open = new byte[Channels * Keys];
        byte[]? missing = null;
        for (var i = 0; i < messages.Length; i++)
        {
            var message = messages[i].Message;
            ref var strokes = ref open[KeyOf(message)];
            if (message.Kind == MidiMessageKind.NoteOn)
            {
                strokes = (byte)Math.Min(strokes + 1, byte.MaxValue);
            }
            else if (message.Kind == MidiMessageKind.NoteOff && strokes > 0)
            {
                strokes--;
                if (strokes > 0 && !isFollowedByKeyUp[i])
                {
                    missing ??= new byte[messages.Length];
                    missing[i] = strokes;
                    strokes = 0;
                }
            }
        }

        return missing;
    }

    private static bool[] FollowedByKeyUp(ReadOnlySpan<TimedMessage> messages)
    {
        var next = new MidiMessageKind[Channels * Keys];
        var result = new bool[messages.Length];
        for (var i = messages.Length - 1; i >= 0; i--)
        {
            var message = messages[i].Message;
            if (message.Kind is MidiMessageKind.NoteOn or MidiMessageKind.NoteOff)
            {
                ref var kind = ref next[KeyOf(message)];
                result[i] = kind == MidiMessageKind.NoteOff;
                kind = message.Kind;
            }
        }

        return result;
    }

    private static int KeyOf(MidiMessage message) => (message.Channel * Keys) + (message.Data1 & (Keys - 1));
}
