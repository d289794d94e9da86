namespace NlpTransfer.LinearModels.Tests;

public class LetterTextTests
{
    [Theory]
    [InlineData("Ọ̀RỌ̀", "oro")]
    [InlineData("o\u0323\u0300", "o")]
    [InlineData("ÉCOLE ñ ẹ́", "ecole n e")]
    [InlineData("ʻŌlelo Hawaiʻi", "ʻolelo hawaiʻi")]
    [InlineData("가각", "가각")]
    [InlineData("\u1100\u1161\u11A8", "각")]
    [InlineData("हिन्दी", "हिनदी")]
    [InlineData("سِنڌِي", "سنڌي")]
    [InlineData("", "")]
    [InlineData("\u0301", "")]
    public void Fold_Marks_AreDropped(string text, string expected) => Assert.Equal(expected, LetterText.Fold(text));

    [Theory]
    [InlineData("İ", "i\u0307")]
    [InlineData("ΟΔΟΣ ΣΑΣ.", "οδος σας.")]
    [InlineData("ẞ Ọ̀", "ß ọ̀")]
    [InlineData("𐐀", "𐐨")]
    public void Lower_FullMapping_AsPython(string text, string expected) => Assert.Equal(expected, LetterText.Lower(text));
}
