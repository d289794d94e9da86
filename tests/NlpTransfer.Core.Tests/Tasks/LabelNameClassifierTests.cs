namespace NlpTransfer.Tests.Tasks;

public sealed class LabelNameClassifierTests
{
    [Fact]
    public async Task ClassifyAsync_NearestName_IsBest()
    {
        LabelNameClassifier classifier = await LabelNameClassifier.CreateAsync(new Angles(), ["0", "90"], temperature: 0.5);

        TextClassification result = Assert.Single(await classifier.ClassifyAsync(["60"]));

        Assert.Equal("90", classifier.Labels[result.Best]);
        // cos 60° = 1/2 and cos 30° = sqrt(3)/2, over 0.5.
        double expected = Math.Exp(Math.Sqrt(3)) / (Math.Exp(1) + Math.Exp(Math.Sqrt(3)));
        Assert.Equal(expected, Math.Exp(result.LogProbabilities[1]), 1e-6);
        Assert.Equal(1, result.LogProbabilities.Sum(Math.Exp), 1e-12);
        Assert.Equal(3, result.CutTokens);
    }

    [Theory]
    [InlineData("sport")]
    [InlineData("sport", "sport")]
    [InlineData("sport", " ")]
    public async Task CreateAsync_NamesThatTellNothingApart_AreRefused(params string[] names) =>
        Assert.Contains(string.Join(";", names), (await Assert.ThrowsAsync<UsageException>(() => LabelNameClassifier.CreateAsync(new Angles(), names))).Message, StringComparison.Ordinal);

    /// <summary>A vector of length 2 at the angle that the text says.</summary>
    private sealed class Angles : ITextEmbedder
    {
        public int Dimension => 2;

        public Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<TextEmbedding>>([.. texts.Select(text =>
            {
                float angle = float.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * MathF.PI / 180;
                return new TextEmbedding([2 * MathF.Cos(angle), 2 * MathF.Sin(angle)], 3);
            })]);
    }
}
