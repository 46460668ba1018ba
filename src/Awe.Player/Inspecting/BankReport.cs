using System.Text.Json;
using Awe.SoundFonts;

namespace Awe.Player.Inspecting;

/// <summary>What a bank holds.</summary>
internal sealed class BankReport : IReport
{
    private const int RomFlag = 0x8000;

    private readonly string _file;
    private readonly long _fileBytes;
    private readonly SoundFontInfo _info;
    private readonly int _bits;
    private readonly int _instruments;
    private readonly int _samples;
    private readonly int _silentSamples;
    private readonly int _encodedSamples;
    private readonly long _sampleBytes;
    private readonly double _sampleSeconds;
    private readonly RomSample[] _romSamples;
    private readonly PresetLine[] _presets;
    private readonly IReadOnlyList<string> _warnings;

    private BankReport(SoundFont font)
    {
        _file = font.Source.Name;
        _fileBytes = font.FileBytes;
        _info = font.Info;
        _bits = font.SampleData.Is24Bit ? 24 : 16;
        _instruments = font.Instruments.Count;
        _samples = font.Samples.Count;
        _silentSamples = font.Samples.Count(sample => !sample.IsPlayable);
        _encodedSamples = font.Samples.Count(sample => sample.IsEncoded);
        _sampleBytes = font.SampleData.Bytes + (font.SampleData.Is24Bit ? font.SampleData.Points : 0);
        _sampleSeconds = SamplePoints.Seconds(font, Enumerable.Range(0, font.Samples.Count));
        _romSamples = [.. font.Samples.Where(sample => (sample.Type & RomFlag) != 0).Select(sample => new RomSample(sample.Name, sample.StandIn))];
        _presets = [.. font.Presets
            .OrderBy(preset => preset.Bank).ThenBy(preset => preset.Program)
            .Select(preset => new PresetLine(preset.Bank, preset.Program, preset.Name, font.ZonesOf(preset).Length))];
        _warnings = font.Warnings;
    }

    /// <summary>Takes what it needs from <paramref name="font"/>, which may be closed afterwards.</summary>
    public static BankReport Of(SoundFont font) => new(font);

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("file", _file);
        json.WriteString("kind", "bank");
        json.WriteNumber("fileBytes", _fileBytes);
        json.WriteString("version", Version);
        foreach (var (name, text) in Texts)
        {
            json.WriteString(name, text);
        }

        json.WriteNumber("instruments", _instruments);
        json.WriteNumber("samples", _samples);
        json.WriteNumber("silentSamples", _silentSamples);
        json.WriteNumber("encodedSamples", _encodedSamples);
        json.WriteNumber("sampleBits", _bits);
        json.WriteNumber("sampleBytes", _sampleBytes);
        json.WriteNumber("sampleSeconds", Math.Round(_sampleSeconds, 3));
        json.WriteStartArray("romSamples");
        foreach (var sample in _romSamples)
        {
            json.WriteStartObject();
            json.WriteString("name", sample.Name);
            json.WriteString("standIn", sample.StandIn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("presets");
        foreach (var preset in _presets)
        {
            json.WriteStartObject();
            json.WriteNumber("bank", preset.Bank);
            json.WriteNumber("program", preset.Program);
            json.WriteString("name", preset.Name);
            json.WriteNumber("zones", preset.Zones);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("warnings", _warnings);
    }

    public void WriteText(TextWriter text)
    {
        Words.Field(text, "bank", _file);
        foreach (var (name, value) in Texts)
        {
            Words.Field(text, name, value);
        }

        Words.Field(text, "version", Version);
        Words.Field(text, "file", Words.Bytes(_fileBytes));
        Words.Field(text, "samples", $"{_samples}, {Words.Bytes(_sampleBytes)}{(_encodedSamples > 0 ? "" : $" of {_bits} bits")}, {Words.Time(_sampleSeconds)}");
        Words.Field(text, "silent", _silentSamples > 0 ? Words.Count(_silentSamples, "sample") : "");
        foreach (var sample in _romSamples)
        {
            Words.Field(text, "of the ROM", $"{sample.Name}, {(sample.StandIn is { } name ? $"for which '{name}' stands in" : "silent")}");
        }

        Words.Field(text, "encoded", _encodedSamples > 0 ? Words.Count(_encodedSamples, "sample") : "");
        Words.Field(text, "instruments", Words.Line($"{_instruments}"));
        Words.Field(text, "presets", Words.Line($"{_presets.Length}"));
        Words.Warnings(text, _warnings);
        foreach (var preset in _presets)
        {
            text.WriteLine($"{Words.Number(preset.Bank, preset.Program)}  {Words.OneLine(preset.Name),-20}  {Words.Count(preset.Zones, "zone")}");
        }
    }

    private string Version => _info.DlsLevel > 0 ? Words.Line($"DLS {_info.DlsLevel}") : Words.Line($"{_info.MajorVersion}.{_info.MinorVersion:00}");

    private (string Name, string Value)[] Texts =>
    [
        ("name", _info.Name),
        ("engine", _info.Engine),
        ("rom", _info.Rom),
        ("author", _info.Author),
        ("product", _info.Product),
        ("date", _info.Date),
        ("copyright", _info.Copyright),
        ("comment", _info.Comment),
        ("software", _info.Software),
    ];

    private readonly record struct RomSample(string Name, string? StandIn);

    private readonly record struct PresetLine(int Bank, int Program, string Name, int Zones);
}
