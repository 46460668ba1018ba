using Awe.Midi;

namespace Awe.Tests.Midi;

/// <summary>Songs that a generator has spoiled in every way it knows, each with the outcome that is right for it.</summary>
public class DamagedSongTests
{
    // A message takes 24 bytes in the reader, in the order of time and in the result, and comes from 2 bytes of file at least;
    // lists grow by doubling. The rest is what any song costs.
    private const int BytesPerFileByte = 80;
    private const int BytesPerSong = 192 << 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_is_read_or_refused_as_expected_within_the_memory_that_its_size_allows(int seed)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Python.Run(TestFiles.Shared("tools", "make_malformed.py"), ["--seed", $"{seed}", "--random", "100", "--out", folder.FullName]);
            var cases = File.ReadLines(Path.Combine(folder.FullName, "manifest.tsv"))
                .Select(line => line.Split('\t'))
                .Where(row => row[1] == "mid")
                .Select(row => (Name: row[0], Expected: row[3]))
                .ToArray();

            Assert.True(cases.Length > 200);
            foreach (var (name, expected) in cases)
            {
                var outcome = Read(Path.Combine(folder.FullName, name));
                Assert.True(expected == "any" || expected == outcome, $"{name}: {outcome}, expected {expected}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var song = MidiFile.Read(file, path);
            Assert.InRange(song.Warnings.Count, 0, 20);
            Assert.InRange(song.Seconds, 0, 86_400);
            return "play";
        }
        catch (InvalidDataException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return "reject";
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var allowed = ((long)BytesPerFileByte * file.Length) + BytesPerSong;
            Assert.True(allocated <= allowed, $"{path}: {allocated} bytes for a file of {file.Length}, expected {allowed} at most");
        }
    }
}
