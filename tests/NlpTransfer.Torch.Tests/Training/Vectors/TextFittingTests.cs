using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class TextFittingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("abc", 24, "abc")]
    [InlineData("abcd efgh ijkl", 24, "abcd efgh ijkl")]
    [InlineData("abcd efgh ijkl", 13, "abcd efgh")]
    [InlineData("abcdefghij", 8, "abcdef")]
    public void Fit_Lengths_AreThoseOfWholeWords(string text, int maxLength, string expected)
    {
        // One token a character and two special ones.
        TextFitting fitting = Fitting(maxLength);
        int[]? ids = fitting.Fit(ref text);
        Assert.Equal(expected, text);
        Assert.Equal(expected.Length + 2, ids!.Length);
        Assert.Equal(expected == "abc" || expected.Length == 14 ? 0 : 1, fitting.Shortened);
    }

    [Fact]
    public void Fit_Surrogates_AreNotTornApart()
    {
        string text = "a😀😀😀😀";
        Assert.NotNull(Fitting(6).Fit(ref text));
        Assert.Equal("a😀", text);
    }

    [Fact]
    public void Fit_NoRoomForAnything_GivesNothing()
    {
        string text = "abc";
        Assert.Null(Fitting(2).Fit(ref text));
    }

    [Theory]
    [InlineData("abcdef", true)]
    [InlineData("abcdefg", false)]
    public void Fits_Lengths_AreCompared(string text, bool fits) => Assert.Equal(fits, Fitting(8).Fits(text));

    private TextFitting Fitting(int maxLength)
    {
        ModelFolder model = TinyModel.Write(_folder.File("model"));
        EncoderInput input = new(model, new TinyModel.CharacterTokenizer());
        return new TextFitting(input, input, maxLength);
    }
}
