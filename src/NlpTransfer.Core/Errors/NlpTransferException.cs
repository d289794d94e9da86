namespace NlpTransfer;

/// <summary>
/// Base of every failure that a user can understand and act on. Its message is one sentence on what is wrong, where, and what to do;
/// the command line prints it alone and exits with <see cref="ExitCode"/>.
/// </summary>
public class NlpTransferException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The failure underneath, if there was one.</param>
    public NlpTransferException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The process exit code that stands for this kind of failure: 1 failed, 2 usage, 3 data, 4 model.</summary>
    public virtual int ExitCode => 1;
}
