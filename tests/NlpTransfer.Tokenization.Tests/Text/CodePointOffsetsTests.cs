using CsCheck;

namespace NlpTransfer.Tokenization.Tests;

public sealed class CodePointOffsetsTests
{
    [Fact]
    public void Convert_AstralText_CountsCodePoints()
    {
        CodePointOffsets offsets = CodePointOffsets.Of("a😀b\uD800");
        Assert.Equal(new(1, 2), offsets.Convert(new(1, 3)));
        Assert.Equal(new(3, 4), offsets.Convert(new(4, 5)));
        Assert.Equal(new(3, 5), offsets.ConvertBack(new(2, 4)));
        Assert.Equal(new(0, 0), offsets.Convert(new(0, 0)));
    }

    [Fact]
    public void Convert_BeyondTheText_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CodePointOffsets.Of("a").Convert(new(0, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodePointOffsets.Of("😀").ConvertBack(new(0, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodePointOffsets.Of("a").Convert(new(-1, 0)));
    }

    [Fact]
    public void ConvertBack_Converted_IsTheSameRange() => Gen.String[Gen.Char["aé\uD83D\uDE00"], 0, 12].Sample(text =>
    {
        CodePointOffsets offsets = CodePointOffsets.Of(text);
        int at = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            var range = new TokenRange(at, at + rune.Utf16SequenceLength);
            if (offsets.ConvertBack(offsets.Convert(range)) != range || offsets.Convert(range).Length != 1)
                return false;
            at = range.End;
        }

        return true;
    });
}
