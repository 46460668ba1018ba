namespace Awe.Voices;

/// <summary>How a note comes to its pitch: from another key, within a time.</summary>
/// <param name="Keys">Where it starts, in keys above its own; 0 is no glide.</param>
/// <param name="Seconds">How long it takes.</param>
internal readonly record struct GlideStart(int Keys, float Seconds)
{
    public bool IsNone => Keys == 0 || Seconds <= 0f;
}

/// <summary>
/// A pitch on its way: straight in cents. Time passes only by <see cref="Advance"/>, and its result does not depend on how the frames are
/// portioned.
/// </summary>
internal struct Glide
{
    private float _fromCents;
    private double _frames;
    private long _passed;

    /// <summary>Cents above the pitch that it leads to.</summary>
    public readonly float Cents => IsMoving ? _fromCents * (float)(1 - (_passed / _frames)) : 0f;

    public readonly bool IsMoving => _passed < _frames;

    /// <summary>Sets out; a time or a way of nothing is no glide.</summary>
    public void Start(float fromCents, float seconds, float rate)
    {
        _fromCents = fromCents;
        _frames = fromCents == 0f ? 0 : seconds * (double)rate;
        _passed = 0;
    }

    public void Advance(int frames)
    {
        if (IsMoving)
        {
            _passed += frames;
        }
    }
}
