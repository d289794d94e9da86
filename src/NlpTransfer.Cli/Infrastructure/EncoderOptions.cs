using System.CommandLine;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>How an encoder runs: threads, length, batches and precision.</summary>
internal sealed class EncoderOptions(string batchTokens = "Tokens of a batch when texts are embedded, padding included.")
{
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<int?> _maxLength = CommonOptions.MaxLength();
    private readonly Option<int?> _batchTokens = CommonOptions.BatchTokens(batchTokens);
    private readonly Option<LinearPrecision> _precision = CommonOptions.Precision();

    internal Option<int?> BatchTokensOption => _batchTokens;

    internal void AddTo(Command command)
    {
        command.Add(_threads);
        command.Add(_maxLength);
        command.Add(_batchTokens);
        command.Add(_precision);
    }

    internal int? MaxLength(Invocation run) => run.Get(_maxLength);

    internal int? BatchTokens(Invocation run) => run.Get(_batchTokens);

    /// <summary>The precision of products.</summary>
    /// <exception cref="UsageException">The processor has no instructions for it.</exception>
    internal LinearPrecision Precision(Invocation run)
    {
        LinearPrecision precision = run.Get(_precision);
        ProcessorFeatures.Current.Require(precision);
        return precision;
    }

    /// <summary>Whether the user names a precision.</summary>
    internal bool NamesPrecision(Invocation run) => run.IsGiven(_precision);

    /// <summary>Loads libtorch and sets its threads, where the user names a number; otherwise it loads when it is needed.</summary>
    internal void ApplyThreads(Invocation run)
    {
        if (run.Get(_threads) is { } threads)
            LibTorch.Threads = threads;
    }
}
