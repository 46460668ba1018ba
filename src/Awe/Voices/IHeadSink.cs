using Awe.Storage;

namespace Awe.Voices;

/// <summary>Takes the heads of samples that notes may begin with, the most important first.</summary>
internal interface IHeadSink
{
    /// <summary>
    /// Pages of one sample; what has been said before may come again. For an encoded sample whose length is not known yet, the first page
    /// is the complement of its number (~sample).
    /// </summary>
    /// <returns>False: no more are wanted.</returns>
    bool TryAdd(StoredBank bank, int firstPage, int count);
}
