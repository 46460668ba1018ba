using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Benchmarks.HitRate;

/// <summary>
/// Plays through the real engine, without effects and waiting for every page, and writes down each page that a voice enters. What is
/// entered, and when, does not depend on what is resident.
/// </summary>
internal sealed class TraceRecorder : IPageTrace, IDisposable
{
    private const int TailSeconds = 4;
    private readonly SampleStore _store = new(new SampleStoreOptions { BudgetBytes = 2L << 30 });
    private readonly SoundFont _font;
    private readonly float[] _left = new float[Synthesizer.QuantumFrames];
    private readonly float[] _right = new float[Synthesizer.QuantumFrames];
    private readonly List<int> _pages = [];
    private readonly List<int> _frames = [];
    private Synthesizer? _synthesizer;

    public TraceRecorder(string bank)
    {
        _font = SoundFont.Open(bank);
        BankPages = _store.Attach(_font).Table.Pages;
    }

    public int BankPages { get; }

    public PageTrace Song(string path)
    {
        var song = MidiFile.Open(path);
        return Record(Path.GetFileNameWithoutExtension(path), Player.ChannelsFor(song), synthesizer =>
        {
            using var player = new Player(synthesizer, song);
            while (!player.IsAtEnd)
            {
                Render(synthesizer);
            }

            RenderTail(synthesizer);
        });
    }

    public PageTrace Live(double seconds, int seed) => Record("live", 16, synthesizer =>
    {
        var performer = new LivePerformer(new Random(seed));
        while (synthesizer.Frame < seconds * synthesizer.SampleRate)
        {
            performer.Play(synthesizer, (double)synthesizer.Frame / synthesizer.SampleRate);
            Render(synthesizer);
        }
    });

    void IPageTrace.Enter(int bank, int page)
    {
        _pages.Add(page);
        _frames.Add((int)_synthesizer!.Frame);
    }

    public void Dispose()
    {
        _store.Dispose();
        _font.Dispose();
    }

    private PageTrace Record(string name, int channels, Action<Synthesizer> play)
    {
        _pages.Clear();
        _frames.Clear();
        using var synthesizer = _synthesizer = new Synthesizer(_store, [new LoadedFont(_font)], new SynthesizerOptions
        {
            Channels = channels,
            Interpolation = Interpolation.Linear,
            Reverb = false,
            Chorus = false,
            Limiter = false,
            MissPolicy = MissPolicy.Wait,
        });
        synthesizer.PageTrace = this;
        play(synthesizer);
        return new PageTrace(name, [.. _pages], [.. _frames]);
    }

    private void Render(Synthesizer synthesizer) => synthesizer.Render(_left, _right);

    private void RenderTail(Synthesizer synthesizer)
    {
        var end = synthesizer.Frame + ((long)TailSeconds * synthesizer.SampleRate);
        while (synthesizer.VoiceCount > 0 && synthesizer.Frame < end)
        {
            Render(synthesizer);
        }
    }
}
