using Awe.Midi;
using Awe.Voices;

namespace Awe.Playback;

/// <content>The rendering thread: a quantum, the messages that are due in it, and what is done when it begins.</content>
public sealed partial class Synthesizer
{
    // The notes of a score that has gone would sound for ever. Another one in its place has begun with a restart, or is about to, and may
    // already have struck notes of its own.
    private void TakeScore()
    {
        var score = Volatile.Read(ref _score);
        if (score != _playing)
        {
            _playing = score;
            if (score is null)
            {
                _performer.ReleaseScore();
                _performer.Silence(ChannelSet.None);
                _performer.Transpose(0, 0); // whoever plays live goes on untransposed
            }
        }

        score?.BeginQuantum();
    }

    // The rendering thread.
    private void TakeBanks()
    {
        if (_banks.TryTakeNext())
        {
            _performer.Use(_banks.Current);
            _playing?.NoteBanks();
        }

        _banks.FadeStrangers(_pool);
    }

    private Span<float> Bus(int number) => _buses.Span.Slice(number * QuantumFrames, QuantumFrames);

    private MixBuses BusesAt(int offset, int frames) => new(
        Bus(0).Slice(offset, frames),
        Bus(1).Slice(offset, frames),
        Bus(2).Slice(offset, frames),
        Bus(3).Slice(offset, frames),
        Bus(4).Slice(offset, frames));

    private void RenderQuantum()
    {
        _buses.Span.Clear();
        _live.Collect();
        for (var done = 0; done < QuantumFrames;)
        {
            PlayDue(Frame + done);
            var frames = (int)Math.Min(QuantumFrames - done, NextFrame - (Frame + done));
            RenderVoices(done, frames);
            done += frames;
        }

        _effects.Process(BusesAt(0, QuantumFrames));
        _gain.Apply(Bus(0), Bus(1));
        _limiter?.Process(Bus(0), Bus(1));
        _rendered = 0;
    }

    private long NextFrame => Math.Min(_live.NextFrame, _playing?.NextFrame ?? long.MaxValue);

    private void RenderVoices(int offset, int frames)
    {
        _reader.BeginQuantum();
        VoiceFrames += (long)frames * _pool.Live.Length;
        try
        {
            _pool.Render(BusesAt(offset, frames));
        }
        finally
        {
            _reader.Leave(); // a wait that was cancelled must not hold up everybody's pages
        }
    }

    // A score's message comes before a live one of the same frame: a player's own notes follow what the song sets up.
    private void PlayDue(long frame)
    {
        while (_playing is { } score && score.NextFrame <= frame)
        {
            TakeStep(score);
        }

        while (_live.NextFrame <= frame)
        {
            var due = _live.Take();
            if (due.Buffer != QueuedEvent.NoBuffer)
            {
                Obey(SystemMessages.Parse(_sysEx.Read(due.Buffer)), 0);
                _sysEx.Return(due.Buffer);
            }
            else
            {
                _performer.Play(due.Message);
            }
        }
    }

    private void TakeStep(IScore score)
    {
        switch (score.Take(out var message))
        {
            case ScoreStep.Message:
                Obey(message, score);
                break;
            case ScoreStep.Jump:
                _performer.LiftScoreKeys();
                break;
            default:
                _performer.ReleaseScore();
                break;
        }
    }

    private void Obey(in MidiMessage message, IScore score)
    {
        if (message.Kind == MidiMessageKind.SysEx)
        {
            Obey(SystemMessages.Parse(score.SysEx(message.SysExIndex)), message.Channel);
        }
        else
        {
            _performer.PlayScore(message);
        }
    }

    private void Obey(in SystemMessage message, int firstChannel)
    {
        WrongChecksums += message.HasWrongChecksum ? 1 : 0;
        _performer.Play(message, firstChannel);
        _gain.SetMaster(_performer.System.Gain, _performer.System.Balance);
        _effects.Obey(message);
    }
}
