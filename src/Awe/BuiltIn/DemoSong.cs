using Awe.Midi;

namespace Awe.BuiltIn;

/// <summary>
/// "Morning Ferry", the song that plays when none is named: an introduction, a theme in D, a darker middle over a bass that sinks
/// by semitones, the theme again a tone higher with everybody, and a coda that slows down. Composed for this project.
/// </summary>
public static class DemoSong
{
    /// <summary>What messages call the song.</summary>
    public const string Name = "Morning Ferry";

    private const int Introduction = 0;
    private const int Theme = 4;
    private const int Middle = 12;
    private const int Return = 20;
    private const int Coda = 28;

    // A major second: the return stands in E.
    private const int ReturnTranspose = 2;

    private const string ThemeMelody = """
        4. f#5 8 e5 4 d5 a4 | 2 b4 8 d5 e5 4 f#5 | 4. g5! 8 f#5 4 e5 b4 | 2. c#5 4 e5 |
        4. a5! 8 g5 4 f#5 c#5 | 2 d5 8 f#5 e5 d5 c#5 | 4 b4 e5 4. g5! 8 c#5 | 2. d5 4 r |
        """;

    // Below the theme, moving where it rests.
    private const string ThemeCounter = """
        2 r 4 f#4 e4 | 2 d4 4 g4 a4 | 2 b4 4 g4 e4 | 4 a4 g4 e4 g4 |
        2 c#5 4 a4 e4 | 4 f#4 g4 2 b4 | 4 g4 b4 e4 g4 | 2. f#4 4 r |
        """;

    private const string ThemeChords = """
        1 f#4+a4+d5 | g4+b4+d5 | e4+g4+b4 | e4+g4+a4 | e4+a4+c#5 | d4+f#4+b4 | 2 d4+g4+b4 c#4+g4+a4 | 1 d4+f#4+a4 |
        """;

    private const string ThemeBroken = """
        d3+a3+d4+f#4 g2+d3+b3+d4 e3+b3+e4+g4 a2+e3+c#4+g4 f#2+c#3+a3+e4 b2+f#3+b3+d4 e3+b3+d4+g4 d3+a3+d4+f#4
        """;

    private const string ThemeBass = """
        4. d2 8 d2 4 a2 d2 | 4. g1 8 g1 4 d2 g2 | 4. e2 8 e2 4 b2 e2 | 4. a1 8 a1 4 e2 c#2 |
        4. f#1 8 f#1 4 c#2 f#2 | 4. b1 8 b1 4 f#2 b1 | 2 e2 8 a1 a1 c#2 a1 | 4. d2 8 d2 4 a1 d2 |
        """;

    private const string MiddleMelody = """
        8 r f#5 b5! a5 4. f#5 8 d5 | 2 c#5 8 r c#5 d5 e5 | 4. f#5 8 a5 4. d6! 8 c#6 | 2. b5 8 g#5 b5 |
        4. b5! 8 a5 4 g5 d5 | 4. a5 8 g5 4 f#5 d5 | 8 c#5 e5 f#5 a5 4 c#6! a5 | 2 e5 d#5 |
        """;

    private const string MiddleCounter = """
        1 d4 | 2 c#4 4 a#3 c#4 | 2. f#4 4 d4 | 2 e4 4 d4 b3 | 1 d4 | 2 f#4 4 a4 f#4 | 2 e4 a4 | 2 b4 a4 |
        """;

    // The bass sinks from B to F sharp while the upper voices hardly move.
    private const string MiddleChords = """
        1 f#4+b4+d5 | f#4+a#4+c#5 | f#4+a4+d5 | e4+b4+d5 | g4+b4+d5 | f#4+a4+d5 | e4+a4+c#5 | 2 e4+a4+b4 d#4+a4+b4 |
        """;

    private const string MiddleBroken = """
        b2+f#3+b3+d4 a#2+f#3+a#3+c#4 a2+f#3+a3+d4 g#2+e3+b3+d4 g2+d3+b3+d4 f#2+d3+a3+d4 f#2+e3+a3+c#4 b2+f#3+a3+d#4
        """;

    private const string MiddleBass = """
        8 b1 b1 r b1 b1 r b1 b1 | a#1 a#1 r a#1 a#1 r a#1 a#1 | a1 a1 r a1 a1 r a1 a1 | g#1 g#1 r g#1 g#1 r g#1 g#1 |
        g1 g1 r g1 g1 r g1 g1 | f#1 f#1 r f#1 f#1 r f#1 f#1 | f#1 f#1 r f#1 f#1 r f#1 a1 | b1 b1 r b1 b1 b1 c#2 d#2 |
        """;

    /// <summary>The song as a Standard MIDI File, format 1.</summary>
    public static byte[] ToBytes()
    {
        var song = new MidiFileBuilder(Part.TicksPerQuarter);
        SetTempos(song);
        PlayPiano(song);
        PlayMelodies(song);
        PlayHarmony(song);
        PlayBass(song);
        PlayDrums(song);
        return song.ToBytes();
    }

    private static void SetTempos(MidiFileBuilder song)
    {
        ReadOnlySpan<(double Bar, double Bpm)> tempos =
        [
            (Introduction, 98), (Introduction + 3.5, 90), (Theme, 112), (Middle, 118), (Middle + 7.5, 104), (Return, 114),
            (Coda, 104), (Coda + 1, 94), (Coda + 2, 80), (Coda + 2.5, 68), (Coda + 3, 58),
        ];
        foreach (var (bar, bpm) in tempos)
        {
            song.Tempo((long)(bar * Part.TicksPerBar), bpm);
        }
    }

    private static void PlayPiano(MidiFileBuilder song)
    {
        new Part(song, "Piano", 0, 0, volume: 96, pan: 56, reverb: 45)
            .Break(Introduction, "d3+a3+e4+f#4 g2+d3+b3+f#4 e3+b3+d4+g4 a2+e3+d4+g4", "01232123", 62)
            .Break(Theme, ThemeBroken, "01232132", 66)
            .Break(Middle, MiddleBroken, "01321321", 76)
            .Break(Return, ThemeBroken, "01232321", 80, ReturnTranspose)
            .Break(Coda, "a2+e3+c#4+e4 a2+e3+c4+f#4", "01232123", 66)
            .Play(Coda + 2, "@60 8 e2 b2 e3 g#3 b3 e4 g#4 b4 | @66 1 e3+b3+e4+g#4+f#5 |")
            .Pedal(Introduction, Coda + 4);

        // The theme's first four notes, from afar, before and after.
        new Part(song, "Celesta", 8, 8, volume: 84, pan: 84, reverb: 80)
            .Play(Introduction, "@64 2 r 4. f#5 8 e5 | 4 d5 a4 2 - | r 4. g5 8 f#5 | 4 e5 b4 2 - |")
            .Play(Theme + 7, "@58 2 r 8 a5 d6 f#6 a6 |")
            .Play(Coda, "@70 2 r 4. g#5 8 f#5 | 4 e5 c5 2 - | 1 r | 8 e6 b6 4 g#6 2 - |");
    }

    private static void PlayMelodies(MidiFileBuilder song)
    {
        new Part(song, "Flute", 1, 73, volume: 100, pan: 70, reverb: 60)
            .Swell(Theme, 84, Theme + 4, 118).Swell(Theme + 6, 118, Theme + 7.75, 70)
            .Play(Theme, "@84 " + ThemeMelody)
            .Vibrato(Theme + 3, 0, Theme + 3.5, 50).Vibrato(Theme + 3.75, 0, Theme + 4, 0)
            .Play(Middle + 4, "@72 4 r b5 d6 b5 | r a5 d6 a5 | 8 r c#6 e6 c#6 4 a5 c#6 | 2 b5 f#5 |")
            .Swell(Return, 96, Return + 4, 120)
            .Play(Return, "@88 " + ThemeMelody, ReturnTranspose + 12)
            .Play(Coda, "@66 1 c#6 | c6 | 2 b5 e6 | 1 - |");

        new Part(song, "Violin", 5, 40, volume: 96, pan: 44, reverb: 62)
            .Swell(Middle, 78, Middle + 3, 120).Swell(Middle + 4, 122, Middle + 6, 92).Swell(Middle + 6, 92, Middle + 8, 124)
            .Play(Middle, "@88 " + MiddleMelody)
            .Bend(Middle + 2.625, -100, Middle + 2.72, 0)
            .Vibrato(Middle + 3, 10, Middle + 3.6, 80).Vibrato(Middle + 4, 0, Middle + 4.1, 0)
            .Bend(Middle + 6.5, -150, Middle + 6.56, 0)
            .Play(Return, "@90 " + ThemeMelody, ReturnTranspose)
            .Vibrato(Return + 7, 0, Return + 7.5, 60)
            .Vibrato(Return + 7.8, 0, Return + 7.9, 0);

        new Part(song, "French horn", 6, 60, volume: 92, pan: 30, reverb: 70)
            .Play(Middle, "@78 " + MiddleCounter)
            .Play(Return, "@84 " + ThemeCounter, ReturnTranspose)
            .Swell(Coda, 110, Coda + 2, 60)
            .Play(Coda, "@76 1 e4 | e4 | 2 g#4 f#4 | 1 e4 |");
    }

    private static void PlayHarmony(MidiFileBuilder song)
    {
        new Part(song, "Strings", 3, 48, volume: 84, pan: 64, reverb: 70)
            .Swell(Introduction, 30, Introduction + 3.9, 96)
            .Play(Introduction, "@70 1 f#4+a4+d5 | f#4+b4+d5 | g4+b4+d5 | g4+a4+d5 |", legato: 1)
            .Swell(Theme, 70, Theme + 7.9, 84)
            .Play(Theme, "@66 " + ThemeChords, legato: 1)
            .Swell(Middle, 84, Middle + 7.9, 120)
            .Play(Middle, "@80 " + MiddleChords, legato: 1)
            .Swell(Return, 112, Return + 4, 124)
            .Play(Return, "@84 " + ThemeChords, ReturnTranspose, legato: 1)
            .Swell(Coda, 116, Coda + 3.5, 50)
            .Play(Coda, "@76 1 e4+a4+c#5 | e4+a4+c5 | e4+g#4+b4 | e4+g#4+b4 |", legato: 1);

        new Part(song, "Choir", 7, 52, volume: 78, pan: 64, reverb: 80)
            .Swell(Middle + 4, 40, Middle + 7.9, 110)
            .Play(Middle + 4, "@72 1 d4+b4 | d4+a4 | e4+a4 | 2 e4+b4 d#4+b4 |", legato: 1)
            .Swell(Return, 110, Return + 8, 96)
            .Play(Return, "@74 " + ThemeChords, ReturnTranspose, legato: 1)
            .Swell(Coda, 96, Coda + 3.8, 30)
            .Play(Coda, "@70 1 a4+c#5 | a4+c5 | g#4+b4 | g#4+b4 |", legato: 1);

        new Part(song, "Steel guitar", 4, 25, volume: 84, pan: 98, reverb: 35, chorus: 20)
            .Break(Theme + 4, "f#3+c#4+e4+a4 b3+d4+f#4+b4 b3+d4+e4+g4 a3+d4+f#4+a4", ".1.32.13", 66)
            .Play(Middle, "@70 8 r b3+d4+f#4 r b3+d4+f#4! 4 r 8 b3+d4+f#4 r | r a#3+c#4+f#4 r a#3+c#4+f#4! 4 r 8 a#3+c#4+f#4 r |",
                legato: 0.7)
            .Play(Middle + 2, "@74 8 r a3+d4+f#4 r a3+d4+f#4! 4 r 8 a3+d4+f#4 r | r b3+d4+e4 r b3+d4+e4! 4 r 8 b3+d4+e4 r |", legato: 0.7)
            .Break(Return, "d3+a3+d4+f#4 g3+b3+d4+g4 e3+b3+e4+g4 a3+c#4+e4+g4 a3+c#4+e4+a4 b3+d4+f#4+b4 b3+d4+e4+g4 a3+d4+f#4+a4",
                "0.231.32", 72, ReturnTranspose);
    }

    private static void PlayBass(MidiFileBuilder song)
    {
        new Part(song, "Bass", 2, 33, volume: 104, pan: 64, reverb: 10)
            .Play(Introduction + 2, "@66 1 e2 | 2. a1 8 a1 c#2 |")
            .Play(Theme, "@82 " + ThemeBass)
            .Play(Middle, "@88 " + MiddleBass, legato: 0.8)
            .Play(Return, "@92 " + ThemeBass, ReturnTranspose)
            .Play(Coda, "@76 1 a1 | a1 | e2 | e1 |");
    }

    private static void PlayDrums(MidiFileBuilder song)
    {
        const int kick = 36;
        const int stick = 37;
        const int snare = 38;
        const int closedHat = 42;
        const int openHat = 46;
        const int crash = 49;
        const int ride = 51;
        const int shaker = 70;
        const int triangle = 81;
        new Part(song, "Drums", 9, 0, volume: 100, pan: 64, reverb: 30)
            .Beat(Introduction + 3, 1, crash, "------------o---")
            .Beat(Theme, 4, shaker, "x-o-x-o-x-o-x-oo").Beat(Theme, 8, kick, "x-----o---x-----").Beat(Theme, 8, stick, "----x-------x---")
            .Beat(Theme + 4, 4, closedHat, "x-o-x-o-x-o-x-o-")
            .Beat(Theme + 7, 1, 47, "--------x-------").Beat(Theme + 7, 1, 45, "----------x-x---")
            .Beat(Theme + 7, 1, 43, "--------------X-")
            .Beat(Middle, 1, crash, "X---------------")
            .Beat(Middle, 8, kick, "X--x--x---x--x--").Beat(Middle, 7, snare, "----X-------X--o")
            .Beat(Middle, 8, closedHat, "x-x-x-x-x-x-x---").Beat(Middle, 7, openHat, "--------------x-")
            .Beat(Middle + 7, 1, snare, "----X---o-ooxxXX").Beat(Middle + 4, 1, crash, "x---------------")
            .Beat(Return, 1, crash, "X---------------").Beat(Return + 4, 1, 57, "X---------------")
            .Beat(Return, 8, kick, "X-----x-x-x-----").Beat(Return, 7, snare, "----X--o----X---").Beat(Return, 8, ride, "x-x-x-x-x-x-x-xo")
            .Beat(Return + 7, 1, snare, "----X-------ooxx")
            .Beat(Coda, 1, crash, "x---------------").Beat(Coda, 2, shaker, "o---o---o---o---").Beat(Coda, 1, kick, "x---------------")
            .Beat(Coda + 3, 1, triangle, "x---------------");
    }
}
