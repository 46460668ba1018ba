using Awe.Midi;
using Awe.Playback;

namespace Awe.Benchmarks.HitRate;

/// <summary>
/// Somebody at the keys, without a score: four hands on four channels and a drummer. A hand plays notes and chords round a place on the
/// keyboard that wanders, at a touch that varies, and takes another program now and then, old favourites more often than others.
/// </summary>
internal sealed class LivePerformer(Random random)
{
    private const int Hands = 4;
    private const int DrumChannel = 9;
    private const double SecondsWithOneProgram = 25;
    private readonly Hand[] _hands = [.. Enumerable.Range(0, Hands).Select(channel => new Hand(channel))];
    private readonly int[] _programs = Shuffled(random);
    private readonly PriorityQueue<(int Channel, int Key), double> _held = new();
    private double _nextBeat;

    public void Play(Synthesizer synthesizer, double seconds)
    {
        while (_held.TryPeek(out var note, out var until) && until <= seconds)
        {
            _held.Dequeue();
            synthesizer.Send(MidiMessage.NoteOff(note.Channel, note.Key));
        }

        foreach (var hand in _hands.Where(hand => hand.NextProgram <= seconds))
        {
            synthesizer.Send(MidiMessage.Program(hand.Channel, DrawProgram()));
            hand.NextProgram = seconds + Wait(SecondsWithOneProgram);
        }

        foreach (var hand in _hands.Where(hand => hand.NextNote <= seconds))
        {
            Strike(synthesizer, hand, seconds);
        }

        if (_nextBeat <= seconds)
        {
            int[] drums = [36, 38, 42, 42, 42, 46, 45, 49];
            Strike(synthesizer, DrumChannel, drums[random.Next(drums.Length)], seconds, 0.2);
            _nextBeat = seconds + 0.15;
        }
    }

    private void Strike(Synthesizer synthesizer, Hand hand, double seconds)
    {
        hand.Place = Math.Clamp(hand.Place + random.Next(-3, 4), 30, 96);
        var chord = random.Next(4) == 0 ? 3 : 1;
        for (var i = 0; i < chord; i++)
        {
            Strike(synthesizer, hand.Channel, hand.Place + (4 * i), seconds, 0.1 + Wait(0.5));
        }

        hand.NextNote = seconds + 0.1 + Wait(0.3);
    }

    private void Strike(Synthesizer synthesizer, int channel, int key, double seconds, double length)
    {
        synthesizer.Send(MidiMessage.NoteOn(channel, key, random.Next(40, 120)));
        _held.Enqueue((channel, key), seconds + length);
    }

    // Two thirds of the draws fall on a sixth of the programs.
    private int DrawProgram() => _programs[(int)(Math.Pow(random.NextDouble(), 4) * _programs.Length)];

    private double Wait(double mean) => -mean * Math.Log(1 - random.NextDouble());

    private static int[] Shuffled(Random random)
    {
        var programs = Enumerable.Range(0, 128).ToArray();
        random.Shuffle(programs);
        return programs;
    }

    private sealed class Hand(int channel)
    {
        public int Channel { get; } = channel;

        public int Place { get; set; } = 48 + (6 * channel);

        public double NextNote { get; set; }

        public double NextProgram { get; set; }
    }
}
