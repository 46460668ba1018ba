using Awe.Midi;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>
/// How far each message of a song reaches: up to which message it has a say in the state of the channels. Whoever goes to a place obeys, in
/// order, those before it that reach it; of thousands of wheel movements the last one, of what depends on its order (programs, banks,
/// parameters and their data, mode messages, system messages) everything.
/// </summary>
/// <remarks>Built once a song, on the thread that opens it; immutable from then on.</remarks>
internal sealed class SongReach
{
    /// <summary>To the end.</summary>
    private const int Always = int.MaxValue;

    private const int Never = -1;
    private const int Keys = 128;

    // What is remembered of a channel under one number: 128 controllers, 128 key pressures, the wheel, the channel's pressure, its latest note.
    private const int Slots = Keys + Keys + 3;
    private const int WheelSlot = Keys + Keys;
    private const int PressureSlot = WheelSlot + 1;
    private const int NoteSlot = PressureSlot + 1;

    private readonly int[] _reach;
    private readonly int[] _holds;
    private readonly (int Message, int Era)[] _last;
    private readonly int[] _eras; // of each channel: values of an earlier one are not replaced, since something in between may have read them
    private readonly int[] _held; // by channel and key: the note-on that holds it
    private readonly byte[] _strokes;
    private int _commonEra;

    private SongReach(MidiFile song, byte[]? missingKeyUps)
    {
        _reach = new int[song.Messages.Length];
        _holds = new int[song.Messages.Length];
        Array.Fill(_holds, Never);
        var channels = Player.ChannelsFor(song);
        _last = new (int, int)[channels * Slots];
        _eras = new int[channels];
        _held = new int[channels * Keys];
        _strokes = new byte[channels * Keys];
        Array.Fill(_last, (Never, 0));
        Array.Fill(_held, Never);
        for (var i = 0; i < _reach.Length; i++)
        {
            _reach[i] = Always;
            Note(i, song.Messages[i].Message, song, missingKeyUps?[i] ?? 0);
        }
    }

    /// <summary>Looks through a song.</summary>
    /// <param name="song">The song.</param>
    /// <param name="missingKeyUps">What <see cref="MissingKeyUps"/> found in it.</param>
    /// <returns>
    /// For each message the number of the one that makes it void; of notes the latest has a say, since the next may glide from it. And for each
    /// note-on the number of the message that ends it; for what is none, less than any.
    /// </returns>
    public static (int[] Messages, int[] HeldNotes) Find(MidiFile song, byte[]? missingKeyUps)
    {
        var found = new SongReach(song, missingKeyUps);
        return (found._reach, found._holds);
    }

    private void Note(int index, in MidiMessage message, MidiFile song, int moreKeyUps)
    {
        var channel = message.Channel;
        switch (message.Kind)
        {
            case MidiMessageKind.NoteOn:
                Replace(index, channel, NoteSlot);
                Strike(index, (channel * Keys) + message.Data1);
                break;
            case MidiMessageKind.NoteOff:
                LetGo(index, (channel * Keys) + message.Data1, 1 + moreKeyUps);
                break;
            case MidiMessageKind.PitchWheel:
                Replace(index, channel, WheelSlot);
                break;
            case MidiMessageKind.ChannelPressure:
                Replace(index, channel, PressureSlot);
                break;
            case MidiMessageKind.PolyPressure:
                Replace(index, channel, Keys + message.Data1);
                break;
            case MidiMessageKind.ControlChange:
                Control(index, channel, message.Data1);
                break;
            case MidiMessageKind.SysEx:
                _commonEra++;
                EndNotesOfReset(index, song.SysEx(message.SysExIndex));
                break;
            default:
                break; // a program leaves controllers alone, and depends on banks before it
        }
    }

    private void Control(int index, int channel, int controller)
    {
        switch (controller)
        {
            case Controllers.BankMsb or Controllers.BankLsb or (>= Controllers.NrpnLsb and <= Controllers.RpnMsb):
                break;
            case Controllers.DataMsb or Controllers.DataLsb or Controllers.DataIncrement or Controllers.DataDecrement:
                _eras[channel]++; // parameters share what controllers set
                break;
            case >= Controllers.AllSoundOff:
                _eras[channel]++;
                EndNotes(index, channel, controller);
                break;
            default:
                Replace(index, channel, controller);
                break;
        }
    }

    private void Replace(int index, int channel, int slot)
    {
        ref var last = ref _last[(channel * Slots) + slot];
        var era = _eras[channel] + _commonEra; // both only grow: an equal sum means that neither has
        if (last.Message != Never && last.Era == era)
        {
            _reach[last.Message] = index;
        }

        last = (index, era);
    }

    private void Strike(int index, int key)
    {
        End(index, key);
        _held[key] = index;
        _holds[index] = Always;
        _strokes[key] += _strokes[key] < byte.MaxValue ? (byte)1 : (byte)0;
    }

    private void LetGo(int index, int key, int keyUps)
    {
        _reach[index] = Never;
        _strokes[key] = (byte)Math.Max(0, _strokes[key] - keyUps);
        if (_strokes[key] == 0)
        {
            End(index, key);
        }
    }

    private void End(int index, int key)
    {
        if (_held[key] != Never)
        {
            _holds[_held[key]] = index;
            _held[key] = Never;
        }
    }

    private void EndNotes(int index, int channel, int controller)
    {
        if (controller is Controllers.ResetAll or Controllers.LocalControl)
        {
            return;
        }

        for (var key = channel * Keys; key < (channel + 1) * Keys; key++)
        {
            End(index, key);
            _strokes[key] = 0;
        }
    }

    private void EndNotesOfReset(int index, ReadOnlySpan<byte> bytes)
    {
        if (SystemMessages.Parse(bytes).Kind != SystemMessageKind.Reset)
        {
            return;
        }

        for (var key = 0; key < _held.Length; key++)
        {
            End(index, key);
            _strokes[key] = 0;
        }
    }
}
