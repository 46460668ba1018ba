using Awe.Midi;

namespace Awe.BuiltIn;

/// <summary>One player of a song: a channel with its sound and place. Bars count from 0 and have four quarters.</summary>
internal sealed class Part
{
    public const int TicksPerQuarter = 480;
    public const int TicksPerBar = 4 * TicksPerQuarter;

    private const int ModWheel = 1;
    private const int Volume = 7;
    private const int PanPosition = 10;
    private const int Expression = 11;
    private const int SustainPedal = 64;
    private const int ReverbSend = 91;
    private const int ChorusSend = 93;
    private const int WheelCentre = 8192;
    private const int WheelRangeCents = 200;
    private const int SlideStepTicks = 30;

    private readonly MidiTrackBuilder _track;
    private readonly int _channel;

    public Part(MidiFileBuilder song, string name, int channel, int program, int volume, int pan, int reverb, int chorus = 0)
    {
        _channel = channel;
        _track = song.Track(name)
            .Program(0, channel, program)
            .Control(0, channel, Volume, volume)
            .Control(0, channel, PanPosition, pan)
            .Control(0, channel, ReverbSend, reverb)
            .Control(0, channel, ChorusSend, chorus);
    }

    /// <summary>Plays a text of <see cref="NoteText"/>, its keys moved by semitones, its notes held for a share of their length.</summary>
    public Part Play(int bar, string text, int transpose = 0, double legato = 0.95)
    {
        foreach (var note in NoteText.Parse(text, TicksPerQuarter))
        {
            var length = Math.Max(1, (int)(note.LengthTicks * legato));
            _track.Note(Tick(bar) + note.Tick, length, _channel, note.Key + transpose, note.Velocity);
        }

        return this;
    }

    /// <summary>
    /// Breaks a chord a bar into eighths. The figure names chord notes by digit, lowest 0, one digit an eighth; a dot is a rest.
    /// </summary>
    public Part Break(int bar, string chords, string figure, int velocity, int transpose = 0)
    {
        foreach (var (index, chord) in chords.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            var keys = NoteText.Keys(chord);
            for (var eighth = 0; eighth < figure.Length; eighth++)
            {
                if (figure[eighth] != '.')
                {
                    var stress = eighth == 0 ? 8 : eighth % 2 == 0 ? 2 : -4;
                    var tick = Tick(bar + index) + (eighth * TicksPerQuarter / 2);
                    _track.Note(tick, TicksPerQuarter / 2, _channel, keys[(figure[eighth] - '0') % keys.Length] + transpose,
                        velocity + stress);
                }
            }
        }

        return this;
    }

    /// <summary>Strikes a drum by a pattern of sixteenths, over and over: X hard, x plain, o soft, anything else not.</summary>
    public Part Beat(int bar, int bars, int key, string pattern)
    {
        for (var step = 0; step < bars * 16; step++)
        {
            var velocity = pattern[step % pattern.Length] switch { 'X' => 108, 'x' => 86, 'o' => 58, _ => 0 };
            if (velocity > 0)
            {
                _track.Note(Tick(bar) + (step * TicksPerQuarter / 4), TicksPerQuarter / 4, _channel, key, velocity);
            }
        }

        return this;
    }

    /// <summary>Lifts and presses the sustain pedal at each bar line.</summary>
    public Part Pedal(int bar, int bars)
    {
        for (var i = 0; i < bars; i++)
        {
            _track.Control(Tick(bar + i) + 40, _channel, SustainPedal, 127).Control(Tick(bar + i + 1) - 20, _channel, SustainPedal, 0);
        }

        return this;
    }

    /// <summary>Moves the expression pedal evenly: crescendo, diminuendo.</summary>
    public Part Swell(double fromBar, int from, double toBar, int to) => Slide(fromBar, toBar, from, to, (tick, value) =>
        _track.Control(tick, _channel, Expression, (int)value));

    /// <summary>Moves the modulation wheel evenly: more or less vibrato.</summary>
    public Part Vibrato(double fromBar, int from, double toBar, int to) => Slide(fromBar, toBar, from, to, (tick, value) =>
        _track.Control(tick, _channel, ModWheel, (int)value));

    /// <summary>Bends the pitch evenly, by cents up to 200 either way, and ends where it is told.</summary>
    public Part Bend(double fromBar, int fromCents, double toBar, int toCents) => Slide(fromBar, toBar, fromCents, toCents, (tick, cents) =>
        _track.PitchWheel(tick, _channel, Math.Min(WheelCentre + (int)(cents * WheelCentre / WheelRangeCents), 16383)));

    private Part Slide(double fromBar, double toBar, double from, double to, Action<long, double> send)
    {
        var (start, end) = (Tick(fromBar), Tick(toBar));
        for (var tick = start; tick < end; tick += SlideStepTicks)
        {
            send(tick, from + ((to - from) * (tick - start) / (end - start)));
        }

        send(end, to);
        return this;
    }

    private static long Tick(double bar) => (long)Math.Round(bar * TicksPerBar);
}
