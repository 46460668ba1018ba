using Awe.Midi;
using Awe.Voices;

namespace Awe.Player.Inspecting;

/// <summary>A note of a song, and the program its channel has by the engine's own rules when it is struck.</summary>
internal readonly record struct SongNote(int Channel, int Bank, int Program, bool IsDrums, int Key, int Velocity);

/// <summary>Follows a song's messages through channels as the engine keeps them.</summary>
internal sealed class SongNotes : IParts
{
    private readonly Channel[] _channels;
    private readonly List<SongNote> _notes = [];

    private SongNotes(int channels) => _channels = [.. Enumerable.Range(0, channels).Select(number => new Channel(number, SystemMode.Gs, System))];

    /// <inheritdoc/>
    public SystemState System { get; } = new();

    int IParts.Count => _channels.Length;

    Channel IParts.this[int number] => _channels[number];

    public static List<SongNote> Of(MidiFile song)
    {
        var notes = new SongNotes(ChannelCount(song));
        foreach (ref readonly var timed in song.Messages)
        {
            if (timed.Message.Kind == MidiMessageKind.SysEx)
            {
                SystemSetup.Obey(SystemMessages.Parse(song.SysEx(timed.Message.SysExIndex)), notes, timed.Message.Channel);
            }
            else
            {
                notes.Follow(timed.Message);
            }
        }

        return notes._notes;
    }

    void IParts.Reset(SystemMode mode)
    {
        System.Reset();
        Array.ForEach(_channels, channel => channel.Reset(mode));
    }

    void IParts.Carry(int number, ControlEffect effect)
    {
        // There are no voices.
    }

    private void Follow(MidiMessage message)
    {
        foreach (var channel in _channels.Where(channel => channel.ReceiveChannel == message.Channel && channel.Switches.Take(message)))
        {
            Follow(channel, message);
        }
    }

    private void Follow(Channel channel, in MidiMessage message)
    {
        switch (message.Kind)
        {
            case MidiMessageKind.NoteOn:
                int velocity = message.Data2;
                if (channel.TryBeginNote(message.Data1, ref velocity))
                {
                    var key = channel.KeyOf(message.Data1);
                    _notes.Add(new(message.Channel, channel.Bank, channel.Program, channel.IsDrums, key, velocity));
                }

                break;
            case MidiMessageKind.ProgramChange:
                channel.ProgramChange(message.Data1);
                break;
            case MidiMessageKind.ControlChange:
                channel.ControlChange(message.Data1, message.Data2);
                break;
            default:
                break;
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
