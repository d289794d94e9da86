namespace NlpTransfer.Remapping;

/// <summary>
/// The two matrices of a skip-gram model with negative sampling and the step that trains them. A unit's vector is the mean of its own row and those of its letter
/// sequences; it learns to tell the units beside it from drawn ones. All predictions of one place start from the same vector and their gradients are added up and
/// applied once, where fastText does so after each: it reads and writes the letter sequences' rows once a place instead of some six times.
/// </summary>
internal sealed class SkipGramModel
{
    private const int SigmoidParts = 1024;
    private const float SigmoidLimit = 8;

    private static readonly float[] Sigmoids = [.. Enumerable.Range(0, SigmoidParts + 1).Select(i => (float)(1 / (1 + Math.Exp(SigmoidLimit - (2 * SigmoidLimit * i / SigmoidParts)))))];

    private readonly SubwordRows _rows;
    private readonly NegativeSampler _sampler;
    private readonly SkipGramOptions _options;
    private readonly int _width;
    private readonly float[] _input;
    private readonly float[] _output;
    private readonly float[] _hidden;
    private readonly float[] _gradient;

    public SkipGramModel(SubwordRows rows, IReadOnlyList<long> counts, SkipGramOptions options)
    {
        (_rows, _sampler, _options, _width) = (rows, new NegativeSampler(counts), options, VectorKernels.Padded(options.Dimension));
        RequireRoom(rows.Count, counts.Count, options);
        (_input, _output) = (new float[rows.Count * _width], new float[counts.Count * _width]);
        (_hidden, _gradient) = (new float[_width], new float[_width]);
        var random = new CounterRandom(options.Seed, "skip-gram.rows");
        for (int row = 0; row < rows.Count; row++)
        {
            Span<float> values = _input.AsSpan(row * _width, options.Dimension);
            random.FillSingles(values);
            foreach (ref float value in values)
                value = ((2 * value) - 1) / options.Dimension;
        }
    }

    /// <summary>Refuses matrices that are too large for an array, before they are made.</summary>
    /// <exception cref="UsageException">They are.</exception>
    public static void RequireRoom(int rows, int units, SkipGramOptions options)
    {
        if ((long)rows * VectorKernels.Padded(options.Dimension) > Array.MaxLength)
        {
            throw new UsageException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{units:N0} words with {rows - units:N0} letter sequences are too many for vectors of {options.Dimension} numbers; raise MinimumCount, or lower MaximumWords, Buckets or Dimension."));
        }
    }

    /// <summary>Learns from one stretch of text.</summary>
    /// <param name="units">The units in their order, frequent ones thinned out already.</param>
    /// <param name="rate">The size of the step.</param>
    /// <param name="random">Draws windows and negatives.</param>
    public void Train(ReadOnlySpan<int> units, float rate, RandomWords random)
    {
        Span<float> gradient = _gradient;
        for (int place = 0; place < units.Length; place++)
        {
            int window = 1 + random.Next(_options.Window);
            int first = Math.Max(0, place - window), last = Math.Min(units.Length - 1, place + window);
            if (first == last)
                continue;
            ReadOnlySpan<int> rows = _rows.Of(units[place]);
            Mean(rows, _hidden);
            gradient.Clear();
            for (int other = first; other <= last; other++)
            {
                if (other != place)
                    Predict(units[other], rate, random);
            }

            foreach (int row in rows)
                VectorKernels.Add(1, gradient, Row(_input, row));
        }
    }

    /// <summary>Writes a unit's vector.</summary>
    public void CopyVector(int unit, Span<float> to)
    {
        Mean(_rows.Of(unit), _hidden);
        _hidden.AsSpan(0, _options.Dimension).CopyTo(to);
    }

    private void Predict(int target, float rate, RandomWords random)
    {
        Step(target, 1, rate);
        for (int i = 0; i < _options.Negatives; i++)
        {
            int negative = _sampler.Draw(random.Next());
            if (negative != target)
                Step(negative, 0, rate);
        }
    }

    private void Step(int unit, float label, float rate)
    {
        Span<float> output = Row(_output, unit);
        float score = VectorKernels.Dot(_hidden, output);
        VectorKernels.Exchange(rate * (label - Sigmoid(score)), _hidden, output, _gradient);
    }

    private static float Sigmoid(float x)
    {
        float place = (x + SigmoidLimit) * (SigmoidParts / (2 * SigmoidLimit));
        return place >= SigmoidParts ? 1 : place <= 0 ? 0 : Sigmoids[(int)place];
    }

    private void Mean(ReadOnlySpan<int> rows, Span<float> to)
    {
        to.Clear();
        float share = 1f / rows.Length;
        foreach (int row in rows)
            VectorKernels.Add(share, Row(_input, row), to);
    }

    private Span<float> Row(float[] matrix, int row) => matrix.AsSpan(row * _width, _width);
}
