using System.Diagnostics;
using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Passes over the text and lets the model learn. One thread trains, in the order of the text, while others read ahead: the result depends on the seed alone and
/// not on the number of threads. Two trainings may run side by side.
/// </summary>
internal sealed class SkipGramTraining(SkipGramModel model, IReadOnlyList<long> counts, SkipGramOptions options)
{
    // Units that are learnt from with one step; windows do not reach over its ends. fastText cuts long lines alike.
    private const int Stretch = 1024;

    private readonly float[] _keep = Keep(counts, options.Subsampling);
    private int[] _kept = new int[1024];

    /// <summary>Trains.</summary>
    /// <param name="portions">Opens one pass over the units, -1 for those without a vector.</param>
    /// <param name="progress">Hears of units done; null for nobody.</param>
    /// <param name="cancellation">Stops between texts.</param>
    public void Run(Func<IEnumerable<int[][]>> portions, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        long units = counts.Sum(), total = units * options.Epochs;
        var watch = Stopwatch.StartNew();
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            var random = new RandomWords(options.Seed, "skip-gram.text", (ulong)epoch);
            string phase = string.Create(CultureInfo.InvariantCulture, $"skip-gram vectors, epoch {epoch + 1} of {options.Epochs}");
            long done = 0;
            foreach (int[][] portion in portions())
            {
                foreach (int[] text in portion)
                {
                    cancellation.ThrowIfCancellationRequested();
                    done += Train(text, (units * epoch) + done, total, random);
                }

                string detail = string.Create(CultureInfo.InvariantCulture, $"{((units * epoch) + done) / Math.Max(watch.Elapsed.TotalSeconds, 1e-3):N0} units/s");
                progress?.Report(new WorkProgress(phase, done, units, detail));
            }
        }
    }

    private int Train(int[] text, long before, long total, RandomWords random)
    {
        int known = 0;
        for (int at = 0; at < text.Length;)
        {
            int kept = 0, start = known;
            for (; at < text.Length && known - start < Stretch; at++)
            {
                if (text[at] < 0)
                    continue;
                known++;
                if (_keep[text[at]] >= 1 || (random.Next() >> 8) * (1f / (1 << 24)) < _keep[text[at]])
                    Push(ref kept, text[at]);
            }

            model.Train(_kept.AsSpan(0, kept), options.LearningRate * (1 - ((float)(before + start) / total)), random);
        }

        return known;
    }

    private void Push(ref int kept, int unit)
    {
        if (kept == _kept.Length)
            Array.Resize(ref _kept, kept * 2);
        _kept[kept++] = unit;
    }

    private static float[] Keep(IReadOnlyList<long> counts, double threshold)
    {
        double total = counts.Sum();
        return [.. counts.Select(count => threshold >= 1 ? 1f : (float)Math.Min(1, Math.Sqrt(threshold * total / count) + (threshold * total / count)))];
    }
}
