using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class MaskedInputTests
{
    private const string Text = "the goat and the field today";

    [Fact]
    public void Encode_ShortText_IsOneSequenceAsTheTokenizerMakesIt()
    {
        MaskedExample example = Assert.Single(Input(64).Encode(Text));
        Assert.Equal(ToyMasked.Tokenizer.Encode(Text).Ids, example.Ids);
        Assert.Equal(example.Ids.Length, example.SecondAt);
        Assert.Null(example.WordStarts);
    }

    [Fact]
    public void Encode_LongText_IsCutAndLosesNothing()
    {
        MaskedExample[] parts = [.. Input(8).Encode(Text)];
        Assert.True(parts.Length > 1);
        int[] all = ToyMasked.Tokenizer.Encode(Text).Ids;
        Assert.All(parts, part => Assert.True(part.Ids.Length <= 8 && part.Ids[0] == all[0] && part.Ids[^1] == all[^1]));
        Assert.Equal(all[1..^1], parts.SelectMany(part => part.Ids[1..^1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Encode_NothingToGuess_IsLeftOut(string text) => Assert.Empty(Input(16).Encode(text));

    [Fact]
    public void Encode_Pair_IsOneSequence()
    {
        MaskedExample example = Input(64).Encode("the goat", "and the field")!;
        Assert.Equal(ToyMasked.Tokenizer.EncodePair("the goat", "and the field").Ids, example.Ids);
        Assert.Null(Input(8).Encode("the goat and the field", "and the field"));
    }

    [Fact]
    public void Encode_WholeWords_MarksTheirBeginnings()
    {
        MaskedExample one = Assert.Single(Input(64, wholeWords: true).Encode(Text));
        Assert.Equal(6, one.WordStarts!.Count(start => start));
        Assert.Equal(one.Ids.Length, one.WordStarts!.Length);
        MaskedExample pair = Input(64, wholeWords: true).Encode("the goat", "and the field")!;
        Assert.Equal(5, pair.WordStarts!.Count(start => start));
        Assert.False(pair.WordStarts![0] || pair.WordStarts![^1]);
        Assert.All(Input(8, wholeWords: true).Encode(Text), part => Assert.Equal(part.Ids.Length, part.WordStarts!.Length));
    }

    [Fact]
    public void Encode_LowerCase_LowersBeforeTokenizing()
    {
        var lowers = new MaskedInput(ToyMasked.Tokenizer, Tokens, 64, wholeWords: false, lowerCase: true);
        Assert.Equal(Assert.Single(Input(64).Encode(Text)).Ids, Assert.Single(lowers.Encode(Text.ToUpperInvariant())).Ids);
    }

    [Fact]
    public void Of_TokenizerWithoutMask_SaysSo()
    {
        using var folder = new TemporaryFolder();
        ModelFolder model = ToyEncoder.Write(folder.File("toy"));
        UsageException failure = Assert.Throws<UsageException>(() => MaskableTokens.Of(NlpTransfer.Tokenization.TextTokenizer.Load(model.Path), "toy"));
        Assert.Equal(
            "toy: the tokenizer has no mask token ([MASK] or <mask>), so nothing can be hidden to be guessed; take one that has, such as those that tokenizer train makes.", failure.Message);
    }

    private static MaskableTokens Tokens => MaskableTokens.Of(ToyMasked.Tokenizer, "toy");

    private static MaskedInput Input(int maxLength, bool wholeWords = false) => new(ToyMasked.Tokenizer, Tokens, maxLength, wholeWords, lowerCase: false);
}
