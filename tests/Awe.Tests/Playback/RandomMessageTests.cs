using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Midi;
using CsCheck;

namespace Awe.Tests.Playback;

/// <summary>Whatever is sent: no exception, no allocation on the rendering thread, and numbers that are numbers.</summary>
[Collection(Awe.Tests.Storage.StoreCollection.Name)]
public class RandomMessageTests
{
    private const int Messages = 300;

    private static readonly Gen<MidiMessage> s_message = Gen.OneOf(
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 127], Gen.Int[0, 127], MidiMessage.NoteOn),
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 127], Gen.Int[0, 127], MidiMessage.Control),
        Gen.Select(Gen.Int[0, 20], AnyOf(6, 38, 96, 97, 98, 99, 100, 101), Gen.Int[0, 127], MidiMessage.Control),
        Gen.Select(Gen.Int[0, 20], AnyOf(98, 99), AnyOf(1, 8, 24, 28, 31, 100, 102, 120, 127), MidiMessage.Control),
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 127], MidiMessage.Program),
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 16383], MidiMessage.PitchWheel),
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, Gen.Byte).Select((kind, channel, a, b) => new MidiMessage((MidiMessageKind)(kind & 15), channel, a, b, a)));

    // Right up to where their numbers mean something; from there on anything.
    private static readonly Gen<byte[]> s_sysEx = Gen.Select(
        AnyOf(
            "7E 7F 09", "7F 7F 04", "7F 7F 08 01", "7E 7F 08 02 00", "7F 7F 08 07 00 00", "7F 7F 08 08 03 7F 7F", "7E 7F 08 09",
            "41 10 42 12 40 00", "41 10 42 12 40 11", "41 10 42 12 40 1F", "41 10 42 12 40 21", "41 10 42 12 41 00", "41 10 42 12 41 15",
            "41 10 42 12 40 01", "41 10 42 12 50 11", "43 10 4C 00 00", "43 10 4C 08 01", "43 10 4C 08 09 07", "43 10 4C 30 26", "43 10 4C 02 01", "43"),
        Gen.Byte[0, 127].Array[0, 40],
        Gen.Int[0, 9],
        (start, rest, chance) => chance == 0 ? rest : WithChecksum([.. Smf.Hex(start), .. rest]));

    [Fact]
    public void Random_messages_do_no_harm() =>
        Gen.Select(s_message.Array[Messages], s_sysEx.Array[SysExBuffers.Count]).Sample(
            (messages, sysEx) =>
            {
                using var bench = Bench();
                var left = new float[512];
                var right = new float[512];
                var allocated = 0L;
                for (var i = 0; i < messages.Length; i++)
                {
                    bench.Synthesizer.Send(messages[i]);
                    bench.Synthesizer.SendSysEx(sysEx[i % sysEx.Length]);
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    bench.Synthesizer.Render(left, right);
                    allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                    Assert.All(left, point => Assert.True(float.IsFinite(point)));
                    Assert.All(right, point => Assert.True(float.IsFinite(point)));
                }

                Assert.Equal(0, bench.Synthesizer.VoicesFaulty);

                // What the runtime adds now and then is the rest of an allocation context; what rendering added would come each time.
                Assert.InRange(allocated, 0, 16 * 1024);
            },
            iter: 40,
            threads: 1);

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static SynthBench Bench()
    {
        var bank = new SoundFontBuilder();
        var points = SynthBench.Sine(100);
        var sample = bank.AddSample("sample", points, SynthBench.Rate, 60, 0, points.Length);
        var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1).With(GeneratorType.ReleaseVolEnv, 0)
            .With(GeneratorType.ModEnvToPitch, 200).With(GeneratorType.ModLfoToVolume, 50).With(GeneratorType.InitialFilterCutoff, 9000);
        var instrument = bank.AddInstrument("instrument", zone);
        foreach (var (number, program) in new[] { (0, 0), (0, 5), (1, 5), (128, 0), (128, 8) })
        {
            bank.AddPreset($"{number}:{program}", number, program, new ZoneBuilder(instrument));
        }

        return new SynthBench(bank, SynthBench.Dry with { Reverb = true, Chorus = true, Limiter = true, Polyphony = 64 });
    }

    private static byte[] WithChecksum(byte[] message) => message is [0x41, _, _, _, .. var data]
        ? [.. message, (byte)(-data.Sum(value => value) & 0x7F)]
        : message;
}
