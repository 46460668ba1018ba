using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>A bank of one preset with one zone over one instrument with one zone, its four lists given by the test.</summary>
internal sealed class TestBank : IDisposable
{
    public Generator[] InstrumentGlobal { get; init; } = [];

    public Generator[] InstrumentLocal { get; init; } = [];

    public Generator[] PresetGlobal { get; init; } = [];

    public Generator[] PresetLocal { get; init; } = [];

    public Modulator[] InstrumentGlobalModulators { get; init; } = [];

    public Modulator[] InstrumentLocalModulators { get; init; } = [];

    public Modulator[] PresetGlobalModulators { get; init; } = [];

    public Modulator[] PresetLocalModulators { get; init; } = [];

    /// <summary>The bank's own default modulators, or null for the standard ones.</summary>
    public Modulator[]? OwnDefaults { get; init; }

    public VelocityToFilter VelocityToFilter { get; init; }

    /// <summary>Whether the defaults beyond the specification's are in force.</summary>
    public bool HasSoundControllers { get; init; }

    public byte RootKey { get; init; } = 60;

    public sbyte CorrectionCents { get; init; }

    public Channel Channel { get; } = new(0);

    private SoundFont? Font { get; set; }

    private Modulator[] _defaults = [];

    public static Generator Gen(GeneratorType type, int amount) => new(type, (short)amount);

    public static Modulator Mod(int source, GeneratorType destination, int amount, int amountSource = 0, int transform = 0) =>
        new((ushort)source, (ushort)destination, (short)amount, (ushort)amountSource, (ushort)transform);

    /// <summary>Plays a note on <see cref="Channel"/>: the articulation its voice would have.</summary>
    public Articulation Play(int key = 60, int velocity = 127)
    {
        if (Font is null)
        {
            Font = Build();
            _defaults = DefaultModulators.Of(Font, VelocityToFilter, HasSoundControllers);
        }

        var articulation = default(Articulation);
        articulation.Resolve(
            Font,
            Font.Presets[0],
            Font.ZonesOf(Font.Presets[0])[0],
            Font.InstrumentAt(0),
            Font.ZonesOf(Font.InstrumentAt(0))[0],
            _defaults,
            Channel,
            key,
            velocity);
        return articulation;
    }

    public void Dispose() => Font?.Dispose();

    /// <summary>A bank of nothing but presets, for choosing among them.</summary>
    public static SoundFont WithPresets(params (int Bank, int Program, string Name)[] presets) => new(
        new MemoryByteSource(new byte[2], "presets"),
        EmptyTables with
        {
            Presets = [.. presets.Select(preset => new Preset { Name = preset.Name, Bank = preset.Bank, Program = preset.Program })],
        });

    private static SoundFontTables EmptyTables => new()
    {
        Info = new SoundFontInfo(),
        SampleData = new SampleData(0, 1, -1),
        Presets = [],
        Instruments = [],
        Samples = [],
        PresetZones = [],
        InstrumentZones = [],
        PresetGenerators = [],
        InstrumentGenerators = [],
        PresetModulators = [],
        InstrumentModulators = [],
        Warnings = [],
    };

    private SoundFont Build() => new(
        new MemoryByteSource(new byte[200], "zones"),
        EmptyTables with
        {
            DefaultModulators = OwnDefaults,
            SampleData = new SampleData(0, 100, -1),
            Presets = [new Preset { Name = "preset", Bank = 0, Program = 0, ZoneCount = 1, Global = GlobalZone(PresetGlobal, PresetGlobalModulators) }],
            Instruments = [new Instrument { Name = "instrument", ZoneCount = 1, Global = GlobalZone(InstrumentGlobal, InstrumentGlobalModulators) }],
            Samples = [Sample()],
            PresetZones = [LocalZone(PresetGlobal, PresetLocal, PresetGlobalModulators, PresetLocalModulators)],
            InstrumentZones = [LocalZone(InstrumentGlobal, InstrumentLocal, InstrumentGlobalModulators, InstrumentLocalModulators)],
            PresetGenerators = [.. PresetGlobal, .. PresetLocal],
            InstrumentGenerators = [.. InstrumentGlobal, .. InstrumentLocal],
            PresetModulators = [.. PresetGlobalModulators, .. PresetLocalModulators],
            InstrumentModulators = [.. InstrumentGlobalModulators, .. InstrumentLocalModulators],
        });

    private SampleHeader Sample() => new()
    {
        Name = "sample",
        Start = 5,
        End = 100,
        LoopStart = 10,
        LoopEnd = 20,
        ReachStart = 5,
        ReachEnd = 100,
        Rate = 44100,
        RootKey = RootKey,
        CorrectionCents = CorrectionCents,
        Link = 0,
        Type = 1,
    };

    private static Zone GlobalZone(Generator[] generators, Modulator[] modulators) => AnyNote with
    {
        Target = -1,
        GeneratorCount = generators.Length,
        ModulatorCount = modulators.Length,
    };

    private static Zone LocalZone(Generator[] global, Generator[] local, Modulator[] globalModulators, Modulator[] localModulators) => AnyNote with
    {
        FirstGenerator = global.Length,
        GeneratorCount = local.Length,
        FirstModulator = globalModulators.Length,
        ModulatorCount = localModulators.Length,
    };

    private static Zone AnyNote => new() { KeyLow = 0, KeyHigh = 127, VelocityLow = 0, VelocityHigh = 127, Target = 0 };
}
