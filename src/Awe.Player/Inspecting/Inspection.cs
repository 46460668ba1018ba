using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Awe.Midi;
using Awe.Player.Commands;

namespace Awe.Player.Inspecting;

/// <summary>Opens what is to be inspected, and writes the report: text for people, or JSON.</summary>
internal static class Inspection
{
    private static readonly JsonWriterOptions s_json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="file">A bank, also by its address on the web, or a song.</param>
    /// <param name="song">For a bank: the song whose needs are asked for, or null.</param>
    /// <param name="reading">What a song's file does not say about itself.</param>
    /// <param name="asJson">Whether the report is one JSON object.</param>
    /// <param name="host">Where the report goes.</param>
    public static int Run(string file, string? song, MidiReadOptions reading, bool asJson, Host host)
    {
        var report = ReportOf(file, song, reading);
        if (asJson)
        {
            WriteJson(report, host.Out);
        }
        else
        {
            report.WriteText(host.Out);
        }

        host.Out.Flush();
        return ExitCode.Done;
    }

    private static IReport ReportOf(string file, string? song, MidiReadOptions reading)
    {
        if (BankAddress.IsWeb(file) || Directory.Exists(file))
        {
            return OfBank(file, song, reading);
        }

        // Opened once: what has been read of a pipe does not come again.
        using var stream = FileFaultException.Naming(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0));
        return stream.CanSeek ? IsSong(file, stream) ? OfSong(file, stream, song, reading) : OfBank(file, song, reading)
            : song is null ? OfSong(file, stream, song, reading) // banks are never read from pipes
            : OfBank(file, song, reading);
    }

    private static SongReport OfSong(string file, FileStream stream, string? song, MidiReadOptions reading) => song is null
        ? new SongReport(FileFaultException.Naming(file, () => MidiFile.Open(stream, file, reading)))
        : throw new UsageException($"--song: {file} is a song itself, expected a bank");

    private static IReport OfBank(string file, string? song, MidiReadOptions reading)
    {
        using var font = BankAddress.Open(file);
        return song is null
            ? BankReport.Of(font)
            : NeedsReport.Of(font, FileFaultException.Naming(song, () => MidiFile.Open(song, reading)));
    }

    /// <summary>By its first bytes; a file that shows neither kind is taken by its name, so that the message fits what was meant.</summary>
    private static bool IsSong(string file, FileStream stream)
    {
        Span<byte> head = stackalloc byte[12];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return head[..length] switch
        {
            [.. var riff, _, _, _, _, _, _, _, _] when riff.SequenceEqual("RIFF"u8) => head[8..].SequenceEqual("RMID"u8),
            [(byte)'M', (byte)'T', (byte)'h', (byte)'d', ..] or [(byte)'M', (byte)'U', (byte)'S', 0x1A, ..] => true,
            [.. var iff, _, _, _, _, _, _, _, _] when iff.SequenceEqual("FORM"u8) || iff.SequenceEqual("CAT "u8) => true,
            [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4, ..] =>
                Path.GetExtension(file).ToUpperInvariant() is not (".SF2" or ".SF3" or ".SBK" or ".DLS"),
            _ => Path.GetExtension(file).ToUpperInvariant() is ".MID" or ".MIDI" or ".KAR" or ".RMI" or ".SMF" or ".XMI" or ".MUS" or ".LMP",
        };
    }

    private static void WriteJson(IReport report, TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_json))
        {
            json.WriteStartObject();
            report.WriteJson(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }
}
