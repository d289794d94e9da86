namespace NlpTransfer.LinearModels.Tests;

/// <summary>Says the same of every text.</summary>
internal sealed class FakeClassifier(string[] labels, double[] probabilities, int cut = 0) : ITextClassifier
{
    public IReadOnlyList<string> Labels => labels;

    public Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<TextClassification>>([.. texts.Select(_ => new TextClassification([.. probabilities.Select(p => Math.Log(p))], cut))]);
}
