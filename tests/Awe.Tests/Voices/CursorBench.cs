using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>One sample in a store of the least budget there is, and a cursor on it that a test moves block by block.</summary>
internal sealed class CursorBench : IDisposable
{
    private readonly SampleStore _store = new(new SampleStoreOptions { BudgetBytes = SampleStoreOptions.MinimumBudgetBytes });
    private readonly SoundFont _font;
    private readonly StoredBank _bank;
    private readonly PageReader _reader;
    private readonly short[] _scratch = new short[SampleCursor.ScratchPoints];

    public CursorBench(short[] points)
    {
        var builder = new SoundFontBuilder();
        builder.AddSample("sample", points, 44100, 60);
        _font = SoundFont.Read(new MemoryByteSource(builder.ToBytes(), "cursor"));
        _bank = _store.Attach(_font);
        _reader = _store.CreateReader(1, 44100, MissPolicy.Wait);
    }

    /// <summary>
    /// Plays in the given block sizes; the points around every frame, as many as <paramref name="width"/>.
    /// <paramref name="leaveLoopAtBlock"/> lets the key go before that block.
    /// </summary>
    public List<short[]> Play(SampleSpan span, long increment, IEnumerable<int> blocks, int leaveLoopAtBlock = int.MaxValue, int width = 4)
    {
        var taps = new List<short[]>();
        var cursor = default(SampleCursor);
        var pointsPerFrame = increment / 4294967296.0;
        if (!cursor.Start(_bank, _bank.SampleAt(0), 0, span, _reader, pointsPerFrame))
        {
            return taps;
        }

        var number = 0;
        foreach (var block in blocks)
        {
            if (number++ == leaveLoopAtBlock)
            {
                cursor.LeaveLoop();
            }

            _reader.BeginQuantum();
            var frames = block;
            var points = cursor.Read(_reader, ref frames, increment, width, _scratch);
            Assert.Equal(frames == 0, points.IsEmpty);
            for (var k = 0; k < frames; k++)
            {
                taps.Add(points.Slice((int)((cursor.Fraction + (k * increment)) >> 32), width).ToArray());
            }

            cursor.Advance(_reader, block, increment, pointsPerFrame);
            _reader.Leave();
            Assert.Equal(frames < block || cursor.HasEnded, cursor.HasEnded);
            if (cursor.HasEnded)
            {
                break;
            }
        }

        return taps;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _store.Dispose();
        _font.Dispose();
    }
}
