namespace NlpTransfer;

/// <summary>A model folder, tensor file or tokenizer that is damaged, inconsistent or of a kind that is not supported (exit code 4).</summary>
/// <param name="message">What is wrong, where (file, tensor or JSON path), and what to do.</param>
/// <param name="innerException">The failure underneath, if there was one.</param>
public class ModelFormatException(string message, Exception? innerException = null) : NlpTransferException(message, innerException)
{
    /// <inheritdoc/>
    public override int ExitCode => 4;
}
