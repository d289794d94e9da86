namespace NlpTransfer;

/// <summary>Options or arguments that do not fit together, or an output that already exists: nothing was read or written (exit code 2).</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="innerException">The failure underneath, if there was one.</param>
public class UsageException(string message, Exception? innerException = null) : NlpTransferException(message, innerException)
{
    /// <inheritdoc/>
    public override int ExitCode => 2;
}
