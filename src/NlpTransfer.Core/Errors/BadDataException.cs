namespace NlpTransfer;

/// <summary>Input data that can't be used as it is: a missing column, a broken row, too few classes (exit code 3).</summary>
/// <param name="message">What is wrong, where (<c>file:line</c>), and what to do.</param>
/// <param name="innerException">The failure underneath, if there was one.</param>
public class BadDataException(string message, Exception? innerException = null) : NlpTransferException(message, innerException)
{
    /// <inheritdoc/>
    public override int ExitCode => 3;
}
