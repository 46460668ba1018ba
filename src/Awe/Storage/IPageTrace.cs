namespace Awe.Storage;

/// <summary>Told of every page that a voice enters, on the rendering thread.</summary>
internal interface IPageTrace
{
    /// <summary>A voice enters a page of the bank of this number in the store.</summary>
    void Enter(int bank, int page);
}
