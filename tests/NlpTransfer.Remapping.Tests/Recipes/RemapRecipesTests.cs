using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class RemapRecipesTests
{
    private static readonly TextTokenizer Old = Toy.Unigram("▁", "▁ab", "a", "b", "▁water", "▁rain", "▁sea", "ing");
    private static readonly TextTokenizer New = Toy.Unigram("▁", "▁ab", "▁abb", "▁aabb", "▁omi", "▁ojo", "▁baba", "ሀ", "▁okun");

    private static readonly RemapEvidence Everything = new()
    {
        Vectors = new TokenVectors(2, [.. Enumerable.Range(0, New.VocabularySize * 2).Select(i => MathF.Sin(i))], [.. Enumerable.Range(0, New.VocabularySize).Select(id => id != 11)]),
        SourceWords = new WordVectors(["sea", "rain"], [9, 9], 2, [1, 0, 0, 1]),
        TargetWords = new WordVectors(["okun"], [9], 2, [1, 0.1f]),
        WordMap = new float[,] { { 1, 0 }, { 0, 1 } },
        Lexicon = new Lexicon([new("water", "omi")]),
        Alignment = new WordAlignmentTable([("▁ojo", [new("▁rain", 7)])]),
    };

    private static Dictionary<string, string> Methods(string recipe, RemapEvidence evidence) =>
        RemapPlan.Create(Old, New, RemapRecipes.Named(recipe).Initializers(evidence)).Rows.DistinctBy(row => row.NewToken).ToDictionary(row => New.IdToToken(row.NewToken)!, row => row.Method);

    [Fact]
    public void Auto_AllEvidence_TakesForEachTokenTheBest()
    {
        Dictionary<string, string> methods = Methods("auto", Everything);
        Assert.Equal("copy", methods["<pad>"]);
        Assert.Equal("copy", methods["▁ab"]);
        Assert.Equal("mean-of-few", methods["▁abb"]);
        Assert.Equal("alignment", methods["▁ojo"]);
        Assert.Equal("lexicon", methods["▁omi"]);
        Assert.Equal("wechsel", methods["▁okun"]);
        Assert.Equal("mean", methods["▁aabb"]);
        Assert.Equal("random", methods["ሀ"]);
    }

    [Fact]
    public void Auto_FewPiecesSeenInTranslations_TakesTheTranslations() => Assert.Equal(
        "alignment", Methods("auto", Everything with { Alignment = new WordAlignmentTable([("▁abb", [new("▁rain", 7)])]) })["▁abb"]);

    [Fact]
    public void Auto_NoEvidence_TakesWhatTheVocabulariesTell()
    {
        Dictionary<string, string> methods = Methods("auto", new RemapEvidence());
        // Letters of the script stand for those of "▁okun" that are not known, where "ሀ" has nothing.
        Assert.Equal("mean", methods["▁okun"]);
        Assert.Equal(["copy", "mean", "mean-of-few", "random"], methods.Values.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_Recipes_ExpressEveryToken() => Assert.All(RemapRecipes.All, recipe =>
    {
        RemapPlan plan = RemapPlan.Create(Old, New, recipe.Initializers(Everything));
        Assert.Equal(New.VocabularySize, plan.TokensByMethod.Values.Sum());
        Assert.NotEmpty(recipe.Description);
    });

    [Theory]
    [InlineData("random", "▁okun", "random")]
    [InlineData("canonical", "▁okun", "random")]
    [InlineData("copy", "▁ab", "copy")]
    [InlineData("fuzzy", "▁aabb", "random")]
    [InlineData("script", "▁abb", "script")]
    [InlineData("mean", "▁abb", "mean")]
    [InlineData("wechsel", "▁okun", "wechsel")]
    [InlineData("alignment", "▁ojo", "alignment")]
    [InlineData("lexicon", "▁omi", "lexicon")]
    public void Named_Recipe_DoesWhatItsNameSays(string recipe, string token, string method) => Assert.Equal(method, Methods(recipe, Everything)[token]);

    [Fact]
    public void Seed_Another_DrawsOtherRows() => Assert.NotEqual(
        RemapPlan.Create(Old, New, RemapRecipes.Named("random").Initializers(Everything)).Rows,
        RemapPlan.Create(Old, New, RemapRecipes.Named("random").Initializers(Everything with { Seed = 2 })).Rows);

    [Theory]
    [InlineData("focus", "vectors of the new tokens (text of the new language, --text)")]
    [InlineData("wechsel", "words of both languages and the map between them (--text, --source-text or --pairs, and --lexicon)")]
    [InlineData("alignment", "an alignment (translated text, --pairs)")]
    [InlineData("lexicon", "a lexicon (--lexicon)")]
    public void Initializers_EvidenceMissing_NamesIt(string recipe, string missing)
    {
        var exception = Assert.Throws<UsageException>(() => RemapRecipes.Named(recipe).Initializers(new RemapEvidence()));
        Assert.Equal($"The initialiser '{recipe}' needs {missing}; give it, or use 'auto', which takes what there is.", exception.Message);
    }

    [Fact]
    public void Named_Unknown_ListsTheKnown()
    {
        var exception = Assert.Throws<UsageException>(() => RemapRecipes.Named("magic"));
        Assert.Equal("There is no initialiser 'magic'; use one of auto, copy, canonical, fuzzy, mean, script, random, focus, focus-fuzzy, wechsel, alignment, lexicon.", exception.Message);
    }
}
