namespace NlpTransfer.Training;

/// <summary>
/// The steps of a run: batches with tokens hidden. Which texts a step reads and what is hidden in them follow from the seed and the number of the step alone, so a run can be
/// taken up at any of them.
/// </summary>
/// <param name="batches">Gives the batches from the first on, without end.</param>
/// <param name="masker">Hides tokens.</param>
/// <param name="model">The model that reads them.</param>
/// <param name="plan">Cuts batches that would take too much memory.</param>
/// <param name="accumulation">Batches of a step.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class MaskedSteps(Func<IEnumerable<MaskedExample[]>> batches, TokenMasker masker, MaskedLanguageModel model, StepPlan plan, int accumulation, ulong seed) : IDisposable
{
    private IEnumerator<MaskedExample[]>? _stream;
    private long _next;

    /// <summary>Some steps.</summary>
    /// <param name="first">The number of the first, from 0 over the whole run.</param>
    /// <param name="count">How many.</param>
    internal IEnumerable<(MaskedBatch Batch, int Tokens)> Read(int first, int count)
    {
        GoTo((long)first * accumulation);
        for (int step = 0; step < count; step++)
        {
            var parts = new List<MaskedBatch>();
            int tokens = 0, read = 0;
            while (read < accumulation && _stream!.MoveNext())
            {
                MaskedExample[] examples = _stream.Current;
                var random = new CounterRandom(seed, "masking", (ulong)_next++);
                MaskedSequence[] hidden = [.. examples.Select(example => masker.Apply(example, random))];
                IReadOnlyList<MaskedSequence[]> cut = plan.Cut(hidden, sequence => sequence.Ids.Length, sequence => sequence.Positions.Length);
                parts.AddRange(cut.Select(part => MaskedBatch.Create(part, model.Encoder.Config.PaddingId, model.HasSegments)));
                read++;
                tokens += examples.Sum(example => example.Ids.Length);
            }

            if (parts.Count == 0)
                yield break;
            yield return (MaskedBatch.Join(parts), tokens);
        }
    }

    public void Dispose() => _stream?.Dispose();

    private void GoTo(long batch)
    {
        if (_stream is null || _next > batch)
        {
            _stream?.Dispose();
            (_stream, _next) = (batches().GetEnumerator(), 0);
        }

        while (_next < batch && _stream.MoveNext())
            _next++;
    }
}
