using Awe.Midi;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>A render that streams beside one of a bank in memory, sample by sample.</summary>
internal static class SameSound
{
    private const double Seconds = 60;
    private const int BudgetMebibytes = 16;
    private const int BlockFrames = 1024;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        var song = MidiFile.Open(subject.Songs[0]);
        using var resident = new Stage(subject.Bank, 0, MissPolicy.Wait, song);
        using var streamed = new Stage(subject.Bank, BudgetMebibytes * Figures.Mebibyte, MissPolicy.Wait, song);
        var (values, unequal) = Compare(resident, streamed);
        var seen = streamed.Store.Statistics;
        yield return new PromiseRow(
            "streamed render = resident render",
            "bit for bit",
            $"{unequal} of {values} values differ",
            $"{Seconds:0} s of {Path.GetFileName(subject.Songs[0])} from {BudgetMebibytes} MiB ({seen.Evictions} pages evicted, {seen.Decodes} decoded)");
    }

    private static (long Values, long Unequal) Compare(Stage resident, Stage streamed)
    {
        var sides = Enumerable.Range(0, 4).Select(_ => new float[BlockFrames]).ToArray();
        var (values, unequal) = (0L, 0L);
        for (; values < Seconds * resident.Synthesizer.SampleRate * 2; values += 2 * BlockFrames)
        {
            resident.Synthesizer.Render(sides[0], sides[1]);
            streamed.Synthesizer.Render(sides[2], sides[3]);
            unequal += Differences(sides[0], sides[2]) + Differences(sides[1], sides[3]);
        }

        return (values, unequal);
    }

    private static int Differences(float[] one, float[] other) =>
        one.Zip(other).Count(pair => BitConverter.SingleToInt32Bits(pair.First) != BitConverter.SingleToInt32Bits(pair.Second));
}
