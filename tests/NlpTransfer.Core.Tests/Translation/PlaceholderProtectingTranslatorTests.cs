using System.Text.RegularExpressions;

namespace NlpTransfer.Core.Tests;

public sealed class PlaceholderProtectingTranslatorTests
{
    [Theory]
    [InlineData("Hello {name}, {0} new", "HELLO {0}, {1} NEW", "HELLO {name}, {0} NEW")]
    [InlineData("<p>Hello <b>you</b></p>", "HELLO {0}YOU{1}", "<p>HELLO <b>YOU</b></p>")]
    [InlineData("  100% of %s costs $5.50 ", "100% OF {0} COSTS $5.50", "  100% OF %s COSTS $5.50 ")]
    [InlineData("See https://ex.org/a_(b)?q=1.", "SEE {0}.", "SEE https://ex.org/a_(b)?q=1.")]
    [InlineData("Write to me@ex.org, please", "WRITE TO {0}, PLEASE", "WRITE TO me@ex.org, PLEASE")]
    [InlineData("%1$sを削除 $1", "{0}を削除 {1}", "%1$sを削除 $1")]
    [InlineData("{n, plural, one {# file} other {# files}} gone", "{0} GONE", "{n, plural, one {# file} other {# files}} GONE")]
    [InlineData("<b><i>new</i></b> and &lt;old&gt;<br>", "{0}NEW{1} AND {2}OLD{3}", "<b><i>NEW</i></b> AND &lt;OLD&gt;<br>")]
    [InlineData("a < b and c > d", "A < B AND C > D", "A < B AND C > D")]
    public async Task Translate_Soundly_ModelSeesMarksAloneAndTheyAreFilled(string source, string seen, string result)
    {
        var inner = new FunctionTranslator(text => text.ToUpperInvariant());
        TextTranslation translation = Assert.Single(await inner.WithPlaceholderProtection().TranslateAsync([source]));
        Assert.Equal([seen], inner.Seen.Select(text => text.ToUpperInvariant()));
        Assert.Equal((result, TranslationFlags.None), (translation.Text, translation.Flags));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("<br/> {name}: %s (1.5)")]
    [InlineData("")]
    [InlineData(" \u0001\u0002 ")]
    public async Task Translate_NothingButPlaceholders_ModelIsNotAsked(string source)
    {
        var inner = new FunctionTranslator(_ => throw new InvalidOperationException());
        Assert.Equal(new TextTranslation(source), Assert.Single(await inner.WithPlaceholderProtection().TranslateAsync([source])));
    }

    [Fact]
    public async Task Translate_MarkLost_PiecesAroundItAreTranslated()
    {
        var inner = new FunctionTranslator(text => Regex.Replace(text.ToUpperInvariant(), @"\{\d\}", ""));
        TextTranslation translation = Assert.Single(await inner.WithPlaceholderProtection().TranslateAsync(["Open  <b>{file}</b> now, {name}!"]));
        Assert.Equal(("OPEN  <b>{file}</b> NOW, {name}!", TranslationFlags.InPieces), (translation.Text, translation.Flags));
        Assert.Equal(["Open  {0} now, {1}!", "Open", "now,"], inner.Seen);
    }

    [Fact]
    public async Task Translate_ElementTakenApart_PiecesKeepIt()
    {
        var inner = new FunctionTranslator(text => text.Replace("{0}bold{1}", "{1}BOLD{0}", StringComparison.Ordinal));
        Assert.Equal("a <b>bold</b> word", Assert.Single(await inner.WithPlaceholderProtection().TranslateAsync(["a <b>bold</b> word"])).Text);
        var emptied = new FunctionTranslator(text => text.Contains("{0}", StringComparison.Ordinal) ? "{0}{1} WORD BOLD" : text.ToUpperInvariant());
        Assert.Equal("A <b>BOLD</b> WORD", Assert.Single(await emptied.WithPlaceholderProtection().TranslateAsync(["a <b>bold</b> word"])).Text);
    }

    [Fact]
    public async Task Translate_UnbalancedTags_KeepTheirOrder()
    {
        var inner = new FunctionTranslator(text => text.Contains("{0}", StringComparison.Ordinal) ? "{1} WORDS {0}" : text.ToUpperInvariant());
        TextTranslation translation = Assert.Single(await inner.WithPlaceholderProtection().TranslateAsync(["</b> some <i> words"]));
        Assert.Equal(("</b> SOME <i> WORDS", TranslationFlags.InPieces), (translation.Text, translation.Flags));
    }

    [Fact]
    public async Task Translate_AddressInvented_StaysUntranslatedAndSaysSo()
    {
        var inner = new FunctionTranslator(text => text + " www.evil.example");
        TextTranslation translation = Assert.Single(await inner.WithPlaceholderProtection().TranslateAsync(["plain words"]));
        Assert.Equal(("plain words", TranslationFlags.Untranslated), (translation.Text, translation.Flags));
        Assert.Single(inner.Seen);
    }

    [Fact]
    public async Task Translate_Options_SayWhatIsKept()
    {
        const string Source = "Acme sold 1,250 <b>tons</b> by me@ex.org";
        Assert.Equal("ACME SOLD 1,250 <b>TONS</b> BY me@ex.org", await Translate(new()));
        Assert.Equal("{0} SOLD 1,250 {1}TONS{2} BY {3}", await Seen(new() { Further = [new Regex("Acme")] }));
        Assert.Equal("ACME SOLD {0} {1}TONS{2} BY {3}", await Seen(new() { Numbers = true }));
        Assert.Equal("ACME SOLD 1,250 <B>TONS</B> BY {0}", await Seen(new() { Markup = false }));
        Assert.Equal("ACME SOLD 1,250 {0}TONS{1} BY ME@EX.ORG", await Seen(new() { Addresses = false }));
        Assert.Throws<UsageException>(() => new PlaceholderProtectionOptions { Further = [new Regex("x*")] }.Validate());

        async Task<string> Seen(PlaceholderProtectionOptions options)
        {
            var inner = new FunctionTranslator(text => text);
            await inner.WithPlaceholderProtection(options).TranslateAsync([Source]);
            return inner.Seen[0].ToUpperInvariant();
        }

        async Task<string> Translate(PlaceholderProtectionOptions options) =>
            (await new FunctionTranslator(text => text.ToUpperInvariant()).WithPlaceholderProtection(options).TranslateAsync([Source]))[0].Text;
    }

    [Fact]
    public async Task Translate_WrongNumberOfResults_SaysSo()
    {
        var e = await Assert.ThrowsAsync<NlpTransferException>(() => new Mute().WithPlaceholderProtection().TranslateAsync(["a"]));
        Assert.Equal("the translator returned 0 translations of 1 texts; it has to return one a text.", e.Message);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("{")]
    [InlineData("a@")]
    [InlineData("<a b=\"")]
    [InlineData("%(")]
    [InlineData("http://")]
    [InlineData("{{x}")]
    public void Find_LongHostileText_Ends(string unit) => new PlaceholderFinder(new() { Numbers = true }).Find(string.Concat(Enumerable.Repeat(unit, 20_000 / unit.Length)));

    private sealed class Mute : ITextTranslator
    {
        public Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<TextTranslation>>([]);
    }
}
