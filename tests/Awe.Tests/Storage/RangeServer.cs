using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Awe.Tests.Storage;

/// <summary>A small web server on this machine that serves one file by ranges, and is as bad at it as the test says.</summary>
internal sealed class RangeServer : IDisposable
{
    private readonly byte[] _file;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ManualResetEventSlim _release = new(false);
    private readonly List<Socket> _connections = [];
    private int _requests;
    private int _stalled;

    public RangeServer(byte[] file)
    {
        _file = file;
        _listener.Start();
        new Thread(Accept) { IsBackground = true, Name = "range server" }.Start();
    }

    /// <summary>What the server does wrong; told the number of the request, from 1 on.</summary>
    public Func<int, WebFault> FaultOf { get; set; } = _ => WebFault.None;

    public string Tag { get; set; } = "\"one\"";

    public string? Modified { get; set; }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/bank.sf2");

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Requests that have got no answer, or half of one, and wait.</summary>
    public int Stalled => Volatile.Read(ref _stalled);

    public void Dispose()
    {
        _release.Set();
        _listener.Stop();
        lock (_connections)
        {
            _connections.ForEach(connection => connection.Dispose());
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.AcceptSocket();
                connection.NoDelay = true;
                lock (_connections)
                {
                    _connections.Add(connection);
                }

                new Thread(() => Serve(connection)) { IsBackground = true, Name = "range connection" }.Start();
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test has ended.
        }
    }

    private void Serve(Socket connection)
    {
        try
        {
            using var stream = new NetworkStream(connection, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (ReadRequest(reader) is { } request && Answer(stream, request))
            {
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The client has gone, or the test has ended.
        }
    }

    private static (string Path, long First, long Last)? ReadRequest(StreamReader reader)
    {
        var path = reader.ReadLine()?.Split(' ')[1];
        (string, long, long)? request = null;
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                var ends = line["Range: bytes=".Length..].Split('-');
                request = (path!, long.Parse(ends[0]), long.Parse(ends[1]));
            }
        }

        return request;
    }

    /// <summary>False: the connection is cut.</summary>
    private bool Answer(NetworkStream stream, (string Path, long First, long Last) request)
    {
        var fault = request.Path == "/moved" ? WebFault.None : FaultOf(Interlocked.Increment(ref _requests));
        var (first, last) = (request.First, Math.Min(request.Last, _file.Length - 1));
        switch (fault)
        {
            case WebFault.Unavailable:
                return Send(stream, "503 Service Unavailable", "", "busy"u8);
            case WebFault.Missing:
                return Send(stream, "404 Not Found", "", "gone"u8);
            case WebFault.WholeFile:
                return Send(stream, "200 OK", "", _file);
            case WebFault.Moved:
                return Send(stream, "302 Found", "Location: /moved\r\n", []);
            case WebFault.NoRange:
                return Send(stream, "206 Partial Content", "", Slice(first, last));
            case WebFault.WrongRange:
                (first, last) = (first + 1, Math.Min(last + 1, _file.Length - 1));
                break;
            case WebFault.Silence:
                return Stall();
        }

        if (first > last)
        {
            return Send(stream, "416 Range Not Satisfiable", $"Content-Range: bytes */{_file.Length}\r\n", []);
        }

        var modified = Modified is null ? "" : $"Last-Modified: {Modified}\r\n";
        var headers = string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {first}-{last}/{_file.Length}\r\nETag: {Tag}\r\n{modified}");
        var body = Slice(first, last);
        var isHalf = fault is WebFault.CutBody or WebFault.StalledBody;
        Send(stream, "206 Partial Content", headers, isHalf ? body[..(body.Length / 2)] : body, body.Length);
        return fault == WebFault.StalledBody ? Stall() : !isHalf;
    }

    private ReadOnlySpan<byte> Slice(long first, long last) => _file.AsSpan((int)first, (int)(last - first + 1));

    private bool Stall()
    {
        Interlocked.Increment(ref _stalled);
        _release.Wait();
        return false;
    }

    private static bool Send(NetworkStream stream, string status, string headers, ReadOnlySpan<byte> body, int? length = null)
    {
        stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length ?? body.Length}\r\n{headers}\r\n"));
        stream.Write(body);
        return true;
    }
}
