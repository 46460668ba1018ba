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
    private long _gone; // points that the loop went back, altogether

    public List<short[]> Play(long increment, IEnumerable<int> blocks, int leaveLoopAtBlock, int width = 4)
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
                taps.Add([.. Enumerable.Range(at - (width / 2) + 1, width).Select(point => point < at ? Before(point) : After(point))]);
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
            _gone += span.LoopEnd - span.LoopStart;
            _isInLoop = true;
        }
    }

    // What was heard before: of the loop as many passes as there were, and before the first point the first point.
    private short Before(int at)
    {
        if (!_isInLoop)
        {
            return points[Math.Max(at, span.Start)];
        }

        while (at < span.LoopStart && (at + _gone >= span.LoopEnd || span.Start >= span.LoopEnd))
        {
            at += span.LoopEnd - span.LoopStart;
        }

        return points[at < span.LoopStart ? Math.Max(at + _gone, span.Start) : at];
    }

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
