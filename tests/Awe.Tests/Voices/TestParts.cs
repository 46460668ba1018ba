using Awe.Tests.Midi;
using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>Channels without voices, that remember what their voices would have been told.</summary>
internal sealed class TestParts : IParts
{
    private readonly Channel[] _channels;

    public TestParts(int channels = 16) => _channels = [.. Enumerable.Range(0, channels).Select(number => new Channel(number, SystemMode.Gs, System))];

    public SystemState System { get; } = new();

    public List<(int Part, ControlEffect Effect)> Carried { get; } = [];

    public int Count => _channels.Length;

    public Channel this[int number] => _channels[number];

    public void Reset(SystemMode mode)
    {
        System.Reset();
        Array.ForEach(_channels, channel => channel.Reset(mode));
    }

    public void Carry(int number, ControlEffect effect) => Carried.Add((number, effect));

    /// <summary>Obeys a message given in hexadecimal digits.</summary>
    public TestParts Obey(string hex, int firstPart = 0)
    {
        var message = SystemMessages.Parse(Smf.Hex(hex));
        Assert.NotEqual(SystemMessageKind.None, message.Kind);
        SystemSetup.Obey(message, this, firstPart);
        return this;
    }

    /// <summary>A GS data set message: framed, with its checksum.</summary>
    public TestParts Gs(string addressAndData, int firstPart = 0)
    {
        var sum = -Smf.Hex(addressAndData).Sum(value => value) & 0x7F;
        return Obey($"F0 41 10 42 12 {addressAndData} {sum:X2} F7", firstPart);
    }

    /// <summary>An XG parameter change.</summary>
    public TestParts Xg(string addressAndData) => Obey($"F0 43 10 4C {addressAndData} F7");

    /// <summary>An RPN with both halves of its data.</summary>
    public TestParts Rpn(int channel, int lsb, int dataMsb)
    {
        _channels[channel].ControlChange(101, 0);
        _channels[channel].ControlChange(100, lsb);
        _channels[channel].ControlChange(6, dataMsb);
        return this;
    }
}
