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
    /// <param name="songOption">The option that was given and means only songs, or null.</param>
    /// <param name="asJson">Whether the report is one JSON object.</param>
    /// <param name="host">Where the report goes.</param>
    public static int Run(string file, string? song, MidiReadOptions reading, string? songOption, bool asJson, Host host)
    {
        var report = ReportOf(file, song, reading, songOption);
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

    private static IReport ReportOf(string file, string? song, MidiReadOptions reading, string? songOption)
    {
        if (BankAddress.IsWeb(file))
        {
            return OfBank(file, song, reading, songOption);
        }

        // Opened once: what has been read of a pipe does not come again.
        using var stream = FileFaultException.Naming(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0));
        var isSong = stream.CanSeek ? FileKind.IsSong(file, stream) : song is null; // banks are never read from pipes
        return isSong ? OfSong(file, stream, song, reading) : OfBank(file, song, reading, songOption);
    }

    private static SongReport OfSong(string file, FileStream stream, string? song, MidiReadOptions reading) => song is null
        ? new SongReport(FileFaultException.Naming(file, () => MidiFile.Open(stream, file, reading)))
        : throw new UsageException($"--song: {file} is a song itself, expected a bank");

    private static IReport OfBank(string file, string? song, MidiReadOptions reading, string? songOption)
    {
        using var font = BankAddress.Open(file);
        if (song is null && songOption is not null)
        {
            throw new UsageException($"{songOption}: {file} is a bank, expected a song, or one for it by --song");
        }

        return song is null
            ? BankReport.Of(font)
            : NeedsReport.Of(font, FileFaultException.Naming(song, () => MidiFile.Open(song, reading)));
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
