using System.CommandLine;
using Awe.Playback;
using Awe.Player.Options;
using Awe.Voices;

namespace Awe.Player.Commands;

/// <summary><c>awe render</c>: its options, brought together into <see cref="RenderOptions"/> and handed to <see cref="RenderJob"/>.</summary>
internal sealed class RenderCommand : SettingsCommand
{
    private readonly Argument<string?> _song = new("SONG")
    {
        Description = "The song to render; without it the built-in demo song",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly SettingSources _sources;
    private readonly ValueSetting<int> _songNumber;
    private readonly ListSetting<FontSpec> _fonts;
    private readonly ValueSetting<string?> _output;
    private readonly ValueSetting<long?> _budget;
    private readonly SwitchSetting _resident;
    private readonly ValueSetting<int> _rate;
    private readonly ValueSetting<double> _gain;
    private readonly ValueSetting<SampleFormat> _format;
    private readonly ValueSetting<Interpolation> _interpolation;
    private readonly ValueSetting<VelocityToFilter> _velocityToFilter;
    private readonly ValueSetting<SoundControllers> _soundControllers;
    private readonly ValueSetting<int> _polyphony;
    private readonly ValueSetting<bool> _reverb;
    private readonly ValueSetting<bool> _chorus;
    private readonly ValueSetting<bool> _delay;
    private readonly ValueSetting<bool> _limiter;
    private readonly ValueSetting<double> _start;
    private readonly ValueSetting<double?> _end;
    private readonly ValueSetting<double?> _tail;
    private readonly ValueSetting<double> _tempo;
    private readonly ValueSetting<double> _transpose;
    private readonly ValueSetting<IReadOnlyList<int>> _mute;
    private readonly ValueSetting<IReadOnlyList<int>> _solo;
    private readonly ValueSetting<int> _loops;
    private readonly ValueSetting<string?> _stems;
    private readonly ValueSetting<string?> _stats;
    private readonly SwitchSetting _realtime;
    private readonly ValueSetting<DiskSimulation?> _simulatedDisk;

    public RenderCommand(Host host, SettingSources sources)
        : base("render", "Render a MIDI song to a sound file, as fast as the machine can")
    {
        _sources = sources;
        Add(_song);
        _songNumber = Has(new ValueSetting<int>("song-number", "N", "Which song of a file with several (XMI); default 1", ValueParsers.SongNumber, 1));
        _fonts = Has(new ListSetting<FontSpec>(
            "font", "[N:]FILE", "A bank (a file or http://...), put at MIDI bank N; given again, later ones lie over earlier ones", ValueParsers.Font, "-f"));
        _output = Has(new ValueSetting<string?>(
            "output", "FILE", "The file to write, .wav or .raw; - is stdout; default: the song's name with .wav, here", ValueParsers.Text, null, "-o"));
        _budget = Has(new ValueSetting<long?>("budget", "SIZE", "Memory the sample store may hold, such as 64M", ValueParsers.OptionalByteSize, null));
        _resident = Has(new SwitchSetting("resident", "Load all samples before the first note"));
        _rate = Has(new ValueSetting<int>("rate", "HZ", "Frames a second, 8000-192000; default 44100", ValueParsers.Rate, RenderOptions.DefaultRate));
        _gain = Has(new ValueSetting<double>("gain", "DB", "Decibels to add; default 0", ValueParsers.Decibels, 0));
        _format = Has(new ValueSetting<SampleFormat>("format", "s16|s24|f32", "Numbers in the file; default s16", ValueParsers.SampleFormat, SampleFormat.S16));
        _interpolation = Has(new ValueSetting<Interpolation>(
            "interpolation", "linear|cubic|sinc", "Between sample points; default cubic", ValueParsers.Interpolation, Interpolation.Cubic));
        _velocityToFilter = Has(new ValueSetting<VelocityToFilter>(
            "velocity-to-filter", "off|2.01|2.04", "Soft notes darker, as a version of SoundFont says; default off", ValueParsers.VelocityToFilter, VelocityToFilter.Off));
        _soundControllers = Has(new ValueSetting<SoundControllers>(
            "sound-controllers", "auto|on|off", "Obey balance and controllers 71-78; default auto: in GS, XG, GM2", ValueParsers.SoundControllers, SoundControllers.ByMode));
        _polyphony = Has(new ValueSetting<int>(
            "polyphony", "N", "Voices that may sound at once, 1-4096; default 256", ValueParsers.Polyphony, RenderOptions.DefaultPolyphony));
        _reverb = Has(OnOff("reverb", "Reverberation"));
        _chorus = Has(OnOff("chorus", "Chorus"));
        _delay = Has(OnOff("delay", "Delay, in songs that use it"));
        _limiter = Has(OnOff("limiter", "Peak limiter"));
        _start = Has(new ValueSetting<double>("start", "TIME", "Where in the song to begin, such as 90 or 1:30", ValueParsers.Time, 0));
        _end = Has(new ValueSetting<double?>("end", "TIME", "Where in the song to stop", ValueParsers.OptionalTime, null));
        _tail = Has(new ValueSetting<double?>("tail", "SECONDS", "How long to go on after that; default: until silent", ValueParsers.Tail, null));
        _tempo = Has(new ValueSetting<double>("tempo", "PERCENT", "Tempo, 10%-1000% of the song's own; default 100%", ValueParsers.Tempo, 1));
        _transpose = Has(new ValueSetting<double>("transpose", "SEMITONES", "Higher or lower by so much, but for drums; default 0", ValueParsers.Semitones, 0));
        _mute = Has(Channels("mute", "Channels to leave out, such as 1,10 or 1-4; given again, these too"));
        _solo = Has(Channels("solo", "The only channels to play; given again, these too"));
        _loops = Has(new ValueSetting<int>("loops", "N", "How often to play the loop that the song marks; default 1, which is straight through", ValueParsers.Loops, 1));
        _stems = Has(new ValueSetting<string?>("stems", "DIR", "Write a file for each channel into a folder; with --output the whole as well", ValueParsers.Text, null));
        _stats = Has(new ValueSetting<string?>("stats", "FILE", "Write statistics as JSON; - is stderr", ValueParsers.Text, null));
        _realtime = Has(new SwitchSetting("realtime", "Keep the clock's pace, as if a device listened"));
        _simulatedDisk = Has(new ValueSetting<DiskSimulation?>(
            "simulate-disk", "DELAY[,SPEED]", "Try a slow disk, such as 10ms,50MB/s", ValueParsers.DiskSimulation, null));

        SetAction((parsed, cancellation) => Task.FromResult(RenderJob.Run(Read(parsed), host, cancellation)));
    }

    private static ValueSetting<bool> OnOff(string name, string what) =>
        new(name, "on|off", $"{what}; default on", ValueParsers.OnOff, true);

    private static ValueSetting<IReadOnlyList<int>> Channels(string name, string description) => new(
        name, "CHANNELS", description, ValueParsers.Channels, [], join: (some, more) => [.. some.Union(more).Order()]);

    /// <summary>What the command line and the other sources say together.</summary>
    /// <exception cref="UsageException">One of them asks for what there is not.</exception>
    internal RenderOptions Read(ParseResult parsed)
    {
        var options = new RenderOptions
        {
            Song = parsed.GetValue(_song),
            SongNumber = _songNumber.Resolve(parsed, _sources),
            Fonts = _fonts.Resolve(parsed, _sources),
            Output = _output.Resolve(parsed, _sources),
            BudgetBytes = _budget.Resolve(parsed, _sources),
            Resident = _resident.Resolve(parsed, _sources),
            Rate = _rate.Resolve(parsed, _sources),
            GainDecibels = _gain.Resolve(parsed, _sources),
            Format = _format.Resolve(parsed, _sources),
            Interpolation = _interpolation.Resolve(parsed, _sources),
            VelocityToFilter = _velocityToFilter.Resolve(parsed, _sources),
            SoundControllers = _soundControllers.Resolve(parsed, _sources),
            Polyphony = _polyphony.Resolve(parsed, _sources),
            Reverb = _reverb.Resolve(parsed, _sources),
            Chorus = _chorus.Resolve(parsed, _sources),
            Delay = _delay.Resolve(parsed, _sources),
            Limiter = _limiter.Resolve(parsed, _sources),
            StartSeconds = _start.Resolve(parsed, _sources),
            EndSeconds = _end.Resolve(parsed, _sources),
            TailSeconds = _tail.Resolve(parsed, _sources),
            Speed = _tempo.Resolve(parsed, _sources),
            Transposition = _transpose.Resolve(parsed, _sources),
            Muted = _mute.Resolve(parsed, _sources),
            Soloed = _solo.Resolve(parsed, _sources),
            Loops = _loops.Resolve(parsed, _sources),
            Stems = _stems.Resolve(parsed, _sources),
            Stats = _stats.Resolve(parsed, _sources),
            Realtime = _realtime.Resolve(parsed, _sources),
            SimulatedDisk = _simulatedDisk.Resolve(parsed, _sources),
        };
        return options switch
        {
            _ when options.EndSeconds <= options.StartSeconds =>
                throw new UsageException($"--end {options.EndSeconds} is not after --start {options.StartSeconds}, expected a later time"),
            { Stems: "-" } => throw new UsageException("--stems: found '-', expected a folder, as several files cannot go to stdout"),
            { Stems: not null, Stats: not null, Output: null } =>
                throw new UsageException("--stats tells of the whole, and --stems alone does not render it; expected --output too"),
            _ => options,
        };
    }
}
