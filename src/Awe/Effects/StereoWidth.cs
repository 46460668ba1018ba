namespace Awe.Effects;

/// <summary>How much of its own side and of the other side each output carries.</summary>
internal static class StereoWidth
{
    /// <summary>Gains at a width of 0 (mono) to 1 (apart), of equal power for sides that are not alike, times <paramref name="level"/>.</summary>
    public static (float Same, float Other) Gains(double width, double level)
    {
        var angle = (1 - Math.Clamp(width, 0, 1)) * Math.PI / 4;
        return ((float)(level * Math.Cos(angle)), (float)(level * Math.Sin(angle)));
    }
}
