using System.Text.RegularExpressions;

namespace NlpTransfer.Evaluation.Tests;

public sealed partial class HtmlReportTests
{
    [Fact]
    public async Task ToHtml_MarkupInTextsAndLabels_IsEscaped()
    {
        string html = (await Samples.Evaluation()).ToHtml();

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;sport&lt;/b&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToHtml_AnyReport_NeedsNothingBesideIt()
    {
        foreach (string html in new[] { (await Samples.Evaluation()).ToHtml(), Samples.Ladder().ToHtml(), Samples.CrossValidation().ToHtml() })
        {
            Assert.DoesNotMatch(Outside(), html);
            Assert.DoesNotContain("/home/someone", html, StringComparison.Ordinal);
            Assert.Equal(html.Split("<svg").Length, html.Split("</svg>").Length);
            Assert.DoesNotContain("<?xml", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ToHtml_Evaluation_LeakageStandsBeforeTheScore()
    {
        string html = (await Samples.Evaluation()).ToHtml();

        Assert.InRange(html.IndexOf("Leakage in 2 of 6 rows", StringComparison.Ordinal), 0, html.IndexOf("accuracy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ToHtml_Pictures_DoNotShareNames()
    {
        string html = (await Samples.Evaluation()).ToHtml();
        string[] names = [.. Names().Matches(html).Select(m => m.Value)];

        Assert.NotEmpty(names);
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(References().Matches(html), reference => Assert.Contains(reference.Value, names));
    }

    [Fact]
    public async Task ToHtml_RightToLeftText_FindsItsDirection() =>
        Assert.Contains("<td dir=\"auto\">دوا وٺڻ ضروري آهي → health</td>", (await Samples.Evaluation()).ToHtml(), StringComparison.Ordinal);

    [GeneratedRegex("""(src|href)="(?!#)|url\((?!#)|@import""")]
    private static partial Regex Outside();

    [GeneratedRegex("(?<= id=\")[^\"]+")]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<=url\(#)[^)]+")]
    private static partial Regex References();
}
