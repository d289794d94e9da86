using System.CommandLine;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>How an encoder runs: threads, length and batches.</summary>
internal sealed class EncoderOptions(string batchTokens = "Tokens of a batch when texts are embedded, padding included.")
{
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<int?> _maxLength = CommonOptions.MaxLength();
    private readonly Option<int?> _batchTokens = CommonOptions.BatchTokens(batchTokens);

    internal Option<int?> BatchTokensOption => _batchTokens;

    internal void AddTo(Command command)
    {
        command.Add(_threads);
        command.Add(_maxLength);
        command.Add(_batchTokens);
    }

    internal int? MaxLength(Invocation run) => run.Get(_maxLength);

    internal int? BatchTokens(Invocation run) => run.Get(_batchTokens);

    /// <summary>Loads libtorch and sets its threads, where the user names a number; otherwise it loads when it is needed.</summary>
    internal void ApplyThreads(Invocation run)
    {
        if (run.Get(_threads) is { } threads)
            LibTorch.Threads = threads;
    }
}
