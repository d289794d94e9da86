using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>Cuts batches so that each part keeps within a budget of memory.</summary>
/// <param name="memory">What a batch needs.</param>
/// <param name="budget">What there is.</param>
internal sealed class StepPlan(StepMemory memory, MemoryBudget budget)
{
    private long _largest;
    private int _parts = 1;
    private bool _mayCut;

    /// <summary>How it went so far.</summary>
    internal MemoryUse Use => new(budget.Bytes, _largest, _parts) { MayCut = _mayCut || _parts > 1 };

    /// <summary>Makes sure, before anything is computed, that the longest sequence can be learnt from.</summary>
    /// <param name="longest">Tokens of the longest sequence.</param>
    /// <param name="guesses">Places of it at which logits over the vocabulary are computed, at most.</param>
    /// <param name="batchTokens">Tokens of a batch.</param>
    /// <exception cref="UsageException">It does not fit; the message says what to change.</exception>
    internal void Check(int longest, int guesses, int batchTokens)
    {
        long single = memory.Of(1, longest, guesses);
        if (single > budget.Bytes)
        {
            string whose = budget.IsGiven ? "--memory allows" : "the machine leaves";
            throw new UsageException(memory.Fixed > budget.Bytes
                ? $"Training this model takes about {MemoryBudget.Text(memory.Fixed)} before it reads a text, and {whose} {MemoryBudget.Text(budget.Bytes)}; take a smaller model, let fewer layers train, use fewer texts, or give it more (--memory)."
                : string.Create(CultureInfo.InvariantCulture, $"A single text of {longest} tokens takes about {MemoryBudget.Text(single)} to learn from, and {whose} {MemoryBudget.Text(budget.Bytes)}; take shorter texts (--max-length), let fewer layers train, or give it more (--memory)."));
        }

        int rows = Math.Max(1, batchTokens / longest);
        _mayCut |= memory.Of(rows, longest, (int)Math.Min(int.MaxValue, (long)rows * guesses)) > budget.Bytes;
    }

    /// <summary>Cuts a batch into as few parts of about equal numbers of sequences as keep within the budget; one part where all of it does.</summary>
    /// <param name="items">The sequences.</param>
    /// <param name="length">Tokens of one.</param>
    /// <param name="guesses">Places of one at which logits over the vocabulary are computed.</param>
    /// <exception cref="UsageException">One sequence alone does not fit.</exception>
    internal IReadOnlyList<T[]> Cut<T>(IReadOnlyList<T> items, Func<T, int> length, Func<T, int> guesses)
    {
        for (int count = 1; ; count++)
        {
            T[][] parts = [.. Enumerable.Range(0, count).Select(part => items.Skip((int)((long)items.Count * part / count)).Take((int)((long)items.Count * (part + 1) / count) - (int)((long)items.Count * part / count)).ToArray())];
            long largest = parts.Max(part => memory.Of(part.Length, part.Max(length), part.Sum(guesses)));
            if (largest > budget.Bytes && count < items.Count)
                continue;
            if (largest > budget.Bytes)
                Check(items.Max(length), items.Max(guesses), 0);
            (_largest, _parts) = (Math.Max(_largest, largest), Math.Max(_parts, count));
            return parts;
        }
    }

    /// <summary>Tokens of a batch that is only read: as many as are wanted, or fewer where they would not fit.</summary>
    /// <param name="wanted">As many as are wanted.</param>
    /// <param name="longest">Tokens of the longest sequence.</param>
    /// <param name="guesses">Places of it at which logits over the vocabulary are computed.</param>
    internal int ReadingTokens(int wanted, int longest, int guesses)
    {
        int tokens = wanted;
        while (tokens > longest && memory.OfReading(Math.Max(1, tokens / longest), longest, (int)Math.Min(int.MaxValue, (long)guesses * Math.Max(1, tokens / longest))) > budget.Bytes)
            tokens = Math.Max(longest, tokens / 2);
        return tokens;
    }
}
