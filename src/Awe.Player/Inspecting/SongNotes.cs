using Awe.Midi;
using Awe.Voices;

namespace Awe.Player.Inspecting;

/// <summary>A note of a song, and the program its channel has by the engine's own rules when it is struck.</summary>
internal readonly record struct SongNote(int Channel, int Bank, int Program, bool IsDrums, int Key, int Velocity);

/// <summary>Follows a song's messages through channels as the engine keeps them.</summary>
internal static class SongNotes
{
    public static List<SongNote> Of(MidiFile song)
    {
        var channels = Enumerable.Range(0, ChannelCount(song)).Select(number => new Channel(number)).ToArray();
        var notes = new List<SongNote>();
        foreach (ref readonly var timed in song.Messages)
        {
            var message = timed.Message;
            switch (message.Kind)
            {
                case MidiMessageKind.NoteOn:
                    var channel = channels[message.Channel];
                    notes.Add(new(message.Channel, channel.Bank, channel.Program, channel.IsDrums, message.Data1, message.Data2));
                    break;
                case MidiMessageKind.ProgramChange:
                    channels[message.Channel].ProgramChange(message.Data1);
                    break;
                case MidiMessageKind.ControlChange:
                    channels[message.Channel].ControlChange(message.Data1, message.Data2);
                    break;
                case MidiMessageKind.SysEx:
                    Obey(SystemMessages.Parse(song.SysEx(message.SysExIndex)), channels);
                    break;
                default:
                    break;
            }
        }

        return notes;
    }

    private static void Obey(SystemMessage message, Channel[] channels)
    {
        if (message.Kind == SystemMessageKind.UseForRhythm && message.Channel < channels.Length)
        {
            channels[message.Channel].UseForRhythm(message.IsDrums);
        }
        else if (message.Kind == SystemMessageKind.Reset)
        {
            foreach (var channel in channels)
            {
                channel.Reset(message.Mode);
            }
        }
    }

    private static int ChannelCount(MidiFile song)
    {
        var count = 16;
        foreach (ref readonly var timed in song.Messages)
        {
            count = Math.Max(count, timed.Message.Channel + 1);
        }

        return count;
    }
}
