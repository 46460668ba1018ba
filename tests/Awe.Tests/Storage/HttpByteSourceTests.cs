using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Storage;

public sealed class HttpByteSourceTests
{
    private const int FileBytes = 1_000_000;

    // No test waits for these but the one that is about them.
    private static readonly HttpSourceOptions s_options = new()
    {
        RetryDelay = TimeSpan.Zero,
        TryTimeout = TimeSpan.FromMinutes(5),
        ReadTimeout = TimeSpan.FromMinutes(5),
    };

    private static readonly byte[] s_file = [.. Enumerable.Range(0, FileBytes).Select(i => (byte)((uint)i * 0x9E3779B1 >> 24))];

    [Theory]
    [InlineData(0, 12)]
    [InlineData(65_530, 12)]
    [InlineData(123_457, 300_001)]
    [InlineData(FileBytes - 7, 7)]
    [InlineData(0, FileBytes)]
    public void What_is_read_is_what_the_server_has(int offset, int count)
    {
        using var server = new RangeServer(s_file);
        using var source = HttpByteSource.Open(server.Address, s_options);
        var bytes = new byte[count];

        Assert.Equal(count, source.ReadFully(offset, bytes));
        AssertIsFrom(offset, bytes);
        Assert.Equal((FileBytes, server.Address.ToString()), (source.Length, source.Name));
    }

    [Fact]
    public void The_end_of_the_file_is_known_without_a_request()
    {
        using var server = new RangeServer(s_file);
        using var source = HttpByteSource.Open(server.Address, s_options);
        var bytes = new byte[100_000];

        Assert.Equal(10, source.ReadFully(FileBytes - 10, bytes));
        Assert.Equal(2, server.Requests);
        Assert.Equal(0, source.Read(FileBytes, bytes));
        Assert.Equal(0, source.Read(long.MaxValue, bytes));
        Assert.Equal(0, source.Read(0, []));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public void Many_reads_of_a_few_bytes_are_few_requests()
    {
        using var server = new RangeServer(s_file);
        using var source = HttpByteSource.Open(server.Address, s_options);
        var header = new byte[8];
        for (var offset = 0; offset < 4 * 65_536; offset += 8)
        {
            Assert.Equal(8, source.ReadFully(offset, header));
            AssertIsFrom(offset, header);
        }

        Assert.Equal(4, server.Requests);
    }

    [Fact]
    public void A_long_read_is_one_request_and_pushes_no_block_out()
    {
        using var server = new RangeServer(s_file);
        using var source = HttpByteSource.Open(server.Address, s_options);
        source.ReadFully(200_000, new byte[256 * 1024]);
        source.ReadFully(10, new byte[100]);

        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public void Several_threads_read_at_once()
    {
        using var server = new RangeServer(s_file);
        using var source = HttpByteSource.Open(server.Address, s_options);

        Patience.RunTogether([.. Enumerable.Range(0, 4).Select(seed => (Action)(() => ReadAtRandom(source, new Random(seed))))]);
    }

    [Theory]
    [InlineData(WebFault.Unavailable)]
    [InlineData(WebFault.CutBody)]
    public void A_failure_that_may_pass_is_tried_again(WebFault fault)
    {
        using var server = new RangeServer(s_file) { FaultOf = request => request % 3 == 0 ? WebFault.None : fault };
        using var source = HttpByteSource.Open(server.Address, s_options);
        var bytes = new byte[100_000];

        Assert.Equal(bytes.Length, source.ReadFully(300_000, bytes));
        AssertIsFrom(300_000, bytes);
        Assert.Equal(6, server.Requests);
    }

    [Fact]
    public void A_server_that_stays_silent_is_tried_again_after_a_while()
    {
        using var server = new RangeServer(s_file) { FaultOf = request => request == 2 ? WebFault.Silence : request == 3 ? WebFault.StalledBody : WebFault.None };
        using var source = HttpByteSource.Open(server.Address, s_options with { TryTimeout = TimeSpan.FromSeconds(1) });
        var bytes = new byte[100_000];

        Assert.Equal(bytes.Length, source.ReadFully(300_000, bytes));
        AssertIsFrom(300_000, bytes);
        Assert.Equal(4, server.Requests);
    }

    [Fact]
    public void Tries_have_an_end()
    {
        using var server = new RangeServer(s_file) { FaultOf = request => request > 1 ? WebFault.Unavailable : WebFault.None };
        using var source = HttpByteSource.Open(server.Address, s_options);

        AssertFails($"{server.Address}: the server answered 503 (Service Unavailable), tried 3 times", () => source.Read(300_000, new byte[10]));
        Assert.Equal(4, server.Requests);
    }

    [Fact]
    public void Time_has_an_end_before_the_tries_have()
    {
        using var server = new RangeServer(s_file) { FaultOf = request => request > 1 ? WebFault.Silence : WebFault.None };
        using var source = HttpByteSource.Open(server.Address, s_options with { Tries = 10, ReadTimeout = TimeSpan.FromMilliseconds(200) });

        AssertFails($"{server.Address}: no answer in time, tried once", () => source.Read(300_000, new byte[10]));
    }

    [Fact]
    public void What_the_server_refuses_is_not_asked_again()
    {
        using var server = new RangeServer(s_file) { FaultOf = _ => WebFault.Missing };

        AssertFails($"{server.Address}: the server answered 404 (Not Found), expected 206", () => HttpByteSource.Open(server.Address, s_options));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void A_server_without_ranges_is_refused_with_one_line()
    {
        using var server = new RangeServer(s_file) { FaultOf = _ => WebFault.WholeFile };

        AssertFails(
            $"{server.Address}: the server answered 200 to a request for a range, expected 206: it does not serve ranges",
            () => HttpByteSource.Open(server.Address, s_options));
    }

    [Fact]
    public void A_part_that_was_not_asked_for_is_refused()
    {
        using var server = new RangeServer(s_file) { FaultOf = request => request > 1 ? WebFault.WrongRange : WebFault.None };
        using var source = HttpByteSource.Open(server.Address, s_options);

        AssertFails(
            $"{server.Address}: the server answered bytes 300001-305000, expected 300000-304999",
            () => source.Read(300_000, new byte[5000]));
    }

    [Fact]
    public void A_part_of_nobody_knows_what_is_refused()
    {
        using var server = new RangeServer(s_file) { FaultOf = _ => WebFault.NoRange };

        AssertFails(
            $"{server.Address}: the server answered 206 with 'no Content-Range', expected which bytes of how many",
            () => HttpByteSource.Open(server.Address, s_options));
    }

    [Fact]
    public void A_file_that_was_replaced_is_noticed_by_its_tag()
    {
        using var server = new RangeServer(s_file);
        using var source = HttpByteSource.Open(server.Address, s_options);
        server.Tag = "\"two\"";

        AssertFails(
            $"{server.Address}: the file on the server is another one than was opened: its tag \"one\" became \"two\"",
            () => source.Read(300_000, new byte[5000]));
    }

    [Theory]
    [InlineData(100, "a", "Wed, 21 Oct 2015 07:28:00 GMT", null)]
    [InlineData(101, "a", "Wed, 21 Oct 2015 07:28:00 GMT", "100 bytes became 101")]
    [InlineData(100, "b", "Wed, 21 Oct 2015 07:28:00 GMT", "its tag \"a\" became \"b\"")]
    [InlineData(100, "a", "Wed, 21 Oct 2015 07:29:00 GMT", null)]
    [InlineData(100, null, "Wed, 21 Oct 2015 07:29:00 GMT", "its date 2015-10-21 07:28:00Z became 2015-10-21 07:29:00Z")]
    [InlineData(100, null, null, null)]
    public void A_file_is_told_by_its_length_its_tag_and_without_one_by_its_date(int length, string? tag, string? date, string? change) =>
        Assert.Equal(change, Representation(100, "a", "Wed, 21 Oct 2015 07:28:00 GMT").ChangeTo(Representation(length, tag, date)));

    [Fact]
    public void Redirects_are_followed()
    {
        using var server = new RangeServer(s_file) { FaultOf = _ => WebFault.Moved };
        using var source = HttpByteSource.Open(server.Address, s_options);
        var bytes = new byte[5000];

        Assert.Equal(5000, source.ReadFully(300_000, bytes));
        AssertIsFrom(300_000, bytes);
    }

    [Fact]
    public void A_server_that_is_not_there_is_reported_with_the_address()
    {
        var server = new RangeServer(s_file);
        var address = server.Address;
        server.Dispose();
        var failure = Assert.Throws<IOException>(() => HttpByteSource.Open(address, s_options));

        Assert.StartsWith($"{address}: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(", tried 3 times", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WebFault.Silence)]
    [InlineData(WebFault.StalledBody)]
    public void A_read_that_waits_for_the_server_ends_when_it_is_cancelled(WebFault stall)
    {
        using var server = new RangeServer(s_file) { FaultOf = request => request > 1 ? stall : WebFault.None };
        using var source = HttpByteSource.Open(server.Address, s_options);
        using var cancellation = new CancellationTokenSource();

        Patience.RunTogether(
            () => Assert.ThrowsAny<OperationCanceledException>(() => source.Read(300_000, new byte[100_000], cancellation.Token)),
            () => CancelOnce(server, cancellation.Cancel));
        Assert.Equal(2, server.Requests);
    }

    [Theory]
    [InlineData(WebFault.Silence)]
    [InlineData(WebFault.StalledBody)]
    public void A_read_that_waits_for_the_server_ends_when_the_source_is_closed(WebFault stall)
    {
        using var server = new RangeServer(s_file) { FaultOf = request => request > 1 ? stall : WebFault.None };
        var source = HttpByteSource.Open(server.Address, s_options);

        Patience.RunTogether(
            () => Assert.Throws<ObjectDisposedException>(() => source.Read(300_000, new byte[100_000], CancellationToken.None)),
            () => CancelOnce(server, source.Dispose));
        Assert.Throws<ObjectDisposedException>(() => source.Read(300_000, new byte[10]));
        source.Dispose();
    }

    [Fact]
    public void A_pause_between_tries_ends_when_the_read_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new RangeServer(s_file) { FaultOf = request => request > 1 ? CancelAndFail(cancellation) : WebFault.None };
        using var source = HttpByteSource.Open(server.Address, s_options with { RetryDelay = TimeSpan.FromDays(1) });

        Patience.RunTogether(
            () => Assert.ThrowsAny<OperationCanceledException>(() => source.Read(300_000, new byte[10], cancellation.Token)));
    }

    [Fact]
    public void A_password_in_the_address_stays_out_of_messages()
    {
        using var server = new RangeServer(s_file) { FaultOf = _ => WebFault.Missing };
        var withPassword = new UriBuilder(server.Address) { UserName = "me", Password = "secret" }.Uri;

        AssertFails($"{server.Address}: the server answered 404 (Not Found), expected 206", () => HttpByteSource.Open(withPassword, s_options));
    }

    [Theory]
    [InlineData("ftp://host/bank.sf2")]
    [InlineData("file:///bank.sf2")]
    public void Only_web_addresses_are_taken(string address) => Assert.Throws<ArgumentException>(() => HttpByteSource.Open(new Uri(address)));

    [Fact]
    public void A_bank_has_the_same_map_over_the_web_and_opens_with_few_requests()
    {
        var path = TestFiles.Bank("TimGM6mb.sf2");
        using var server = new RangeServer(File.ReadAllBytes(path));
        using var there = SoundFont.Open(HttpByteSource.Open(server.Address, s_options));
        using var here = SoundFont.Open(path);

        Assert.InRange(server.Requests, 1, 12);
        Assert.Equal(here.Info, there.Info);
        Assert.Equal(here.SampleData, there.SampleData);
        Assert.Equal(here.Samples, there.Samples);
        Assert.Equal(here.Presets, there.Presets);
        Assert.Equal(here.Instruments, there.Instruments);
        Assert.Equal(here.Warnings, there.Warnings);
    }

    private static void ReadAtRandom(HttpByteSource source, Random random)
    {
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(1, 40_000)];
            var offset = random.Next(FileBytes - bytes.Length);
            Assert.Equal(bytes.Length, source.ReadFully(offset, bytes));
            AssertIsFrom(offset, bytes);
        }
    }

    private static void AssertIsFrom(int offset, byte[] bytes) =>
        Assert.True(s_file.AsSpan(offset, bytes.Length).SequenceEqual(bytes), $"{bytes.Length} bytes from {offset} on are not those of the file");

    private static WebFault CancelAndFail(CancellationTokenSource cancellation)
    {
        cancellation.CancelAfter(1);
        return WebFault.Unavailable;
    }

    private static void CancelOnce(RangeServer server, Action cancel)
    {
        Patience.Until(() => server.Stalled > 0, "the server to stall");
        cancel();
    }

    private static HttpRepresentation Representation(int length, string? tag, string? date) => new(
        length,
        tag is null ? null : new System.Net.Http.Headers.EntityTagHeaderValue($"\"{tag}\""),
        date is null ? null : DateTimeOffset.Parse(date));

    private static void AssertFails(string message, Func<object> action) =>
        Assert.Equal(message, Assert.ThrowsAny<IOException>(action).Message);
}
