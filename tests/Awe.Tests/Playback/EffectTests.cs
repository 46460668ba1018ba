using Awe.Effects;
using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Effects;
using CsCheck;

namespace Awe.Tests.Playback;

/// <summary>Effects as a synthesizer runs them: set by messages, fed by sends.</summary>
public class EffectTests
{
    private static readonly byte[] s_gsReset = [0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41, 0xF7];

    private static readonly SynthesizerOptions s_wet = SynthBench.Dry with { Reverb = true, Chorus = true, Delay = true };

    [Fact]
    public void A_reverb_message_changes_the_sound_and_a_reset_brings_it_back()
    {
        var usual = Tail();
        var longer = Tail(Gs(0x34, 0x7F));
        var silent = Tail(Gs(0x33, 0x00));
        var reset = Tail(Gs(0x34, 0x7F), s_gsReset);

        Assert.True(longer > 1.5 * usual);
        Assert.True(silent < 1e-4 * usual);
        Assert.InRange(reset, 0.99 * usual, 1.01 * usual);
    }

    [Fact]
    public void A_synthesizer_that_restarts_has_its_first_effects_again()
    {
        using var bench = Bench(s_wet with { Chorus = false });
        var usual = TailOf(bench);
        bench.Synthesizer.SendSysEx(Gs(0x34, 0x7F));
        var longer = TailOf(bench);
        bench.Synthesizer.Restart();
        bench.Render(20); // what rang goes on until it is over

        var restarted = TailOf(bench);

        Assert.True(longer > 1.5 * usual);
        Assert.InRange(restarted, 0.7 * usual, 1.4 * usual); // the lines sway elsewhere by now
    }

    [Fact]
    public void Delay_sends_are_heard_in_songs_that_say_gs_and_not_before()
    {
        Assert.True(EchoOf(s_wet) < 1e-5);
        Assert.InRange(EchoOf(s_wet, s_gsReset), 0.05, 1);
        Assert.InRange(EchoOf(s_wet, Gs(0x50, 0x00)), 0.05, 1);
        Assert.True(EchoOf(s_wet with { Delay = false }, s_gsReset) < 1e-5);
        Assert.True(EchoOf(s_wet, s_gsReset, [0x7E, 0x7F, 0x09, 0x01]) < 1e-5);
        Assert.InRange(EchoOf(s_wet, [0x43, 0x10, 0x4C, 0, 0, 0x7E, 0], [0x43, 0x10, 0x4C, 0x02, 0x01, 0x5A, 0x01]), 0.05, 1);
    }

    [Fact]
    public void A_delay_send_follows_its_controller_while_the_note_sounds()
    {
        using var bench = Bench(s_wet with { Reverb = false, Chorus = false });
        bench.Synthesizer.SendSysEx(Gs(0x50, 0x00));
        bench.Send(MidiMessage.Control(0, 94, 0)).Strike();
        var (before, _) = bench.Render(1);
        bench.Send(MidiMessage.Control(0, 94, 127));

        var (after, _) = bench.Render(1);

        Assert.Equal(Signal.Rms(before.AsSpan(before.Length / 2)), Signal.Rms(after.AsSpan(0, 10000)), 1e-3);
        Assert.True(Signal.Rms(after.AsSpan(30000)) > 1.05 * Signal.Rms(before.AsSpan(30000)) || Signal.Rms(after.AsSpan(30000)) < 0.95 * Signal.Rms(before.AsSpan(30000)));
    }

    [Fact]
    public void What_effects_do_to_messages_does_not_depend_on_the_callers_buffers()
    {
        var whole = WithMessages(4096);

        Gen.Int[1, 700].Sample(block => WithMessages(block).SequenceEqual(whole), iter: 8);
    }

    [Fact]
    public void Messages_about_effects_allocate_nothing_where_sound_is_made()
    {
        using var bench = Bench();
        bench.Send(MidiMessage.Control(0, 91, 127), MidiMessage.Control(0, 93, 127), MidiMessage.Control(0, 94, 127)).Strike();
        var (left, right) = (new float[64], new float[64]);
        byte[][] messages = [s_gsReset, Gs(0x30, 0x00), Gs(0x38, 0x05), Gs(0x50, 0x04), Gs(0x30, 0x06), Gs(0x34, 0x10)];

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var i = 0; i < 600; i++)
            {
                bench.Synthesizer.SendSysEx(messages[i % messages.Length]);
                bench.Synthesizer.Render(left, right);
            }
        });

        Assert.Equal(0, allocated);
    }

    private static float[] WithMessages(int block)
    {
        using var bench = Bench();
        bench.Send(MidiMessage.Control(0, 91, 127), MidiMessage.Control(0, 93, 100), MidiMessage.Control(0, 94, 90)).Strike();
        bench.Synthesizer.SendSysEx(s_gsReset, 100);
        bench.Send(MidiMessage.NoteOn(0, 64, 100));
        byte[][] messages = [Gs(0x30, 0x00), Gs(0x34, 0x70), Gs(0x38, 0x04), Gs(0x50, 0x05), Gs(0x30, 0x07), Gs(0x3F, 0x60)];
        for (var i = 0; i < messages.Length; i++)
        {
            bench.Synthesizer.SendSysEx(messages[i], 3001 + (i * 1777));
        }

        return SynthBench.Render(bench.Synthesizer, 20_000, block).Left;
    }

    // What is left of a note's reverberation a second and a half later.
    private static double Tail(params byte[][] messages)
    {
        using var bench = Bench(s_wet with { Chorus = false });
        foreach (var message in messages)
        {
            bench.Synthesizer.SendSysEx(message);
        }

        return TailOf(bench);
    }

    private static double TailOf(SynthBench bench)
    {
        var (left, _) = Strike(bench);
        return Signal.Rms(left.AsSpan(60_000, 10_000));
    }

    private static double EchoOf(SynthesizerOptions options, params byte[][] messages)
    {
        using var bench = Bench(options with { Reverb = false, Chorus = false });
        foreach (var message in messages)
        {
            bench.Synthesizer.SendSysEx(message);
        }

        bench.Render(0.1);
        bench.Send(MidiMessage.Control(0, 94, 127));
        var (left, _) = Strike(bench);
        return Signal.Rms(left.AsSpan(13_000, 4000)); // the note is over after 0.12 s, the echo of the left comes after a third
    }

    private static (float[] Left, float[] Right) Strike(SynthBench bench)
    {
        bench.Send(MidiMessage.Control(0, 91, 127), MidiMessage.Control(0, 93, 64)).Strike();
        var (first, firstRight) = bench.Render(0.1);
        bench.Send(MidiMessage.NoteOff(0, 60));
        var (rest, restRight) = bench.Render(1.9);
        return ([.. first, .. rest], [.. firstRight, .. restRight]);
    }

    private static SynthBench Bench(SynthesizerOptions? options = null) => new(SynthBench.Bank(SynthBench.Sine(100)), options ?? s_wet);

    private static byte[] Gs(byte register, byte value)
    {
        var sum = (byte)(-(0x40 + 0x01 + register + value) & 0x7F);
        return [0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, register, value, sum, 0xF7];
    }
}
