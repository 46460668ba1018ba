using System.CommandLine;
using System.Text;
using Awe.Midi;
using Awe.Player.Inspecting;
using Awe.Player.Options;

namespace Awe.Player.Commands;

/// <summary><c>awe inspect</c>: what a bank or a song contains.</summary>
internal sealed class InspectCommand : SettingsCommand
{
    public InspectCommand(Host host, SettingSources sources)
        : base("inspect", "Show what a bank or a song contains")
    {
        var file = new Argument<string>("FILE") { Description = "A bank (a file or http://...) or a song" };
        Add(file);
        var json = Has(new SwitchSetting("json", "One JSON object instead of text"));
        var song = Has(new ValueSetting<string?>(
            "song", "SONG.mid", "For a bank: which presets, samples and bytes of it this song needs", ValueParsers.Text, null));
        var number = Has(new ValueSetting<int>("song-number", "N", "Which song of a file with several (XMI); default 1", ValueParsers.SongNumber, 1));
        var encoding = Has(new ValueSetting<Encoding?>(
            "text-encoding", "NAME", "Of a song's texts, such as shift_jis; default: what they seem to be", ValueParsers.TextEncoding, null));

        string? SongOption(ParseResult parsed) => number.IsGiven(parsed) ? "--song-number" : encoding.IsGiven(parsed) ? "--text-encoding" : null;
        SetAction(parsed => Inspection.Run(
            FileOf(parsed, file),
            song.Resolve(parsed, sources),
            new MidiReadOptions { SongIndex = number.Resolve(parsed, sources) - 1, TextEncoding = encoding.Resolve(parsed, sources) },
            SongOption(parsed),
            json.Resolve(parsed, sources),
            host));
    }

    private static string FileOf(ParseResult parsed, Argument<string> file) => parsed.GetRequiredValue(file) is { Length: > 0 } name
        ? name
        : throw new UsageException("FILE is empty, expected a file's name");
}
