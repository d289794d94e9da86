namespace NlpTransfer;

/// <summary>Draws tokens from what temperature and limits leave of a row's probabilities. A draw follows from seed, sentence, sequence and place alone.</summary>
internal sealed class TokenSampler(SamplingOptions options, ulong key)
{
    private readonly PriorityQueue<int, float> _order = new();

    /// <summary>Draws one token; null where all are forbidden.</summary>
    /// <param name="logits">The row's logits.</param>
    /// <param name="banned">Tokens that may not come.</param>
    /// <param name="sequence">Which of the sentence's sequences.</param>
    /// <param name="place">The place in it.</param>
    public int? Draw(ReadOnlySpan<float> logits, IReadOnlySet<int> banned, int sequence, int place)
    {
        (int[] tokens, double[] weights) = Kept(logits, banned);
        if (tokens.Length == 0)
            return null;
        double left = new CounterRandom(options.Seed, $"sample.{sequence}.{key}", (ulong)place).NextDouble() * weights.Sum();
        for (int i = 0; i < tokens.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
                return tokens[i];
        }

        return tokens[^1];
    }

    // The most probable tokens in descending order with weights relative to the first, as far as both limits let them.
    private (int[] Tokens, double[] Weights) Kept(ReadOnlySpan<float> logits, IReadOnlySet<int> banned)
    {
        int limit = options.TopTokens == 0 ? logits.Length : Math.Min(options.TopTokens, logits.Length);
        _order.Clear();
        for (int token = 0; token < logits.Length; token++)
        {
            if (!(logits[token] > float.NegativeInfinity) || banned.Contains(token))
                continue;
            if (_order.Count < limit)
                _order.Enqueue(token, logits[token]);
            else
                _order.EnqueueDequeue(token, logits[token]);
        }

        int[] tokens = new int[_order.Count];
        for (int i = tokens.Length - 1; i >= 0; i--)
            tokens[i] = _order.Dequeue();
        double[] weights = new double[tokens.Length];
        for (int i = 0; i < tokens.Length; i++)
            weights[i] = Math.Exp((logits[tokens[i]] - logits[tokens[0]]) / options.Temperature);
        double enough = options.TopProbability * weights.Sum(), sum = 0;
        int kept = 0;
        while (kept < tokens.Length && (kept == 0 || sum < enough))
            sum += weights[kept++];
        return (tokens[..kept], weights[..kept]);
    }
}
