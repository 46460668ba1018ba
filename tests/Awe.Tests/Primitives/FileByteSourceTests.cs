using Awe.Primitives;
using Awe.Tests.EndToEnd;

namespace Awe.Tests.Primitives;

public sealed class FileByteSourceTests : IDisposable
{
    private const int FileBytes = 32 << 20;
    private const int PieceBytes = 64 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_read_from_the_disk_does_not_stay_in_the_page_cache()
    {
        var path = WriteFile(FileBytes);
        Evict(path);
        using var source = new FileByteSource(path);
        ReadAtRandom(source, reads: 600);
        ReadAtRandom(source, reads: 3000, pieceBytes: 8192);

        Assert.InRange(PageCache.ResidentBytes(path), 0, 2 * PieceBytes);
    }

    [Fact]
    public void Several_threads_leave_nothing_in_the_page_cache_either()
    {
        var path = WriteFile(FileBytes);
        Evict(path);
        using var source = new FileByteSource(path);
        Parallel.For(0, 4, seed => ReadAtRandom(source, reads: 400, seed: seed));

        // Two that read the same page at once may each take it for one that was there before.
        Assert.InRange(PageCache.ResidentBytes(path), 0, FileBytes / 8);
    }

    [Fact]
    public void A_few_bytes_of_a_header_take_no_page()
    {
        var path = WriteFile(FileBytes);
        Evict(path);
        using var source = new FileByteSource(path);
        for (var offset = 0; offset < 8192; offset += 8)
        {
            AssertRead(source, offset, new byte[8]);
        }

        AssertRead(source, FileBytes - 5, new byte[5]);
        Assert.InRange(PageCache.ResidentBytes(path), 0, 8192);
    }

    [Fact]
    public void A_file_that_was_in_the_page_cache_stays_there()
    {
        var path = WriteFile(FileBytes);
        Evict(path); // proves that this file system would let it go
        _ = File.ReadAllBytes(path);
        var before = PageCache.ResidentBytes(path);
        using var source = new FileByteSource(path);
        Assert.SkipWhen(!TellsWhatIsCached(path), "this system does not say what was there before");
        ReadAtRandom(source, reads: 600);

        Assert.Equal(FileBytes, before);
        Assert.Equal(before, PageCache.ResidentBytes(path));
    }

    [Fact]
    public void A_read_that_begins_in_the_page_cache_and_ends_on_the_disk_is_whole()
    {
        var path = WriteFile(FileBytes);
        Evict(path);
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        RandomAccess.Read(file, new byte[10_000], 100_000);
        using var source = new FileByteSource(path);

        AssertRead(source, 100_000, new byte[PieceBytes]);
        Assert.SkipWhen(!TellsWhatIsCached(path), "this system does not say what was there before");
        Assert.Equal(SystemFile.PagesOf(100_000, 10_000) * Environment.SystemPageSize, PageCache.ResidentBytes(path));
    }

    [Fact]
    public void A_read_at_the_end_is_short_and_one_behind_it_brings_nothing()
    {
        using var source = new FileByteSource(WriteFile(10_000));
        var piece = new byte[PieceBytes];

        Assert.Equal(10_000, source.Length);
        Assert.Equal(1000, source.Read(9000, piece));
        Assert.Equal(0, source.Read(10_000, piece));
        Assert.Equal(0, source.Read(long.MaxValue / 2, piece));
        Assert.Equal(0, source.Read(0, []));
    }

    [Fact]
    public void A_place_before_the_file_is_refused()
    {
        using var source = new FileByteSource(WriteFile(10));

        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(-1, new byte[4]));
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_open_ends_early()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file that is open elsewhere is not cut there");
        var path = WriteFile(100_000);
        using var source = new FileByteSource(path);
        AssertRead(source, 50_000, new byte[1000]);
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            RandomAccess.SetLength(file, 50_500);
        }

        var piece = new byte[1000];
        Assert.Equal(500, source.Read(50_000, piece));
        Assert.Equal(0, source.Read(60_000, piece));
    }

    [Fact]
    public void A_closed_file_says_so()
    {
        var source = new FileByteSource(WriteFile(10));
        source.Dispose();

        Assert.Throws<ObjectDisposedException>(() => source.Read(0, new byte[4]));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var path = WriteFile(FileBytes);
        using var source = new FileByteSource(path);
        var piece = new byte[PieceBytes];

        var allocated = AllocationMeter.LeastOf(
            () => ReadAll(source, piece, FileBytes),
            prepare: () =>
            {
                Evict(path, isNeeded: false); // reads from the disk and reads from memory
                ReadAll(source, piece, FileBytes / 2);
            });

        Assert.Equal(0, allocated);
    }

    private static void ReadAll(FileByteSource source, byte[] piece, int end)
    {
        for (var offset = 0; offset < end; offset += piece.Length)
        {
            source.Read(offset, piece);
        }
    }

    private static void ReadAtRandom(FileByteSource source, int reads, int pieceBytes = PieceBytes, int seed = 0)
    {
        var random = new Random(seed);
        var piece = new byte[pieceBytes];
        for (var i = 0; i < reads; i++)
        {
            AssertRead(source, random.Next(FileBytes - pieceBytes), piece);
        }
    }

    private static void AssertRead(FileByteSource source, int offset, byte[] piece)
    {
        Assert.Equal(piece.Length, source.ReadFully(offset, piece));
        for (var i = 0; i < piece.Length; i++)
        {
            if (piece[i] != ByteAt(offset + i))
            {
                Assert.Fail($"byte {i} of {piece.Length} read at {offset} is {piece[i]}, expected {ByteAt(offset + i)}");
            }
        }
    }

    private static bool TellsWhatIsCached(string path)
    {
        using var file = File.OpenHandle(path);
        return SystemFile.CountCached(file, 0, 1) >= 0;
    }

    private static byte ByteAt(int offset) => (byte)((uint)offset * 0x9E3779B1 >> 24);

    private static void Evict(string path, bool isNeeded = true)
    {
        Assert.SkipWhen(isNeeded && !OperatingSystem.IsLinux(), "the page cache can be looked at on Linux only");
        if (OperatingSystem.IsLinux())
        {
            PageCache.Evict(path);
            Assert.SkipWhen(isNeeded && PageCache.ResidentBytes(path) > 0, "the folder for temporary files lives in memory");
        }
    }

    private string WriteFile(int bytes)
    {
        var path = _folder["bytes"];
        var content = new byte[bytes];
        for (var i = 0; i < bytes; i++)
        {
            content[i] = ByteAt(i);
        }

        File.WriteAllBytes(path, content);
        return path;
    }
}
