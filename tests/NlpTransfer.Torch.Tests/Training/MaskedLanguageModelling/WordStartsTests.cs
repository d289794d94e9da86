using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class WordStartsTests
{
    [Fact]
    public void Of_PiecesOfWords_MarksFirstOnes() =>
        Assert.Equal([true, false, true, true, false], WordStarts.Of("goats eat grass", [new(0, 4), new(4, 5), new(5, 9), new(10, 13), new(13, 15)]));

    [Fact]
    public void Of_LoneSpace_BelongsToTheWordAfterIt() => Assert.Equal([true, true, false, false], WordStarts.Of("a bc", [new(0, 1), new(1, 2), new(2, 3), new(3, 4)]));

    [Fact]
    public void Of_SeveralTokensOfOneCharacter_IsOneWord() => Assert.Equal([true, true, false, false], WordStarts.Of("a ọ", [new(0, 1), new(2, 3), new(2, 3), new(2, 3)]));

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Empty(WordStarts.Of("", []));
}
