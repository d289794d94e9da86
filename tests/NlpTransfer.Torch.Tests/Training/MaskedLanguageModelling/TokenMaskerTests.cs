using CsCheck;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class TokenMaskerTests
{
    // 0, 1, 2 and 3 are special, 4 is the mask.
    private static readonly MaskableTokens Tokens = new(4, 100, [0, 1, 2, 3]);

    [Fact]
    public void Apply_AnySequence_HidesOrdinaryTokensAndKnowsThem() => Gen.Select(Gen.Int[1, 60], Gen.ULong, Gen.Bool).Sample((length, seed, whole) =>
    {
        MaskedExample example = Example(length, seed, whole);
        MaskedSequence hidden = new TokenMasker(Tokens, new()).Apply(example, new CounterRandom(seed, "masking"));
        Assert.NotEmpty(hidden.Positions);
        Assert.Equal(hidden.Positions.Order().Distinct(), hidden.Positions);
        Assert.All(hidden.Positions.Zip(hidden.Labels), pair => Assert.Equal(example.Ids[pair.First], pair.Second));
        Assert.All(hidden.Labels, label => Assert.True(Tokens.IsOrdinary(label)));
        Assert.All(Enumerable.Range(0, example.Ids.Length).Except(hidden.Positions), place => Assert.Equal(example.Ids[place], hidden.Ids[place]));
        Assert.All(hidden.Positions, place => Assert.True(hidden.Ids[place] == 4 || Tokens.IsOrdinary(hidden.Ids[place])));
    });

    [Fact]
    public void Apply_ManySequences_KeepsTheShares()
    {
        var masker = new TokenMasker(Tokens, new());
        int places = 0, guessed = 0, masked = 0, kept = 0;
        for (ulong row = 0; row < 2000; row++)
        {
            MaskedExample example = Example(40, row, whole: false);
            MaskedSequence hidden = masker.Apply(example, new CounterRandom(1, "masking", row));
            places += masker.Places(example).Count();
            guessed += hidden.Positions.Length;
            masked += hidden.Positions.Count(place => hidden.Ids[place] == 4);
            kept += hidden.Positions.Count(place => hidden.Ids[place] == example.Ids[place]);
        }

        Assert.InRange((double)guessed / places, 0.145, 0.155);
        Assert.InRange((double)masked / guessed, 0.79, 0.81);
        // A tenth keeps its token; of the tenth that is drawn at random one in 95 draws the same.
        Assert.InRange((double)kept / guessed, 0.09, 0.111);
    }

    [Fact]
    public void Apply_OtherOptions_HidesAsTheySay()
    {
        MaskedExample example = Example(50, 1, whole: false);
        MaskedSequence all = new TokenMasker(Tokens, new() { Share = 0.9, MaskShare = 1, RandomShare = 0 }).Apply(example, new CounterRandom(1, "masking"));
        Assert.InRange(all.Positions.Length, 40, 50);
        Assert.All(all.Positions, place => Assert.Equal(4, all.Ids[place]));
        MaskedSequence none = new TokenMasker(Tokens, new() { MaskShare = 0, RandomShare = 0 }).Apply(example, new CounterRandom(1, "masking"));
        Assert.Equal(example.Ids, none.Ids);
        MaskedSequence random = new TokenMasker(Tokens, new() { Share = 0.9, MaskShare = 0, RandomShare = 1 }).Apply(example, new CounterRandom(1, "masking"));
        Assert.DoesNotContain(4, random.Ids);
        Assert.NotEqual(example.Ids, random.Ids);
    }

    [Fact]
    public void Apply_WholeWords_HidesWordsAsAWhole()
    {
        MaskedExample example = Example(60, 3, whole: true);
        int[] words = new int[example.Ids.Length];
        for (int place = 1; place < words.Length; place++)
            words[place] = words[place - 1] + (example.WordStarts![place] ? 1 : 0);
        MaskedSequence hidden = new TokenMasker(Tokens, new() { WholeWords = true, Share = 0.4 }).Apply(example, new CounterRandom(1, "masking"));
        HashSet<int> guessed = [.. hidden.Positions.Select(place => words[place])];
        Assert.Equal(Enumerable.Range(1, example.Ids.Length - 2).Where(place => guessed.Contains(words[place])), hidden.Positions);
        Assert.InRange(guessed.Count, 2, words[^1] - 1);
    }

    [Fact]
    public void Apply_OneToken_HidesIt()
    {
        MaskedSequence hidden = new TokenMasker(Tokens, new() { Share = 0.01 }).Apply(new MaskedExample([0, 50, 2], 3), new CounterRandom(1, "masking"));
        Assert.Equal([1], hidden.Positions);
        Assert.Equal([50], hidden.Labels);
    }

    [Fact]
    public void ApplyAt_AnyPlace_HidesThatAlone()
    {
        MaskedSequence hidden = new TokenMasker(Tokens, new()).ApplyAt(new MaskedExample([0, 50, 51, 2], 4), 2);
        Assert.Equal([0, 50, 4, 2], hidden.Ids);
        Assert.Equal([2], hidden.Positions);
        Assert.Equal([51], hidden.Labels);
    }

    private static MaskedExample Example(int length, ulong seed, bool whole)
    {
        var random = new CounterRandom(seed, "example");
        int[] ids = [0, .. Enumerable.Range(0, length).Select(_ => 5 + random.NextInt32(95)), 2];
        return new MaskedExample(ids, ids.Length, whole ? [.. ids.Select((_, place) => place == 1 || random.NextInt32(3) == 0)] : null);
    }
}
