using CsCheck;

namespace NlpTransfer.Remapping.Tests;

public sealed class SparsemaxTests
{
    [Theory]
    [InlineData(new float[] { 0.3f }, new float[] { 1 })]
    [InlineData(new float[] { 0.5f, 0.5f }, new float[] { 0.5f, 0.5f })]
    [InlineData(new float[] { 2, 0.5f }, new float[] { 1, 0 })]
    [InlineData(new float[] { 0.9f, 0.3f, -0.8f }, new float[] { 0.8f, 0.2f, 0 })]
    public void Apply_ByHand_GivesTheProjection(float[] scores, float[] expected)
    {
        Sparsemax.Apply(scores, new float[scores.Length]);
        Assert.Equal(expected, scores.Select(weight => MathF.Round(weight, 5)));
    }

    [Fact]
    public void Apply_AnyScores_AreWeightsInTheScoresOrder() => Gen.Float[-1, 1].Array[1, 50].Sample(scores =>
    {
        float[] weights = [.. scores];
        Sparsemax.Apply(weights, new float[scores.Length]);
        Assert.Equal(1, weights.Sum(), 1e-4f);
        Assert.All(weights, weight => Assert.InRange(weight, 0, 1.0001f));
        for (int i = 1; i < scores.Length; i++)
            Assert.True((scores[i] - scores[i - 1]) * (weights[i] - weights[i - 1]) >= 0);
    });
}
