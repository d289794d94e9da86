using System.Globalization;
using NlpTransfer.Corpora;

namespace NlpTransfer.Remapping;

/// <summary>The passes of <see cref="WordAligner"/> over the pairs.</summary>
internal sealed class AlignmentWork(
    IReadOnlyList<PairCorpus> corpora,
    ITextTokenizer oldTokenizer,
    ITextTokenizer newTokenizer,
    WordAlignmentOptions options,
    IProgress<WorkProgress>? progress,
    CancellationToken cancellation)
{
    private const int ReportInterval = 1000;

    private readonly AlignmentSide _old = new(oldTokenizer, options.Unit);
    private readonly AlignmentSide _new = new(newTokenizer, options.Unit);
    private readonly PairTable _table = new(options.MaximumEntries);
    private readonly DiagonalPrior _forwardPrior = new(options.Tension);
    private readonly DiagonalPrior _backwardPrior = new(options.Tension);
    private int[] _slots = [];
    private long _pairs;
    private long _tooLong;
    private long _withoutWords;

    public async Task<WordAlignmentResult> RunAsync()
    {
        await PassAsync("counting pairs", learn: true, (_, pair) => Count(pair)).ConfigureAwait(false);
        RequirePairs();
        var forward = new AlignmentDirection(_table, forward: true, _old.UnitCount, _new.UnitCount, _forwardPrior, options);
        var backward = new AlignmentDirection(_table, forward: false, _old.UnitCount, _new.UnitCount, _backwardPrior, options);
        for (int iteration = 1; iteration <= options.Iterations; iteration++)
        {
            await PassAsync(string.Create(CultureInfo.InvariantCulture, $"aligning, pass {iteration} of {options.Iterations}"), learn: false, (_, pair) =>
            {
                ReadOnlySpan<int> slots = Slots(pair);
                forward.Expect(pair, slots);
                backward.Expect(pair, slots);
            }).ConfigureAwait(false);
            forward.Maximize();
            backward.Maximize();
        }

        var links = new TokenLinks(options.MaximumEntries);
        await PassAsync("linking tokens", learn: false, (text, pair) =>
        {
            ReadOnlySpan<int> slots = Slots(pair);
            int[] oldOfNew = forward.Best(pair, slots), newOfOld = backward.Best(pair, slots);
            links.Add(Symmetrizer.Combine(oldOfNew, newOfOld, options.Symmetrization), _old.Tokens(text.Source), _new.Tokens(text.Target));
        }).ConfigureAwait(false);
        return new WordAlignmentResult(
            links.ToTable(oldTokenizer, newTokenizer, options), _pairs, _tooLong, _withoutWords, _table.Forgotten, (forward.Tension, backward.Tension), forward.Perplexity);
    }

    private void Count(UnitPair pair)
    {
        foreach (int old in pair.Old.Where(unit => unit >= 0))
        {
            foreach (int @new in pair.New.Where(unit => unit >= 0))
                _table.Add(old, @new, 1);
        }

        _forwardPrior.CountLengths(pair.Old.Length, pair.New.Length);
        _backwardPrior.CountLengths(pair.New.Length, pair.Old.Length);
    }

    private async Task PassAsync(string phase, bool learn, Action<TextPair, UnitPair> use)
    {
        (long done, _tooLong, _withoutWords) = (0, 0, 0);
        foreach (PairCorpus corpus in corpora)
        {
            await foreach (TextPair text in corpus.ReadAsync(cancellation: cancellation).ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Cut(text, learn) is not { } pair)
                    continue;
                use(text, pair);
                if (++done % ReportInterval == 0)
                    progress?.Report(new WorkProgress(phase, done, learn ? 0 : _pairs));
            }
        }

        if (learn)
            _pairs = done;
        progress?.Report(new WorkProgress(phase, done, _pairs));
    }

    private UnitPair? Cut(TextPair text, bool learn)
    {
        var pair = new UnitPair(_old.Units(text.Source, learn), _new.Units(text.Target, learn));
        if (pair.Old.Length == 0 || pair.New.Length == 0)
        {
            _withoutWords++;
            return null;
        }

        if (pair.Old.Length <= options.MaximumLength && pair.New.Length <= options.MaximumLength)
            return pair;
        _tooLong++;
        return null;
    }

    private ReadOnlySpan<int> Slots(UnitPair pair)
    {
        int size = pair.Old.Length * pair.New.Length;
        if (_slots.Length < size)
            _slots = new int[size];
        pair.FillSlots(_table, _slots);
        return _slots.AsSpan(0, size);
    }

    private void RequirePairs()
    {
        if (_pairs > 0)
            return;
        string names = string.Join(", ", corpora.Select(corpus => corpus.Path));
        throw new BadDataException(_tooLong > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{names}: all {_tooLong:N0} pairs have a side of more than {options.MaximumLength:N0} words; cut them into sentences, or raise MaximumLength.")
            : $"{names}: no pair has words on both sides, so nothing can be aligned; give texts with their translations.");
    }
}
