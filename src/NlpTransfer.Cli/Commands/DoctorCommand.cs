using NlpTransfer.Cli.Infrastructure;

namespace NlpTransfer.Cli.Commands;

internal sealed class DoctorCommand(Terminal terminal) : CliCommand(terminal, "doctor", "Tell what this machine has and whether everything loads.", "nlptransfer doctor --json")
{
    protected override Task<int> RunAsync(Invocation run) => Task.FromResult(0);
}
