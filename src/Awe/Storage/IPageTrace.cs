namespace Awe.Storage;

/// <summary>Told of every page that a voice enters, in order: for programs that measure eviction. There is none in normal use.</summary>
internal interface IPageTrace
{
    /// <summary>The rendering thread, resident or not.</summary>
    void Enter(PageKey page);
}
