using NlpTransfer.Metrics;
using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Texts that no step reads, by language, with tokens hidden once and for all, so that every measurement asks the same.</summary>
internal sealed class HeldOutGuesses
{
    private readonly MaskedLanguageModel _model;
    private readonly TokenMasker _masker;
    private readonly int _batchTokens;
    private readonly (string Language, MaskedExample[] Examples, MaskedSequence[] Hidden)[] _groups;

    /// <summary>Hides tokens.</summary>
    /// <param name="model">What is measured.</param>
    /// <param name="masker">Hides.</param>
    /// <param name="groups">The texts of each language; languages without are passed over.</param>
    /// <param name="batchTokens">Tokens of a batch, padding included.</param>
    /// <param name="seed">The run's seed.</param>
    internal HeldOutGuesses(MaskedLanguageModel model, TokenMasker masker, IEnumerable<(string Language, MaskedExample[] Examples)> groups, int batchTokens, ulong seed)
    {
        (_model, _masker, _batchTokens) = (model, masker, batchTokens);
        _groups =
        [
            .. groups.Where(group => group.Examples.Length > 0).Select(group =>
                (group.Language, group.Examples, group.Examples.Select((example, row) => masker.Apply(example, new CounterRandom(seed, "heldout", (ulong)row))).ToArray())),
        ];
    }

    /// <summary>The languages, in order.</summary>
    internal IReadOnlyList<string> Languages => [.. _groups.Select(group => group.Language)];

    /// <summary>Mean loss of a hidden token, by language, with its interval over sequences.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal IReadOnlyList<Score> Measure(IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        [.. _groups.Select(group => GuessScore.Of(Losses(group.Hidden, [.. Enumerable.Range(0, group.Hidden.Length)], $"held-out texts, {group.Language}", progress, cancellation)))];

    /// <summary>
    /// Pseudo-perplexity by language (Salazar et al. 2020): every token is hidden alone and guessed from all others; e to the power of the mean loss, with its interval over sequences.
    /// </summary>
    /// <param name="texts">Sequences of a language that are read at most.</param>
    /// <param name="progress">Told of sequences done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal IReadOnlyList<Score> PseudoPerplexity(int texts, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
    [
        .. _groups.Select(group =>
        {
            (MaskedSequence Hidden, int Row)[] single =
                [.. group.Examples.Take(texts).SelectMany((example, row) => _masker.Places(example).Select(place => (_masker.ApplyAt(example, place), row)))];
            Score loss = GuessScore.Of(Losses([.. single.Select(one => one.Hidden)], [.. single.Select(one => one.Row)], $"pseudo-perplexity, {group.Language}", progress, cancellation));
            return new Score(Math.Exp(loss.Value), Math.Exp(loss.Low), Math.Exp(loss.High), loss.N);
        }),
    ];

    /// <summary>Sum of losses and number of guesses of each text.</summary>
    private (double Sum, int Count)[] Losses(MaskedSequence[] sequences, int[] rows, string phase, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        LibTorch.ApplyThreads();
        using var _ = inference_mode();
        var sums = new (double Sum, int Count)[rows.Length == 0 ? 0 : rows.Max() + 1];
        int done = 0;
        foreach (int[] places in LengthBatches.Of([.. sequences.Select(sequence => sequence.Ids.Length)], _batchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            using MaskedBatch batch = MaskedBatch.Create([.. places.Select(place => sequences[place])], _model.Encoder.Config.PaddingId, _model.HasSegments);
            ReadOnlySpan<float> losses = TensorMemory.ToArray(MaskedLanguageModelObjective.Losses(batch, _model, null));
            int at = 0;
            foreach (int place in places)
            {
                int count = sequences[place].Positions.Length;
                double sum = sums[rows[place]].Sum;
                for (int i = 0; i < count; i++)
                    sum += losses[at++];
                sums[rows[place]] = (sum, sums[rows[place]].Count + count);
            }

            progress?.Report(new WorkProgress(phase, done += places.Length, sequences.Length));
        }

        return sums;
    }
}
