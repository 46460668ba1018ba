using Awe.Effects;
using Awe.Voices;
using CsCheck;

namespace Awe.Tests.Effects;

public class EffectRackTests
{
    private const int Rate = 44100;
    private const int Block = 64;

    private static readonly ReverbParameters s_hall = new();

    public static TheoryData<string, byte[]> Changes => new()
    {
        { "another room", [0x30, 0x00] },
        { "a plate", [0x30, 0x05] },
        { "a longer time", [0x34, 0x60] },
        { "a lower level", [0x33, 0x10] },
        { "a corner", [0x32, 0x07] },
        { "a predelay", [0x37, 0x40] },
        { "echoes for a room", [0x30, 0x07] },
        { "another chorus", [0x38, 0x04] },
        { "a flanger", [0x38, 0x05] },
        { "a chorus into the reverb", [0x3F, 0x7F] },
        { "a chorus into the delay", [0x40, 0x7F] },
        { "another delay", [0x50, 0x07] },
        { "a louder delay", [0x58, 0x7F] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void No_change_makes_a_click_in_a_smooth_low_sound(string what, byte[] write)
    {
        var rack = new EffectRack(Rate, reverb: true, chorus: true, delay: true);
        rack.Reset(SystemMode.Gs);
        const int ChangeBlock = 1100;

        var (left, right) = Return(rack, Signal.Sine(3 * Rate, 300, Rate, 0.3f), (block, r) =>
        {
            if (block == ChangeBlock)
            {
                Gs(r, write[0], write[1..]);
            }
        });

        foreach (var side in new[] { left, right })
        {
            Assert.InRange(Signal.Rms(side.AsSpan(ChangeBlock * Block, Rate)), 0.01, 10);
            foreach (var offset in new[] { -4096, 0, 4096 })
            {
                var share = Signal.ShareAbove(3000, side.AsSpan((ChangeBlock * Block) + offset, 8192), Rate);
                Assert.True(share < -65, $"{what}: {share:F1} dB above 3 kHz");
            }
        }
    }

    [Fact]
    public void When_the_room_changes_old_sound_keeps_its_room_and_new_sound_has_the_new_one()
    {
        var send = new float[3 * Rate];
        Signal.Noise(2000).CopyTo(send, 0);
        var undisturbed = Return(ReverbOnly(), send, (_, _) => { }).Left;
        var changed = Return(ReverbOnly(), send, (block, rack) =>
        {
            if (block == 400)
            {
                Gs(rack, 0x30, 0x00);
            }
        }).Left;

        Assert.Equal(undisturbed, changed);

        var later = new float[3 * Rate];
        Signal.Noise(2000).CopyTo(later, 500 * Block);
        var inRoom = Return(ReverbOnly(), later, (block, rack) =>
        {
            if (block == 400)
            {
                Gs(rack, 0x30, 0x00);
            }
        }).Left;
        Assert.InRange(Signal.DecaySeconds(inRoom[((500 * Block) + 2000)..], Rate), 0.7, 1.2);
    }

    [Fact]
    public void Rooms_that_change_faster_than_they_fade_wait_for_their_turn_and_the_last_one_is_heard()
    {
        var (left, _) = Return(ReverbOnly(), Signal.Sine(2 * Rate, 300, Rate, 0.3f), (block, rack) =>
        {
            if (block is >= 400 and < 900)
            {
                Gs(rack, 0x30, (byte)(block % 6));
            }
        });

        Assert.True(Signal.ShareAbove(3000, left.AsSpan(390 * Block, 32768), Rate) < -60);
        Assert.InRange(Signal.Rms(left.AsSpan(1000 * Block, 10000)), 0.02, 1);
    }

    [Fact]
    public void The_same_registers_written_again_change_nothing_at_all()
    {
        var send = Signal.Noise(Rate);
        var quiet = Return(new EffectRack(Rate, true, true, true), send, (_, _) => { });
        var written = Return(new EffectRack(Rate, true, true, true), send, (_, rack) =>
        {
            Gs(rack, 0x30, 0x04);
            Gs(rack, 0x38, 0x02);
        });

        Assert.Equal(quiet.Left, written.Left);
        Assert.Equal(quiet.Right, written.Right);
    }

    [Theory]
    [InlineData("Gm")]
    [InlineData("Gs")]
    [InlineData("Gm2")]
    public void A_reset_brings_back_hall_and_third_chorus(string mode)
    {
        var rack = new EffectRack(Rate, true, true, true);
        Gs(rack, 0x30, 0x06);
        Gs(rack, 0x38, 0x05);
        Gs(rack, 0x3F, 0x40);
        Gs(rack, 0x50, 0x05);
        Gs(rack, 0x5A, 0x40);

        rack.Reset(Enum.Parse<SystemMode>(mode));

        Assert.Equal(s_hall, rack.Settings.Reverb);
        Assert.False(rack.Settings.IsReverbEcho);
        Assert.Equal(0.366, rack.Settings.Chorus.RateHz, 1e-3);
        Assert.Equal((0.0, 0.0, 0.0), (rack.Settings.ChorusToReverb, rack.Settings.ChorusToDelay, rack.Settings.DelayToReverb));
        Assert.Equal(0.34, rack.Settings.Delay.CentreSeconds, 1e-9);
    }

    [Fact]
    public void A_rack_that_restarts_is_set_up_like_a_new_one()
    {
        var expected = new EffectRack(Rate, true, true, true).Settings;
        var rack = new EffectRack(Rate, true, true, true);
        Gs(rack, 0x30, 0x00);
        Gs(rack, 0x38, 0x05);
        Gs(rack, 0x50, 0x03);

        Assert.True(rack.Settings.IsDelayOn);
        Assert.NotEqual(expected.Reverb, rack.Settings.Reverb);
        Assert.NotEqual(expected.Chorus, rack.Settings.Chorus);
        rack.Restart();
        Assert.False(rack.Settings.IsDelayOn);
        Assert.Equal(expected.Reverb, rack.Settings.Reverb);
        Assert.Equal(expected.Chorus, rack.Settings.Chorus);
        Assert.Equal(expected.Delay, rack.Settings.Delay);
    }

    [Fact]
    public void The_chorus_returns_into_the_reverb_when_a_song_asks_for_it()
    {
        var send = new float[2 * Rate];
        Signal.Noise(5000).CopyTo(send, 0);
        var rack = new EffectRack(Rate, reverb: true, chorus: true, delay: false);
        var apart = ReturnOf(rack, send, chorusOnly: true).Left;
        rack = new EffectRack(Rate, reverb: true, chorus: true, delay: false);
        Gs(rack, 0x3F, 0x7F);
        var through = ReturnOf(rack, send, chorusOnly: true).Left;

        Assert.All(apart[(Rate / 2)..], value => Assert.InRange(value, -1e-3f, 1e-3f));
        Assert.True(Signal.Rms(through.AsSpan(Rate / 2, 10000)) > 3e-3);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(192000)]
    public void Whatever_registers_say_the_return_stays_finite_and_bounded(int rate) =>
        Gen.Select(Gen.Int[0, 127], Gen.Byte[0, 127].Array[1, 30], Gen.Int[0, 2]).Array[1, 12].Sample(
            messages =>
            {
                var rack = new EffectRack(rate, true, true, true);
                var blocks = rate / Block / 4;
                var (left, right) = Return(rack, Signal.Noise(blocks * Block), (block, r) =>
                {
                    if (block % 40 == 7 && block / 40 < messages.Length)
                    {
                        var (first, values, kind) = messages[block / 40];
                        r.Obey(kind switch
                        {
                            0 => new SystemMessage { Kind = SystemMessageKind.GsData, Address = 0x400100 + first, Data = values },
                            1 => new SystemMessage { Kind = SystemMessageKind.XgData, Address = 0x020100 + first, Data = values },
                            _ => new SystemMessage { Kind = SystemMessageKind.GlobalParameters, Address = first % 4, Data = values },
                        });
                    }
                });
                return left.Concat(right).All(value => Math.Abs(value) < 100);
            },
            iter: rate > 48000 ? 10 : 40);

    [Fact]
    public void Messages_and_blocks_allocate_nothing()
    {
        var rack = new EffectRack(Rate, true, true, true);
        var block = Signal.Noise(5 * Block);

        (int Address, byte[] Values)[] messages = [
            .. Enumerable.Range(0, 8).Select(value => (0x400130, new byte[] { (byte)value, 1, 2, 60, 70 })),
            .. Enumerable.Range(0, 8).Select(value => (0x400138, new byte[] { (byte)value, 1, 60, 20, 70 })),
            .. Enumerable.Range(0, 10).Select(value => (0x400150, new byte[] { (byte)value, 1, 90 })),
        ];

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var i = 0; i < 600; i++)
            {
                var (address, values) = messages[i % messages.Length];
                rack.Obey(new SystemMessage { Kind = SystemMessageKind.GsData, Address = address, Data = values });
                rack.Obey(new SystemMessage { Kind = SystemMessageKind.XgData, Address = 0x020140, Data = values });
                rack.Obey(new SystemMessage { Kind = SystemMessageKind.GlobalParameters, Address = 2, Data = values });
                rack.Process(Buses(block));
                if (i % 50 == 0)
                {
                    rack.Reset(i % 100 == 0 ? SystemMode.Gs : SystemMode.Xg);
                }
            }
        });

        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(8000, true, true, true)]
    [InlineData(44100, true, false, false)]
    [InlineData(44100, false, true, false)]
    [InlineData(44100, false, false, true)]
    [InlineData(192000, true, true, true)]
    public void Memory_is_told_before_it_is_taken(int rate, bool reverb, bool chorus, bool delay)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rack = new EffectRack(rate, reverb, chorus, delay);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(rack.Bytes, 0.9 * allocated - 8192, allocated);
        Assert.InRange(EffectRack.BytesFor(rate, reverb, chorus, delay), rack.Bytes, 1.2 * rack.Bytes + 32768);
    }

    private static EffectRack ReverbOnly() => new(Rate, reverb: true, chorus: false, delay: false);

    private static void Gs(EffectRack rack, int first, params byte[] values) =>
        rack.Obey(new SystemMessage { Kind = SystemMessageKind.GsData, Address = 0x400100 + first, Data = values });

    private static MixBuses Buses(float[] block) =>
        new(block.AsSpan(0, Block), block.AsSpan(Block, Block), block.AsSpan(2 * Block, Block), block.AsSpan(3 * Block, Block), block.AsSpan(4 * Block, Block));

    private static (float[] Left, float[] Right) Return(EffectRack rack, float[] send, Action<int, EffectRack> beforeBlock) =>
        ReturnOf(rack, send, chorusOnly: false, beforeBlock);

    private static (float[] Left, float[] Right) ReturnOf(
        EffectRack rack, float[] send, bool chorusOnly, Action<int, EffectRack>? beforeBlock = null)
    {
        var (left, right) = (new float[send.Length], new float[send.Length]);
        var (reverb, chorus, delay) = (new float[Block], new float[Block], new float[Block]);
        for (var start = 0; start + Block <= send.Length; start += Block)
        {
            beforeBlock?.Invoke(start / Block, rack);
            var block = send.AsSpan(start, Block);
            block.CopyTo(chorus);
            block.CopyTo(reverb);
            block.CopyTo(delay);
            if (chorusOnly)
            {
                Array.Clear(reverb);
                Array.Clear(delay);
            }

            rack.Process(new MixBuses(left.AsSpan(start, Block), right.AsSpan(start, Block), reverb, chorus, delay));
        }

        return (left, right);
    }
}
