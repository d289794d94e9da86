using CsCheck;

namespace NlpTransfer.Remapping.Tests;

/// <summary>The parts of skip-gram training, against what is worked out apart.</summary>
public sealed class SkipGramPartsTests
{
    [Fact]
    public void CharacterNgrams_LettersBeyondAscii_HashAsInFastText()
    {
        List<int> buckets = [];

        CharacterNgrams.Add("ọmọ", 3, 6, 2_000_000, buckets);
        CharacterNgrams.Add("ab", 1, 2, 1000, buckets);

        Assert.Equal([1176017, 594932, 1482238, 258970, 18476, 1977163, 750, 220, 946, 77, 561], buckets);
    }

    [Fact]
    public void NegativeSampler_EvenlySpacedBits_GiveSharesOfThePower()
    {
        long[] counts = [1, 16, 81, 256, 10_000];
        var sampler = new NegativeSampler(counts);
        const int Draws = 1 << 20;
        int[] drawn = new int[counts.Length];
        for (int i = 0; i < Draws; i++)
            drawn[sampler.Draw((uint)i << 12)]++;

        double all = counts.Sum(count => Math.Pow(count, 0.75));
        for (int unit = 0; unit < counts.Length; unit++)
            Assert.Equal(Math.Pow(counts[unit], 0.75) / all, (double)drawn[unit] / Draws, 4);
    }

    [Fact]
    public void NegativeSampler_OneUnit_IsAlwaysDrawn() => Assert.All((uint[])[0, 1, uint.MaxValue], word => Assert.Equal(0, new NegativeSampler([3]).Draw(word)));

    [Fact]
    public void VectorKernels_AnyRows_EqualPlainLoops()
    {
        var rows = Gen.Int[1, 9].SelectMany(eights => Gen.Select(Gen.Float[-2, 2].Array[eights * 8], Gen.Float[-2, 2].Array[eights * 8], Gen.Float[-2, 2].Array[eights * 8], Gen.Float[-2, 2]));
        rows.Sample((a, b, c, factor) =>
        {
            float[] output = [.. b], gradient = [.. c], sum = [.. c];
            VectorKernels.Exchange(factor, a, output, gradient);
            VectorKernels.Add(factor, a, sum);

            Assert.Equal(a.Zip(b, (x, y) => (double)x * y).Sum(), VectorKernels.Dot(a, b), 1e-4);
            Assert.All(Enumerable.Range(0, a.Length), i => Assert.Equal(b[i] + (factor * a[i]), output[i], 1e-5f));
            Assert.All(Enumerable.Range(0, a.Length), i => Assert.Equal(c[i] + (factor * b[i]), gradient[i], 1e-5f));
            Assert.All(Enumerable.Range(0, a.Length), i => Assert.Equal(c[i] + (factor * a[i]), sum[i], 1e-5f));
        });
    }

    [Fact]
    public void CentredVectors_TwoVectors_LoseTheirMean()
    {
        float[] two = [3, 4, 0, 5], one = [3, 4];
        CentredVectors.Apply(two, 2);
        CentredVectors.Apply(one, 2);

        Assert.Equal([0.3f, -0.1f, -0.3f, 0.1f], two.Select(value => MathF.Round(value, 5)));
        Assert.Equal([0.6f, 0.8f], one);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    public void VectorKernels_Padded_IsTheNextMultiple(int dimension, int expected) => Assert.Equal(expected, VectorKernels.Padded(dimension));

    [Theory]
    [InlineData("Àwọn ọmọ, méjì!", "Àwọn|ọmọ|méjì")]
    [InlineData("o\u0323mo\u0323 ní", "o\u0323mo\u0323|ní")]
    [InlineData("ʻOkina haleʻia ka'u 'ia’", "ʻOkina|haleʻia|ka'u|'ia")]
    [InlineData("orílẹ̀-èdè - ok-", "orílẹ̀-èdè|ok")]
    [InlineData("سنڌي ٻولي، 42", "سنڌي|ٻولي|42")]
    [InlineData("می\u200Cروم", "می\u200Cروم")]
    [InlineData("\uFEFFa\uD800b 𐐀𐐁", "a|b|𐐀𐐁")]
    [InlineData(" .,; ", "")]
    public void WordSplitter_Text_GivesWords(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', WordSplitter.Split(text).Select(range => text[range])));

    [Fact]
    public void WordCounts_TooManyDifferentWords_ForgetsTheRarest()
    {
        var counts = new WordCounts(capacity: 3);
        foreach (string text in (string[])["a a a", "b b", "c", "d", "b e"])
            counts.Add(text, WordSplitter.Split(text));

        Assert.Equal([("a", 3L), ("b", 3L)], counts.Frequent(2, 10).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal("a", Assert.Single(counts.Frequent(1, 1)).Key);
        Assert.Equal(9, counts.Total);
    }
}
