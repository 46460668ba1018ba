using Awe.Midi;
using Awe.Playback;
using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>
/// Keeps what voices really enter, and when. It stands between a synthesizer and its player, since it is a message that tells the frame
/// within a quantum.
/// </summary>
internal sealed class EntryLog : IPageTrace, IScore
{
    private readonly Synthesizer _synthesizer;
    private readonly IScore _score;
    private readonly List<PageEntry> _entries = [];
    private long _messageFrame = -1;

    public EntryLog(Synthesizer synthesizer, IScore score)
    {
        _synthesizer = synthesizer;
        _score = score;
        synthesizer.PageTrace = this;
        synthesizer.SetScore(this);
    }

    public IReadOnlyList<PageEntry> Entries => _entries;

    public IScore Origin => _score;

    public long NextFrame
    {
        get
        {
            _messageFrame = -1;
            return _score.NextFrame;
        }
    }

    public void BeginQuantum()
    {
        _messageFrame = _synthesizer.Frame; // what the score strikes by itself begins with the quantum
        _score.BeginQuantum();
    }

    public ScoreStep Take(out MidiMessage message)
    {
        _messageFrame = _score.NextFrame;
        return _score.Take(out message);
    }

    public void NoteBanks() => _score.NoteBanks();

    public ReadOnlySpan<byte> SysEx(int index) => _score.SysEx(index);

    public void Enter(int bank, int page) => _entries.Add(_messageFrame >= 0
        ? new PageEntry(bank, page, _messageFrame, true)
        : new PageEntry(bank, page, _synthesizer.Frame + Synthesizer.QuantumFrames, false));
}
