using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class ClassifierCrossValidationTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_AllSystems_PredictsEachRowOnceAndLearns()
    {
        LanguageRows[] corpora = [new("yor", ToyCorpus.Rows("yor", 36)), new("hau", ToyCorpus.Rows("hau", 30))];
        string[] names = ["letters", "frozen-alone", "combined", "kernel-zero-shot", "full", "combined+full", "top:1-alone", "lora", "auto"];
        List<FoldPredictions> results = await RunAsync(corpora, [new("eng", ToyCorpus.Rows("eng", 36))], Plan(names));
        Assert.Equal(3 * 2 * names.Length, results.Count);
        foreach (IGrouping<(string Name, int Corpus), FoldPredictions> pooled in results.GroupBy(result => (result.System.Name, result.Corpus)))
        {
            IReadOnlyList<CorpusRow> rows = corpora[pooled.Key.Corpus].Rows;
            Assert.Equal(Enumerable.Range(0, rows.Count), pooled.SelectMany(fold => fold.Rows).Order());
            Assert.All(pooled, fold => Assert.Equal(fold.Rows.Count, fold.Results.Count));
            int right = pooled.Sum(fold => fold.Rows.Zip(fold.Results).Count(pair => fold.Labels[pair.Second.Best] == rows[pair.First].Label));
            Assert.True(right > 0.5 * rows.Count, $"{pooled.Key}: {right} of {rows.Count}");
        }
    }

    [Fact]
    public async Task RunAsync_LabelsDrawnByGroup_CanNotBeLearntFromTranslations()
    {
        // Labels are noise, but the sources hold nearly the same texts with the same labels: whoever saw those of the held-out groups would know most of them.
        CorpusRow[] rows = [.. ToyCorpus.Rows("yor", 24).Select((row, i) => row with { Label = ToyCorpus.Labels[new CounterRandom(9, "noise", (ulong)i).NextInt32(3)] })];
        async Task<int> Right(bool tied)
        {
            CorpusRow[] copies = [.. rows.Select(row => row with { Text = row.Text + ".", Group = tied ? row.Group : $"other {row.Group}" })];
            List<FoldPredictions> results = await RunAsync([new("yor", rows)], [.. Enumerable.Repeat(new LanguageRows("eng", copies), 20)], Plan("frozen"));
            return results.Sum(fold => fold.Rows.Zip(fold.Results).Count(pair => fold.Labels[pair.Second.Best] == rows[pair.First].Label));
        }

        (int tied, int torn) = (await Right(tied: true), await Right(tied: false));
        Assert.True(tied <= 11 && torn >= tied + 4, $"{tied} of 24 right, {torn} where groups do not tie the copies");
    }

    [Fact]
    public async Task RunAsync_SystemsThatShareAnEncoder_TrainItOnceAndSayTheSame()
    {
        LanguageRows[] corpora = [new("yor", ToyCorpus.Rows("yor", 36))], sources = [new("eng", ToyCorpus.Rows("eng", 36))];
        int stages = 0;
        var progress = new Immediate<WorkProgress>(at => stages += at.Phase.Contains("epoch 1 of", StringComparison.Ordinal) && at.Done == 1 ? 1 : 0);
        List<FoldPredictions> together = await RunAsync(corpora, sources, Plan("full", "combined+full"), progress);
        Assert.Equal(3 * 2, stages);
        List<FoldPredictions> apart = await RunAsync(corpora, sources, Plan("combined+full"));
        foreach ((FoldPredictions one, FoldPredictions two) in together.Where(result => result.System.Name == "combined+full").Zip(apart))
            TrainingCases.EqualPredictions(two.Results, one.Results, 0);
    }

    [Fact]
    public async Task RunAsync_TargetAmongItsSources_LeavesItOutThere()
    {
        LanguageRows english = new("eng", ToyCorpus.Rows("eng", 36));
        List<FoldPredictions> with = await RunAsync([english], [english, new("hau", ToyCorpus.Rows("hau", 36))], Plan("kernel-zero-shot", "frozen"));
        List<FoldPredictions> without = await RunAsync([english], [new("hau", ToyCorpus.Rows("hau", 36))], Plan("kernel-zero-shot", "frozen"));
        foreach ((FoldPredictions one, FoldPredictions two) in with.Zip(without))
            TrainingCases.EqualPredictions(two.Results, one.Results, 0);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase.Contains("epoch", StringComparison.Ordinal))
                source.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync([new("yor", ToyCorpus.Rows("yor", 36))], [], Plan("full"), progress, source.Token));
    }

    private static CrossValidationPlan Plan(params string[] systems) => new()
    {
        Systems = [.. systems.Select(CrossValidatedSystem.Parse)],
        Folds = 3,
        Training = TrainingCases.Options("full", withSources: false),
    };

    private async Task<List<FoldPredictions>> RunAsync(
        LanguageRows[] corpora, LanguageRows[] sources, CrossValidationPlan plan, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ModelFolder model = Directory.Exists(_folder.File("model")) ? ModelFolder.Open(_folder.File("model")) : ToyEncoder.Write(_folder.File("model"));
        List<FoldPredictions> results = [];
        await foreach (FoldPredictions result in ClassifierCrossValidation.RunAsync(model, corpora, sources, plan, progress, cancellation))
            results.Add(result);
        return results;
    }
}
