using System.Globalization;
using Awe.SoundFonts;

namespace Awe.BuiltIn;

/// <summary>A wave of the built-in bank that stands in for a sample of the ROM.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Layer">The wave and its level.</param>
/// <param name="IsDrum">Whether its pitch is its own.</param>
internal readonly record struct RomSound(string Name, Layer Layer, bool IsDrum);

/// <summary>
/// What the names of the AWE32's ROM samples mean. They are the sound's short name and often a note ("KPianoB5", "HTrumpetAx3": x is sharp,
/// and C3 is middle C).
/// </summary>
internal static class RomNames
{
    private const int MiddleOctave = 3;
    private const int DefaultProgram = 0;

    private static readonly (string Beginning, int Program)[] s_programs =
    [
        ("kpiano", 0), ("rhodes", 4), ("epiano2", 5), ("epiano", 4), ("harpsi", 6), ("clavc", 7), ("clavi", 7), ("glock", 9), ("vibes", 11), ("vibra", 11),
        ("marimba", 12), ("xylo", 13), ("tbell", 14), ("tubular", 14), ("dlcmr", 15), ("dulcimer", 15),
        ("octavewave", 16), ("organ", 16), ("accord", 21), ("harmonica", 22), ("guitar1", 23), ("bandoneon", 23),
        ("nguit", 24), ("acgtr", 25), ("jazzguit", 26), ("elguit", 27), ("mgtr", 28), ("distgtr", 30), ("harmguitar", 31), ("gtrharm", 31),
        ("acbass", 32), ("gsbass", 33), ("bassguit", 33), ("fretless", 35), ("slapbass", 36), ("sb2", 37), ("synthbass", 38),
        ("arcoviolin", 40), ("violin", 40), ("arcocello", 42), ("cello", 42), ("contravio", 43), ("contrabass", 43), ("pizz", 45), ("pluckharp", 46),
        ("timpani", 47), ("strings", 48), ("synthstrings", 50), ("femalevoice", 52), ("choir", 52), ("oohvoice", 53), ("voxdoo", 53), ("voxdodo", 53),
        ("organ19", 54), ("orchhit", 55), ("htrumpet", 56), ("trumpet", 56), ("trom", 57), ("tuba", 58), ("hrmnmute", 59), ("frenchhorn", 60),
        ("brass", 61), ("ssax", 64), ("asax", 65), ("oboe", 68), ("enghorn", 69), ("bassoon", 70), ("clarinet", 71),
        ("flute", 73), ("recorder", 74), ("siku", 76), ("bottle", 76), ("shaku", 77), ("ocarina", 79),
        ("resynth", 92), ("sitar", 104), ("banjo", 105), ("koto", 107), ("bagpipe", 109), ("chanter", 109), ("coldglass", 112), ("belltree", 112),
        ("agogo", 113), ("steeldrum", 114), ("guitarfret", 120), ("whitenoise", 122), ("lefone", 124), ("applause", 126), ("gunshot", 127),
    ];

    private static readonly (string Beginning, int Key)[] s_drums =
    [
        ("bd", 36), ("bassdrum", 36), ("kick", 36), ("stix", 37), ("sidestick", 37), ("filtersnap", 37), ("verbclick", 37), ("snare", 38), ("clap", 39),
        ("floortom", 41), ("tom", 45), ("hat", 42), ("hihat", 42), ("hatopen", 46), ("openhighhat", 46), ("crash", 49), ("paiste", 51), ("ride", 51),
        ("chcrash", 52), ("rideping", 53), ("tambo", 54), ("cowbell", 56), ("ebongo", 60), ("mbongo", 61), ("quintoslap", 62), ("quintotone", 63),
        ("lowtumba", 64), ("timbale", 65), ("cabasa", 69), ("maracas", 70), ("sambawhistle", 72), ("guiro", 73), ("scratch", 73), ("bockclave", 75),
        ("clave", 75), ("woodblock", 76), ("quica", 79), ("triangle", 81),
    ];

    private static readonly (string Beginning, string Name, WaveSet Waves)[] s_waves =
    [
        ("sine", "Sine", Oscillators.Sine), ("square", "Square", Oscillators.Square), ("bsawtooth", "Saw", Oscillators.Saw),
        ("sawtooth", "Saw", Oscillators.Saw), ("sawstack", "Saw ensemble", Oscillators.SawEnsemble),
    ];

    // Words that people name their instruments by, for samples whose own name says nothing.
    private static readonly (string Word, int Program)[] s_words =
    [
        ("piano", 0), ("guitar", 24), ("bass", 33), ("string", 48), ("voice", 53), ("sax", 65), ("horn", 60), ("harp", 46), ("bell", 14),
        ("pad", 89), ("synth", 81), ("lead", 80), ("pipe", 75), ("whistle", 78), ("noise", 122), ("wind", 122), ("drum", 116),
    ];

    private static readonly RomSound[] s_sounds = [.. All()];
    private static readonly (string Begin, RomSound Sound)[] s_byName = [.. Named().OrderByDescending(named => named.Begin.Length)];

    /// <summary>What stands in for a sample: by its own name, else by words in the names of its instrument and its preset, else the piano.</summary>
    public static RomSound Find(RomNeed need)
    {
        var name = Letters(need.Name);
        foreach (var (begin, sound) in s_byName)
        {
            if (name.StartsWith(begin, StringComparison.Ordinal))
            {
                return sound;
            }
        }

        return FindInside(name) ?? FindInside(Letters(need.InstrumentName)) ?? FindInside(Letters(need.PresetName)) ?? s_sounds[DefaultProgram];
    }

    /// <summary>The key of the note at a name's end, or null.</summary>
    public static int? KeyIn(string name)
    {
        ReadOnlySpan<int> steps = [9, 11, 0, 2, 4, 5, 7]; // A to G above C
        if (name is not [.., var before, var last] || !char.IsAsciiDigit(last))
        {
            return null;
        }

        var sharp = before is 'x' or 'X' or '#' ? 1 : 0;
        var letter = char.ToLower(sharp == 1 && name.Length > 2 ? name[^3] : before, CultureInfo.InvariantCulture);
        return letter is >= 'a' and <= 'g' ? 60 + steps[letter - 'a'] + sharp + (12 * (last - '0' - MiddleOctave)) : null;
    }

    private static RomSound? FindInside(string name)
    {
        foreach (var (begin, sound) in s_byName)
        {
            if (begin.Length > 3 && name.Contains(begin, StringComparison.Ordinal))
            {
                return sound;
            }
        }

        foreach (var (word, program) in s_words)
        {
            if (name.Contains(word, StringComparison.Ordinal))
            {
                return s_sounds[program];
            }
        }

        return null;
    }

    private static string Letters(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(letter => char.ToLower(letter, CultureInfo.InvariantCulture)));

    private static IEnumerable<RomSound> All() => GeneralMidi.Programs().Select(program => new RomSound(program.Name, program.Patch.Layers[0], IsDrum: false));

    private static IEnumerable<(string Begin, RomSound Sound)> Named() =>
        s_programs.Select(program => (program.Beginning, s_sounds[program.Program]))
            .Concat(s_drums.Select(drum => (drum.Beginning, Drum(drum.Key))))
            .Concat(s_waves.Select(wave => (wave.Beginning, new RomSound(wave.Name, new Layer(wave.Waves), IsDrum: false))));

    private static RomSound Drum(int key)
    {
        var layer = Drums.Standard.Layers.First(layer => layer.LowKey == key);
        return new RomSound(layer.Waves.Name, layer, IsDrum: true);
    }
}
