using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Awe.SoundFonts;

namespace Awe.Storage;

/// <summary>
/// Ranges of one file on a server. A range is asked for again when the server fails (5xx), is silent for too long, or the connection
/// breaks; within limits of tries and of time. What it refuses is final.
/// </summary>
/// <remarks>Any thread, several at once. A request runs on the calling thread; cancelling or disposing closes its connection.</remarks>
internal sealed class HttpRanges : IDisposable
{
    private readonly Uri _address;
    private readonly HttpSourceOptions _options;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _client;
    private readonly CancellationTokenSource _closing = new();
    private HttpRepresentation? _opened;

    public HttpRanges(Uri address, HttpSourceOptions options)
    {
        _address = address;
        _options = options;
        Name = address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped); // without a password

        // What is left of an answer that nobody wants is not worth reading.
        _handler = new SocketsHttpHandler { ConnectTimeout = options.TryTimeout, MaxResponseDrainSize = 0 };
        _client = new HttpMessageInvoker(_handler);
    }

    /// <summary>The address, for messages.</summary>
    public string Name { get; }

    /// <summary>The first request: fetches the file's first bytes, and learns what file it is.</summary>
    /// <exception cref="IOException">As for <see cref="Fetch"/>.</exception>
    public (int Read, long Length) Open(Span<byte> destination)
    {
        var read = Fetch(0, destination, CancellationToken.None);
        return (read, _opened!.LengthBytes);
    }

    /// <summary>Fetches at least one byte at <paramref name="offset"/>; how many came.</summary>
    /// <exception cref="IOException">The server refused, or all tries have failed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="ObjectDisposedException">Closed, perhaps meanwhile.</exception>
    public int Fetch(long offset, Span<byte> destination, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        limit.CancelAfter(_options.ReadTimeout);
        for (var tries = 1; ; tries++)
        {
            using var tryLimit = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            tryLimit.CancelAfter(_options.TryTimeout);
            try
            {
                return FetchOnce(offset, destination, tryLimit.Token);
            }
            catch (Exception failure) when (MayPass(failure))
            {
                cancellation.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
                var reason = tryLimit.IsCancellationRequested ? "no answer in time" : failure.Message;
                if (tries == _options.Tries || limit.IsCancellationRequested)
                {
                    throw new IOException(BankText.OneLine($"{Name}: {reason}, {(tries == 1 ? "tried once" : $"tried {tries} times")}"), failure);
                }
            }

            limit.Token.WaitHandle.WaitOne(PauseAfter(tries));
        }
    }

    /// <summary>Fetches until <paramref name="destination"/> is full.</summary>
    /// <inheritdoc cref="Fetch"/>
    public int FetchFully(long offset, Span<byte> destination, CancellationToken cancellation)
    {
        var done = 0;
        while (done < destination.Length)
        {
            done += Fetch(offset + done, destination[done..], cancellation);
        }

        return done;
    }

    /// <summary>Requests that are under way end with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _client.Dispose();
        _handler.Dispose();
    }

    // An aborted connection shows as any of these, by the moment at which it was closed.
    private static bool MayPass(Exception failure) =>
        failure is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException and not HttpRefusedException;

    private TimeSpan PauseAfter(int tries) => _options.RetryDelay * ((1 << (tries - 1)) * (0.5 + (Random.Shared.NextDouble() / 2)));

    private int FetchOnce(long offset, Span<byte> destination, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        request.Headers.Range = new RangeHeaderValue(offset, offset + destination.Length - 1);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        using var response = _client.Send(request, cancellation);
        var bytes = CheckAnswer(response, offset, destination.Length);
        return ReadBody(response, destination[..bytes], cancellation);
    }

    // A body's stream cannot be cancelled; closing its connection ends the read.
    private static int ReadBody(HttpResponseMessage response, Span<byte> destination, CancellationToken cancellation)
    {
        using var closing = cancellation.UnsafeRegister(static response => ((HttpResponseMessage)response!).Dispose(), response);
        using var body = response.Content.ReadAsStream(cancellation);
        var read = body.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        return read == destination.Length
            ? read
            : throw new HttpRequestException($"the answer ended after {read} of {destination.Length} bytes");
    }

    /// <summary>How many bytes of what was asked for the answer holds.</summary>
    private int CheckAnswer(HttpResponseMessage response, long offset, int count)
    {
        CheckStatus(response);
        if (response.Content.Headers.ContentRange is not { Unit: "bytes", From: { } first, To: { } last, Length: { } length })
        {
            throw Refused($"the server answered 206 with '{RangeOf(response)}', expected which bytes of how many");
        }

        if (first != offset || last >= offset + count)
        {
            throw Refused($"the server answered bytes {first}-{last}, expected {offset}-{offset + count - 1}");
        }

        CheckSame(new HttpRepresentation(length, response.Headers.ETag, response.Content.Headers.LastModified));
        return (int)(last - first + 1);
    }

    private void CheckStatus(HttpResponseMessage response)
    {
        var answer = Text($"the server answered {(int)response.StatusCode} ({response.ReasonPhrase})");
        switch ((int)response.StatusCode)
        {
            case (int)HttpStatusCode.PartialContent:
                return;
            case (int)HttpStatusCode.OK:
                throw Refused("the server answered 200 to a request for a range, expected 206: it does not serve ranges");
            case >= 500:
                throw new HttpRequestException(answer);
            default:
                throw Refused($"{answer}, expected 206");
        }
    }

    // The first answer is what the file is; of several at once any may be it.
    private void CheckSame(HttpRepresentation now)
    {
        var opened = Interlocked.CompareExchange(ref _opened, now, null) ?? now;
        if (opened.ChangeTo(now) is { } change)
        {
            throw Refused($"the file on the server is another one than was opened: {change}");
        }
    }

    private HttpRefusedException Refused(string what) => new(BankText.OneLine($"{Name}: {what}"));

    private static string RangeOf(HttpResponseMessage response) => response.Content.Headers.ContentRange?.ToString() ?? "no Content-Range";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
