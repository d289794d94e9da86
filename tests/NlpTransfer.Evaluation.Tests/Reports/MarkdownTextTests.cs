namespace NlpTransfer.Evaluation.Tests;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("0.755 [0.692, 0.809]", "0.755 [0.692, 0.809]")]
    [InlineData("p < 0.001", "p < 0.001")]
    [InlineData("a & b", "a & b")]
    [InlineData("[x](http://y)", "[x\\](http://y)")]
    [InlineData("<img src=x>", "\\<img src=x>")]
    [InlineData("&lt;", "\\&lt;")]
    [InlineData("a|b`c*d_e\\f", "a\\|b\\`c\\*d\\_e\\\\f")]
    [InlineData("two\r\nlines\tand", "two  lines and")]
    [InlineData("بخار آهي", "بخار آهي")]
    public void Escape_Text_IsReadAsText(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));

    [Fact]
    public async Task ToMarkdown_Level_LowersEveryHeading()
    {
        string[] headings = [.. (await Samples.Plain()).ToMarkdown(3).Split('\n').Where(line => line.StartsWith('#'))];

        Assert.Equal("### Evaluation of model", headings[0]);
        Assert.All(headings.Skip(1), heading => Assert.StartsWith("#### ", heading, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task ToMarkdown_NoSuchLevel_Refused(int level)
    {
        EvaluationReport report = await Samples.Plain();

        Assert.Throws<ArgumentOutOfRangeException>(() => report.ToMarkdown(level));
    }
}
