namespace Awe.Benchmarks.HitRate;

/// <summary>
/// <c>hitrate [--out FILE.md] BANK.sf2 SONG.mid...</c>: which pages voices enter while the songs are played through the real engine, and how
/// often they would be resident under several policies of eviction and cache sizes.
/// </summary>
internal static class HitRateProgram
{
    private const int PlaylistRounds = 3;
    private const double LiveSeconds = 20 * 60;
    private const int Seed = 1;

    public static int Run(string[] args)
    {
        string? output = null;
        if (args is ["--out", var file, ..])
        {
            (output, args) = (file, args[2..]);
        }

        if (args is not [var bank, .. var songs] || songs.Length == 0)
        {
            Console.Error.WriteLine("hitrate [--out FILE.md] BANK.sf2 SONG.mid...");
            return 2;
        }

        using var recorder = new TraceRecorder(bank);
        var report = new HitRateReport(Path.GetFileName(bank), recorder.BankPages, Record(recorder, songs)).Write();
        if (output is null)
        {
            Console.Write(report);
        }
        else
        {
            File.WriteAllText(output, report);
        }

        return 0;
    }

    private static TraceSet[] Record(TraceRecorder recorder, string[] paths)
    {
        var songs = paths.Select(recorder.Song).ToArray();
        return
        [
            new TraceSet("songs, each alone", songs),
            new TraceSet("medley: all songs, one after another", [PageTrace.Join("medley", songs)]),
            new TraceSet($"playlist: {PlaylistRounds} rounds of all songs, shuffled", [Playlist(songs)]),
            new TraceSet("live: random keys and programs, no score", [recorder.Live(LiveSeconds, Seed)]),
        ];
    }

    private static PageTrace Playlist(PageTrace[] songs)
    {
        var random = new Random(Seed);
        var played = new List<PageTrace>();
        for (var round = 0; round < PlaylistRounds; round++)
        {
            random.Shuffle(songs = [.. songs]);
            played.AddRange(songs);
        }

        return PageTrace.Join("playlist", played);
    }
}
