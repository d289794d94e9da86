using System.Runtime.InteropServices;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Ctrl-C and termination: the first signal asks the running command to end cleanly, the second ends the process at once.</summary>
internal static class Signals
{
    internal static IDisposable CancelOnFirst(CancellationTokenSource cancellation, Terminal terminal)
    {
        int received = 0;
        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref received) > 1)
                Environment.Exit(130);
            terminal.Note("ending cleanly; press Ctrl-C again to stop at once");
            cancellation.Cancel();
        }

        return new Registrations(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
    }

    private sealed class Registrations(params PosixSignalRegistration[] registrations) : IDisposable
    {
        public void Dispose()
        {
            foreach (PosixSignalRegistration registration in registrations)
                registration.Dispose();
        }
    }
}
