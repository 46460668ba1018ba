namespace Awe.Voices;

/// <summary>
/// The last four milliseconds of a voice that has to go: from the gains that it has, along an S without corners, so that what is heard is an
/// end and no click. What controllers do to the level from now on is nothing to it.
/// </summary>
/// <remarks>
/// Gains are straight lines within a block, so of the curve three blocks keep some corners; they are a quarter as sharp as those of a straight
/// fade within one block.
/// </remarks>
internal struct FadeOut(BusGains from, float rate)
{
    private const float Seconds = 0.004f;
    private readonly BusGains _from = from;
    private readonly int _frames = (int)(Seconds * rate) + 1;
    private int _passed;

    public readonly bool IsOver => _passed >= _frames;

    public readonly BusGains Gains
    {
        get
        {
            var left = 1f - ((float)_passed / _frames);
            return _from * (left * left * (3f - (2f * left)));
        }
    }

    public void Advance(int frames) => _passed = Math.Min(_frames, _passed + frames);
}
