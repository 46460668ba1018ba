using System.Runtime.InteropServices;

namespace Awe.Player;

/// <summary>
/// Ctrl-C and termination requests: the first asks the work to stop and leave what it has whole, the second ends the process. Work that
/// cannot stop (it is inside a system call that does not return) is ended after a short grace.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Timer _end;
    private int _requests;

    public Interruption()
    {
        _end = new Timer(_ => Environment.Exit(ExitCode.Interrupted));
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Answer), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Answer)];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _end.Dispose();
        _source.Dispose();
    }

    private void Answer(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _requests) > 1)
        {
            Environment.Exit(ExitCode.Interrupted);
        }

        _end.Change(s_grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
