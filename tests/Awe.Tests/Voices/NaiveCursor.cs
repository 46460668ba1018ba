using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>
/// What a cursor means, frame by frame over an array: a position that goes up, and back by a loop's length when it reaches the loop's end.
/// </summary>
internal sealed class NaiveCursor(short[] points, SampleSpan span)
{
    private long _position = (long)(span.IsLooped && span.Start >= span.LoopEnd ? span.LoopStart : span.Start) << 32;
    private bool _isInLoop = span.IsLooped && span.Start >= span.LoopEnd;
    private bool _isLooping = span.IsLooped;
    private int _end = span.End;

    public List<short[]> Play(long increment, IEnumerable<int> blocks, int leaveLoopAtBlock)
    {
        var taps = new List<short[]>();
        var number = 0;
        foreach (var block in blocks)
        {
            if (number++ == leaveLoopAtBlock)
            {
                LeaveLoop();
            }

            for (var k = 0; k < block; k++)
            {
                if (!_isLooping && _position >> 32 >= _end)
                {
                    return taps;
                }

                var at = (int)(_position >> 32);
                taps.Add([Before(at - 1), After(at), After(at + 1), After(at + 2)]);
                Step(increment);
            }
        }

        return taps;
    }

    // The pass goes on to its end, also where the loop lies past the end of the sample.
    private void LeaveLoop()
    {
        if (_isLooping)
        {
            _isLooping = false;
            _end = Math.Max(_end, span.LoopEnd);
        }
    }

    private void Step(long increment)
    {
        _position += increment;
        while (_isLooping && _position >> 32 >= span.LoopEnd)
        {
            _position -= (long)(span.LoopEnd - span.LoopStart) << 32;
            _isInLoop = true;
        }
    }

    // Before the first point stands the first point; before the loop, once it has been round, the loop's last.
    private short Before(int at) =>
        _isInLoop && at < span.LoopStart ? points[span.LoopEnd - 1]
        : !_isInLoop && at < span.Start ? points[span.Start]
        : points[at];

    // After the loop stands the loop again, after the sample silence.
    private short After(int at)
    {
        while (_isLooping && at >= span.LoopEnd)
        {
            at -= span.LoopEnd - span.LoopStart;
        }

        return !_isLooping && at >= _end ? (short)0 : points[at];
    }
}
