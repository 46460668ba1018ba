using Awe.Effects;
using CsCheck;

namespace Awe.Tests.Effects;

public class SendEffectTests
{
    private const int Rate = 8000;

    public static TheoryData<string> Effects => ["reverb", "chorus", "echo"];

    [Theory]
    [MemberData(nameof(Effects))]
    public void The_return_does_not_depend_on_how_the_send_is_cut_into_blocks(string kind)
    {
        // Bursts and rests: the rests are longer than the tail, so falling asleep and waking up are part of the comparison.
        var send = new float[4 * Rate];
        Signal.Noise(700).CopyTo(send, 123);
        Signal.Noise(300, seed: 7).CopyTo(send, 3 * Rate);
        var whole = Signal.Return(Make(kind), send, send.Length);

        Gen.Int[1, 200].Array[1, 20].Sample(
            lengths =>
            {
                var effect = Make(kind);
                var (left, right) = (new float[send.Length], new float[send.Length]);
                for (int start = 0, i = 0; start < send.Length; i++)
                {
                    var frames = Math.Min(lengths[i % lengths.Length], send.Length - start);
                    effect.Process(send.AsSpan(start, frames), left.AsSpan(start, frames), right.AsSpan(start, frames));
                    start += frames;
                }

                return left.SequenceEqual(whole.Left) && right.SequenceEqual(whole.Right);
            },
            iter: 30);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void After_the_tail_the_output_is_left_exactly_as_it_was(string kind)
    {
        var effect = Make(kind);
        var send = new float[effect.TailFrames + 1000];
        Signal.Noise(500).CopyTo(send, 0);
        var left = Enumerable.Repeat(0.25f, send.Length).ToArray();
        var right = Enumerable.Repeat(-0.5f, send.Length).ToArray();

        effect.Process(send, left, right);

        Assert.All(left[(500 + effect.TailFrames)..], value => Assert.Equal(0.25f, value));
        Assert.All(right[(500 + effect.TailFrames)..], value => Assert.Equal(-0.5f, value));
        Assert.NotEqual(0.25f, left[600]);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void What_the_end_of_the_tail_cuts_off_is_below_minus_100_dB(string kind)
    {
        var effect = Make(kind);
        var send = new float[effect.TailFrames + 2000];
        Signal.Noise(2000).CopyTo(send, 0);

        var (left, _) = Signal.Return(effect, send);

        Assert.True(left[(1999 + effect.TailFrames - 20)..].Max(Math.Abs) < 1e-5f);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void A_cleared_effect_answers_like_a_new_one(string kind)
    {
        var used = Make(kind);
        Signal.Return(used, Signal.Noise(3000, seed: 5));
        used.Clear();

        var expected = Signal.Return(Make(kind), Signal.Noise(3000));
        var (left, right) = Signal.Return(used, Signal.Noise(3000));
        Assert.Equal(expected.Left, left);
        Assert.Equal(expected.Right, right);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void The_return_is_added_to_what_is_there(string kind)
    {
        var send = Signal.Noise(500);
        var alone = Signal.Return(Make(kind), send);
        var (left, right) = (Enumerable.Repeat(1f, 500).ToArray(), Enumerable.Repeat(-1f, 500).ToArray());

        Make(kind).Process(send, left, right);

        for (var i = 0; i < send.Length; i++)
        {
            Assert.Equal(1f + alone.Left[i], left[i], 1e-6f);
            Assert.Equal(-1f + alone.Right[i], right[i], 1e-6f);
        }
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void No_state_fades_into_denormal_numbers(string kind)
    {
        var effect = Make(kind);
        var send = new float[effect.TailFrames + 1000];
        send[0] = 1e-20f;

        var (left, right) = Signal.Return(effect, send);

        Assert.DoesNotContain(left.Concat(right), float.IsSubnormal);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public void Processing_allocates_nothing(string kind)
    {
        var effect = Make(kind);
        var (send, left, right) = (Signal.Noise(64), new float[64], new float[64]);

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var block = 0; block < 1000; block++)
            {
                effect.Process(send, left, right);
            }
        });

        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(192000)]
    public void Memory_is_told_and_small(int rate)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        SendEffect[] effects = [new Reverb(rate, new()), new Chorus(rate, new()), new Echo(rate, 1, new())];
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var told = effects.Sum(effect => effect.Bytes);
        Assert.InRange(told, 0.9 * allocated - 4096, allocated);
        Assert.InRange(told, 1, 3.0 * rate * sizeof(float));
    }

    private static SendEffect Make(string kind) => kind switch
    {
        "reverb" => new Reverb(Rate, new() { TimeSeconds = 0.4 }),
        "chorus" => new Chorus(Rate, new()),
        _ => new Echo(Rate, 0.1, new() { LeftSeconds = 0.02, RightSeconds = 0.04, CentreSeconds = 0.06, LoopSeconds = 0.05, LeftLevel = 1, RightLevel = 0.7 }),
    };
}
