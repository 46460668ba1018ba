using System.Text.Json;
using Awe.Midi;
using Awe.SoundFonts;
using Awe.Voices;

namespace Awe.Player.Inspecting;

/// <summary>What of a bank one song needs: its notes resolved through presets and zones to samples, as the engine does it.</summary>
internal sealed class NeedsReport : IReport
{
    private readonly string _file;
    private readonly string _song;
    private readonly List<Use> _uses = [];
    private readonly Dictionary<(int Bank, int Program), int> _missing = [];
    private readonly int _samples;
    private readonly int _samplesInBank;
    private readonly long _bytes;
    private readonly long _bytesInBank;
    private readonly double _seconds;

    private NeedsReport(SoundFont font, MidiFile song)
    {
        _file = font.Source.Name;
        _song = song.Name;
        Collect(font, SongNotes.Of(song));

        var samples = _uses.SelectMany(use => use.Samples).Distinct().ToArray();
        _samples = samples.Length;
        _samplesInBank = font.Samples.Count;
        _bytes = SamplePoints.Bytes(font, samples.Select(index => font.Samples[index]));
        _bytesInBank = font.SampleData.Bytes + (font.SampleData.Is24Bit ? font.SampleData.Points : 0);
        _seconds = SamplePoints.Seconds(font, samples);
    }

    /// <summary>Takes what it needs from <paramref name="font"/>, which may be closed afterwards.</summary>
    public static NeedsReport Of(SoundFont font, MidiFile song) => new(font, song);

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("file", _file);
        json.WriteString("kind", "needs");
        json.WriteString("song", _song);
        json.WriteNumber("samples", _samples);
        json.WriteNumber("samplesInBank", _samplesInBank);
        json.WriteNumber("sampleBytes", _bytes);
        json.WriteNumber("sampleBytesInBank", _bytesInBank);
        json.WriteNumber("sampleSeconds", Math.Round(_seconds, 3));
        json.WriteStartArray("presets");
        foreach (var use in _uses)
        {
            json.WriteStartObject();
            json.WriteNumber("bank", use.Preset.Bank);
            json.WriteNumber("program", use.Preset.Program);
            json.WriteString("name", use.Preset.Name);
            json.WriteNumber("notes", use.Notes);
            json.WriteNumber("samples", use.Samples.Count);
            json.WriteNumber("sampleBytes", use.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach (var ((bank, program), notes) in _missing)
        {
            json.WriteStartObject();
            json.WriteNumber("bank", bank);
            json.WriteNumber("program", program);
            json.WriteNumber("notes", notes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void WriteText(TextWriter text)
    {
        Words.Field(text, "bank", _file);
        Words.Field(text, "song", _song);
        Words.Field(text, "samples", $"{_samples} of {_samplesInBank}, {Words.Time(_seconds)}");
        Words.Field(text, "bytes", $"{Words.Bytes(_bytes)} of {Words.Bytes(_bytesInBank)}");
        foreach (var use in _uses)
        {
            text.WriteLine(
                $"{Words.Number(use.Preset.Bank, use.Preset.Program)}  {Words.OneLine(use.Preset.Name),-20}  "
                + $"{Words.Count(use.Notes, "note"),-11}  {Words.Count(use.Samples.Count, "sample"),-12}  {Words.Bytes(use.Bytes)}");
        }

        foreach (var ((bank, program), notes) in _missing)
        {
            text.WriteLine($"{Words.Number(bank, program)}  not in the bank       {Words.Count(notes, "note")}");
        }
    }

    private void Collect(SoundFont font, List<SongNote> notes)
    {
        var map = new PresetMap([new MappedFont(font, 0)]);
        var uses = new Dictionary<Preset, Use>(ReferenceEqualityComparer.Instance);
        foreach (var note in notes)
        {
            if (!map.TryFind(note.Bank, note.Program, note.IsDrums, out var entry))
            {
                _missing[(note.Bank, note.Program)] = _missing.GetValueOrDefault((note.Bank, note.Program)) + 1;
                continue;
            }

            if (!uses.TryGetValue(entry.Preset, out var use))
            {
                uses.Add(entry.Preset, use = new Use(entry.Preset));
            }

            use.Notes++;
            AddSamples(font, entry.Preset, note.Key, note.Velocity, use.Samples);
        }

        _uses.AddRange(uses.Values.OrderBy(use => use.Preset.Bank).ThenBy(use => use.Preset.Program));
        foreach (var use in _uses)
        {
            use.Bytes = SamplePoints.Bytes(font, use.Samples.Select(index => font.Samples[index]));
        }
    }

    private static void AddSamples(SoundFont font, Preset preset, int key, int velocity, HashSet<int> samples)
    {
        var zones = new ZonePairs(font, preset, key, velocity);
        while (zones.TryNext(out var pair))
        {
            if (font.Samples[pair.InstrumentZone.Target].IsPlayable)
            {
                samples.Add(pair.InstrumentZone.Target);
            }
        }
    }

    private sealed class Use(Preset preset)
    {
        public Preset Preset { get; } = preset;

        public int Notes { get; set; }

        public HashSet<int> Samples { get; } = [];

        public long Bytes { get; set; }
    }
}
