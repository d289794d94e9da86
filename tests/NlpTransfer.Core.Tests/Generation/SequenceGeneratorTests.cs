namespace NlpTransfer.Tests;

/// <summary>Tokens: 0 start and padding, 1 end, 2 to 4 words. All expected values are worked out by hand from the tables.</summary>
public sealed class SequenceGeneratorTests
{
    private static readonly GenerationConfig Config = new() { StartId = 0, EndIds = [1], PaddingId = 0 };

    // After the start 2 looks best, but every way on from it is poor; 3 is a little worse and then certain to end.
    private static double[] Trap(int last) => last switch
    {
        0 => [0, 0, 0.6, 0.4, 0],
        2 => [0, 0.3, 0.3, 0.2, 0.2],
        3 => [0, 0.9, 0.05, 0.05, 0],
        _ => [0, 1, 0, 0, 0],
    };

    [Fact]
    public void Generate_Greedy_TakesTheMostProbableTokenEachTime()
    {
        // 0.6, then 0.3 for the end: of two equal ones the lower id.
        GeneratedSequence made = Generate(new() { MaxNewTokens = 5 })[0];
        Assert.Equal([2, 1], made.Tokens);
        Assert.Equal((Math.Log(0.6) + Math.Log(0.3)) / 2, made.Score, 1e-6);
    }

    [Fact]
    public void Generate_TwoBeams_FindsTheBetterSequence()
    {
        // 0.4 x 0.9 = 0.36 beats 0.6 x 0.3 = 0.18.
        IReadOnlyList<GeneratedSequence> made = Generate(new() { Beams = 2, MaxNewTokens = 5, Best = 2 });
        Assert.Equal([3, 1], made[0].Tokens);
        Assert.Equal(Math.Log(0.36) / 2, made[0].Score, 1e-6);
        Assert.Equal([2, 1], made[1].Tokens);
        Assert.Equal(Math.Log(0.18) / 2, made[1].Score, 1e-6);
    }

    [Theory]
    [InlineData(0, 0.36)]
    [InlineData(2, 0.36)]
    public void Generate_LengthPenalty_DividesByLengthToThePower(double penalty, double probability) =>
        Assert.Equal(Math.Log(probability) / Math.Pow(2, penalty), Generate(new() { Beams = 2, MaxNewTokens = 5, LengthPenalty = penalty })[0].Score, 1e-6);

    [Fact]
    public void Generate_LengthPenalty_DecidesBetweenShortAndLong()
    {
        // The end at once has probability 0.5; 2 2 2 2 has 0.5 x 0.9 x 0.9 x 0.9 = 0.3645, and a better mean.
        static double[] Table(int last) => last == 0 ? [0, 0.5, 0.5, 0, 0] : [0, 0.1, 0.9, 0, 0];
        GenerationOptions options = new() { Beams = 2, MaxNewTokens = 4, EarlyStopping = BeamStopping.Never };
        Assert.Equal([1], Generate(options with { LengthPenalty = 0 }, Table)[0].Tokens);
        Assert.Equal([2, 2, 2, 2], Generate(options with { LengthPenalty = 2 }, Table)[0].Tokens);
    }

    [Fact]
    public void Generate_EarlyStopping_EndsAtDifferentSteps()
    {
        // Two short sequences end soon; a long one goes on with probability 0.98 a token, and at length 12 would have the better mean.
        static double[] Table(int last) => last switch
        {
            0 => [0, 0.2, 0.78, 0.02, 0],
            2 => [0, 0.02, 0.98, 0, 0],
            _ => [0, 1, 0, 0, 0],
        };
        int Steps(BeamStopping stopping)
        {
            var decoder = new TableDecoder(5, (_, last) => Table(last));
            SequenceGenerator.Generate(decoder, Config, new() { Beams = 2, MaxNewTokens = 12, EarlyStopping = stopping });
            return decoder.Rows.Count;
        }

        // Both that ended: 1 (step 1) and 2 1 or 3 1 (step 2).
        Assert.Equal(2, Steps(BeamStopping.WhenFull));
        // The running 2 2 always has a mean above the worst finished one, so the heuristic and never run to the end.
        Assert.Equal(12, Steps(BeamStopping.Heuristic));
        Assert.Equal(12, Steps(BeamStopping.Never));
    }

    [Fact]
    public void Generate_Never_LooksAtTheGreatestLength()
    {
        // After step 2 two are finished, worst log(0.1 x 0.9) / 2; what runs, 3 4 with 0.01, is worse now but would be better at length 12.
        static double[] Table(int last) => last switch
        {
            0 => [0, 0, 0.85, 0.1, 0.05],
            2 => [0, 1, 0, 0, 0],
            3 => [0, 0.9, 0, 0, 0.1],
            _ => [0, 0, 0, 0, 1],
        };
        int Steps(BeamStopping stopping, double penalty)
        {
            var decoder = new TableDecoder(5, (_, last) => Table(last));
            SequenceGenerator.Generate(decoder, Config, new() { Beams = 2, MaxNewTokens = 12, EarlyStopping = stopping, LengthPenalty = penalty });
            return decoder.Rows.Count;
        }

        Assert.Equal(12, Steps(BeamStopping.Never, 1));
        Assert.True(Steps(BeamStopping.Heuristic, 1) < 12);
        Assert.True(Steps(BeamStopping.Never, 0) < 12);
    }

    [Fact]
    public void Generate_NoRepeatNgram_NeverRepeatsOne()
    {
        static double[] Table(int last) => [0, 0.01, 0.5, 0.3, 0.19];
        Assert.Equal([2, 2, 2, 2], Generate(new() { MaxNewTokens = 4 }, Table)[0].Tokens);
        // 0 2, 2 2, then 2 2 is there already: 3; 3 2 is new; 2 2 and 2 3 are there: 4.
        Assert.Equal([2, 2, 3, 2, 4], Generate(new() { MaxNewTokens = 5, NoRepeatNgram = 2 }, Table)[0].Tokens);
        Assert.Equal([2, 3, 4, 1], Generate(new() { MaxNewTokens = 5, NoRepeatNgram = 1 }, Table)[0].Tokens);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Generate_ForcedTokens_StandFirstAndLast(int beams)
    {
        static double[] Table(int last) => [0, 0.01, 0.5, 0.3, 0.19];
        GeneratedSequence made = Generate(new() { Beams = beams, MaxNewTokens = 4, FirstToken = 4, LastToken = 1, MinNewTokens = 3 }, Table)[0];
        Assert.Equal([4, 2, 2, 1], made.Tokens);
        // Forced tokens cost nothing.
        Assert.Equal(2 * Math.Log(0.5) / 4, made.Score, 1e-6);
    }

    [Fact]
    public void Generate_MinNewTokens_HoldsTheEndBack()
    {
        static double[] Table(int last) => [0, 0.9, 0.1, 0, 0];
        Assert.Equal([2, 2, 1], Generate(new() { MaxNewTokens = 5, MinNewTokens = 2 }, Table)[0].Tokens);
        Assert.Equal([1], Generate(new() { MaxNewTokens = 5 }, Table)[0].Tokens);
    }

    [Fact]
    public void Generate_BadWords_AreNeverGenerated()
    {
        static double[] Table(int last) => [0.4, 0.1, 0.3, 0.2, 0];
        Assert.Equal([2, 3, 2], Generate(new() { MaxNewTokens = 3, BadWords = [[0], [2, 2]] }, Table)[0].Tokens);
    }

    [Fact]
    public void Generate_Renormalize_CountsWhatIsLeft()
    {
        static double[] Table(int last) => [0.5, 0.25, 0.25, 0, 0];
        GenerationOptions options = new() { Beams = 2, MaxNewTokens = 3, BadWords = [[0]] };
        Assert.Equal(Math.Log(0.25), Generate(options, Table)[0].Score, 1e-6);
        Assert.Equal(Math.Log(0.5), Generate(options with { Renormalize = true }, Table)[0].Score, 1e-6);
    }

    [Fact]
    public void Generate_SeveralEnds_EachEnds()
    {
        static double[] Table(int last) => [0, 0.1, 0.2, 0.3, 0.4];
        GenerationConfig config = Config with { EndIds = [1, 4] };
        Assert.Equal([4], SequenceGenerator.Generate(new TableDecoder(5, (_, last) => Table(last)), config, new() { MaxNewTokens = 3 })[0][0].Tokens);
    }

    [Fact]
    public void Generate_Sampling_FollowsSeedAndLimits()
    {
        static double[] Table(int last) => [0, 0.1, 0.4, 0.3, 0.2];
        GenerationOptions options = new() { MaxNewTokens = 30, Best = 4, Sampling = new() };
        int[][] Draw(SamplingOptions sampling) => [.. Generate(options with { Sampling = sampling }, Table).Select(made => made.Tokens)];
        Assert.Equal(Draw(new()), Draw(new()));
        Assert.NotEqual(Draw(new()), Draw(new() { Seed = 2 }));
        Assert.All(Draw(new() { TopTokens = 2 }).SelectMany(tokens => tokens), token => Assert.InRange(token, 2, 3));
        // 0.4 + 0.3 reaches 0.65, so 4 is left out; 0.75 needs it.
        Assert.All(Draw(new() { TopProbability = 0.65 }).SelectMany(tokens => tokens), token => Assert.InRange(token, 2, 3));
        Assert.Contains(4, Draw(new() { TopProbability = 0.75 }).SelectMany(tokens => tokens));
        Assert.All(Draw(new() { Temperature = 0.01 }).SelectMany(tokens => tokens), token => Assert.Equal(2, token));
    }

    [Fact]
    public void Generate_SampledOften_HasTheTablesProbabilities()
    {
        static double[] Table(int last) => [0, 0.1, 0.4, 0.3, 0.2];
        int[] counts = new int[5];
        for (ulong seed = 0; seed < 40; seed++)
        {
            foreach (GeneratedSequence made in Generate(new() { MaxNewTokens = 1, Best = 64, Sampling = new() { Seed = seed } }, Table))
                counts[made.Tokens[0]]++;
        }

        Assert.InRange(counts[1] / 2560.0, 0.07, 0.13);
        Assert.InRange(counts[2] / 2560.0, 0.36, 0.44);
    }

    [Fact]
    public void Generate_SentencesThatEnd_LeaveTheBatch()
    {
        static double[] Table(int sentence, int last) => sentence == 0 ? [0, 1, 0, 0, 0] : [0, 0.01, 0.99, 0, 0];
        var decoder = new TableDecoder(5, Table, sentences: 2);
        IReadOnlyList<IReadOnlyList<GeneratedSequence>> made = SequenceGenerator.Generate(decoder, Config, new() { MaxNewTokens = 3 });
        Assert.Equal([1], made[0][0].Tokens);
        Assert.Equal([2, 2, 2], made[1][0].Tokens);
        Assert.Equal([2, 1, 1], decoder.Rows);
    }

    [Fact]
    public void Generate_EverythingForbidden_GivesWhatThereIs()
    {
        static double[] Table(int last) => [0, 0.5, 0.5, 0, 0];
        Assert.Equal([2], Generate(new() { Beams = 2, MaxNewTokens = 4, BadWords = [[0], [1], [2, 2], [3], [4]] }, Table)[0].Tokens);
    }

    [Fact]
    public void Generate_NoSentence_GivesNothing() =>
        Assert.Empty(SequenceGenerator.Generate(new TableDecoder(5, (_, last) => Trap(last), sentences: 0), Config, new() { Beams = 2 }));

    [Fact]
    public void Check_ManyFaults_NamesThemAll()
    {
        UsageException refused = Assert.Throws<UsageException>(() => new GenerationOptions
        {
            Beams = 0,
            MaxNewTokens = 0,
            MinNewTokens = 3,
            LengthPenalty = 11,
            EarlyStopping = (BeamStopping)9,
            NoRepeatNgram = -1,
            BadWords = [[]],
            FirstToken = -1,
            LastToken = -1,
            Best = 2,
            Sampling = new() { Temperature = 0, TopTokens = -1, TopProbability = 0 },
        }.Check());
        foreach (string name in (string[])["Beams", "MaxNewTokens", "MinNewTokens", "LengthPenalty", "EarlyStopping", "NoRepeatNgram", "BadWords", "FirstToken", "LastToken", "Sampling", "Temperature", "TopTokens", "TopProbability"])
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => new GenerationOptions { Best = 2 }.Check());
    }

    private static IReadOnlyList<GeneratedSequence> Generate(GenerationOptions options, Func<int, double[]>? table = null) =>
        SequenceGenerator.Generate(new TableDecoder(5, (_, last) => (table ?? Trap)(last)), Config, options)[0];
}
