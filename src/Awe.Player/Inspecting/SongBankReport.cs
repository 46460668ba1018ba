using System.Text.Json;
using Awe.Midi;
using Awe.Player.Commands;

namespace Awe.Player.Inspecting;

/// <summary>The bank that a song brings along, as far as it can be opened.</summary>
internal sealed class SongBankReport
{
    private readonly EmbeddedBank _bank;
    private readonly string _name = "";
    private readonly int? _presets;

    private SongBankReport(MidiFile song, EmbeddedBank bank)
    {
        _bank = bank;
        try
        {
            using var font = BankAddress.Open(BankAddress.OpenSource(song, bank));
            _name = font.Info.Name;
            _presets = font.Presets.Count;
            Warnings = [.. font.Warnings.Select(warning => $"bank: {warning}")];
        }
        catch (InvalidDataException e)
        {
            Warnings = [$"bank: {e.Message}"];
        }
    }

    public IReadOnlyList<string> Warnings { get; }

    private string Kind => _bank.IsDls ? "DLS" : "SoundFont";

    public static SongBankReport? Of(MidiFile song) => song.Bank is { } bank ? new(song, bank) : null;

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject("bank");
        json.WriteString("type", _bank.IsDls ? "dls" : "soundFont");
        json.WriteString("name", _name);
        json.WriteNumber("offsetBytes", _bank.OffsetBytes);
        json.WriteNumber("bytes", _bank.SizeBytes);
        json.WriteNumber("bankOffset", _bank.BankOffset);
        if (_presets is { } presets)
        {
            json.WriteNumber("presets", presets);
        }

        json.WriteEndObject();
    }

    public void WriteText(TextWriter text) => Words.Field(text, "bank", string.Join(", ", new[]
    {
        $"{Kind} in the file",
        _name,
        Words.Bytes(_bank.SizeBytes),
        _presets is { } presets ? Words.Count(presets, "preset") : "",
        $"at bank {_bank.BankOffset}",
    }.Where(part => part.Length > 0)));
}
