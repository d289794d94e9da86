namespace NlpTransfer.Metrics.Tests;

/// <summary>BLEU worked out by hand.</summary>
public sealed class BleuTests
{
    [Fact]
    public void Score_ShorterTranslation_HandWorkedFigures()
    {
        // 1-grams: the, cat, sat match (3 of 3), 2-grams 2 of 2; 3 words against 4.
        BleuScore score = new Bleu(new BleuOptions { MaxOrder = 2 }).Score(["the cat sat"], [["the cat sat down"]]);
        Assert.Equal([3, 2], score.Counts);
        Assert.Equal([3, 2], score.Totals);
        Assert.Equal(Math.Exp(1 - (4.0 / 3)), score.BrevityPenalty, 12);
        Assert.Equal(100 * Math.Exp(-1.0 / 3), score.Value, 9);
        Assert.Equal("BLEU = 71.65 100.0/100.0 (BP = 0.717 ratio = 0.750 hyp_len = 3 ref_len = 4)", score.ToText());
    }

    [Fact]
    public void Score_RepeatedWord_MatchesNoMoreThanReference()
    {
        BleuScore score = new Bleu(new BleuOptions { MaxOrder = 1 }).Score(["the the the the"], [["the cat the dog"]]);
        Assert.Equal([2], score.Counts);
        Assert.Equal(50, score.Value, 9);
    }

    [Fact]
    public void Score_SeveralReferences_NearestLengthAndMostMatches()
    {
        // Lengths 2 and 6 are as near to 4 as each other: the shorter counts. Each word is in one of the references.
        BleuScore score = new Bleu(new BleuOptions { MaxOrder = 1 }).Score(["a b c d"], [["a b"], ["c d e f g h"]]);
        Assert.Equal([4], score.Counts);
        Assert.Equal(2, score.ReferenceLength);
    }

    [Theory]
    [InlineData(BleuSmoothing.None, null, 0)]
    [InlineData(BleuSmoothing.Exponential, null, 50)] // 2 of 4, then 0 of 3 as 1/2 of 1/3: sqrt(1/2 * 1/6) = 28.87
    [InlineData(BleuSmoothing.Floor, null, 0.1)]
    [InlineData(BleuSmoothing.Floor, 0.5, 0.5)]
    [InlineData(BleuSmoothing.AddK, null, 1)]
    [InlineData(BleuSmoothing.AddK, 2.0, 2)]
    public void Score_OrderWithoutMatch_SmoothedByMethod(BleuSmoothing smoothing, double? value, double k)
    {
        BleuScore score = new Bleu(new BleuOptions { MaxOrder = 2, Smoothing = smoothing, SmoothingValue = value }).Score(["a x b y"], [["a p b q"]]);
        double second = smoothing switch
        {
            BleuSmoothing.Exponential => 100.0 / (2 * 3),
            BleuSmoothing.Floor => 100 * k / 3,
            BleuSmoothing.AddK => 100 * k / (3 + k),
            _ => 0,
        };
        Assert.Equal([50, second], score.Precisions);
        Assert.Equal(Math.Sqrt(50 * second), score.Value, 9);
    }

    [Fact]
    public void ScoreSentence_EffectiveOrder_LeavesOutOrdersTooLong()
    {
        Assert.Equal(100, new Bleu(new BleuOptions { EffectiveOrder = true }).ScoreSentence("two words", ["two words"]).Value, 9);
        Assert.Equal(0, new Bleu().ScoreSentence("two words", ["two words"]).Value, 9);
    }

    [Fact]
    public void Score_LowerCase_BothSidesFolded()
    {
        Assert.Equal(100, new Bleu(new BleuOptions { LowerCase = true, MaxOrder = 1 }).Score(["İL ΟΔΟΣ"], [["i̇l οδος"]]).Value, 9);
        Assert.Equal(0, new Bleu(new BleuOptions { MaxOrder = 1 }).Score(["IL"], [["il"]]).Value);
    }

    [Fact]
    public void Score_NothingInCommonOrEmpty_Zero()
    {
        Assert.Equal(0, new Bleu().Score(["a"], [["b"]]).Value);
        Assert.Equal(0, new Bleu().Score([""], [["b"]]).Value);
        Assert.Equal("BLEU = 0.00 0.0/0.0/0.0/0.0 (BP = 1.000 ratio = 0.000 hyp_len = 0 ref_len = 0)", new Bleu().Score([""], [[""]]).ToText());
    }

    [Fact]
    public void ToText_SignatureAndHalves_AsSacrebleuWrites()
    {
        // 1 of 16 is 6.25, which Python rounds to even; the score is the exponential of its logarithm, a little more.
        string hypothesis = "a" + string.Concat(Enumerable.Range(0, 15).Select(i => $" x{i}"));
        BleuScore score = new Bleu(new BleuOptions { MaxOrder = 1, Tokenizer = BleuTokenizer.None }).Score([hypothesis], [["a"]]);
        Assert.Equal(
            "BLEU|nrefs:1|case:mixed|eff:no|tok:none|smooth:exp|version:2.6.0 = 6.3 6.2 (BP = 1.000 ratio = 16.000 hyp_len = 16 ref_len = 1)",
            score.ToText(1, withSignature: true));
    }

    [Fact]
    public void Score_MissingReferences_SegmentsDiffer()
    {
        TranslationScore score = new Bleu(new BleuOptions { MaxOrder = 1 }).Score(["a", "b"], [["a", "x"], [null, "b"]]);
        Assert.Equal(100, score.Value, 9);
        Assert.StartsWith("nrefs:var|", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_BadInput_SaysWhat()
    {
        Assert.Contains("no translations", Assert.Throws<BadDataException>(() => new Bleu().Score([], [[]])).Message, StringComparison.Ordinal);
        Assert.Contains("no references", Assert.Throws<BadDataException>(() => new Bleu().Score(["a"], [])).Message, StringComparison.Ordinal);
        Assert.Contains("set 2 has 2 lines", Assert.Throws<BadDataException>(() => new Bleu().Score(["a"], [["a"], ["a", "b"]])).Message, StringComparison.Ordinal);
        Assert.Contains("translation 2", Assert.Throws<BadDataException>(() => new Bleu().Score(["a", "b"], [["a", null]])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_NamesAll()
    {
        var options = new BleuOptions { MaxOrder = 0, SmoothingValue = -1, Tokenizer = (BleuTokenizer)9, Smoothing = (BleuSmoothing)9 };
        string message = Assert.Throws<UsageException>(() => new Bleu(options)).Message;
        foreach (string part in (string[])["MaxOrder", "SmoothingValue must be above 0", "SmoothingValue belongs", "Tokenizer", "Smoothing must"])
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(() => new Bleu().Score(["a"], [["a"]], new CancellationToken(canceled: true)));
}
