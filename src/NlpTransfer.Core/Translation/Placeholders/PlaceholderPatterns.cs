using System.Text.RegularExpressions;

namespace NlpTransfer;

/// <summary>What placeholders look like. Every pattern runs in time linear in the text: repetitions are bounded, or can't give back what they took.</summary>
internal static partial class PlaceholderPatterns
{
    /// <summary>Patterns in the order of precedence where two begin at the same place.</summary>
    public static IReadOnlyList<Regex> Of(PlaceholderProtectionOptions options)
    {
        var patterns = new List<Regex>(options.Further);
        if (options.Markup)
            patterns.AddRange([Comment(), Tag(), Entity()]);
        if (options.Addresses)
            patterns.AddRange([Url(), Email()]);
        patterns.AddRange([Braces(), Printf(), Dollar(), Control()]);
        if (options.Numbers)
            patterns.Add(Number());
        return patterns;
    }

    /// <summary>Comments, CDATA, processing instructions and document types.</summary>
    [GeneratedRegex(@"<!--(?>(?:[^-]|-(?!->))*)-->|<!\[CDATA\[(?>(?:[^\]]|\](?!\]>))*)\]\]>|<\?(?>[^<>]*)>|<![A-Za-z](?>[^<>]*)>")]
    private static partial Regex Comment();

    /// <summary>Tags with their attributes; values in quotation marks may hold an angle bracket.</summary>
    [GeneratedRegex("""</?[A-Za-z][\w:.-]{0,63}(?>(?:[^<>"']|"[^"<]{0,2000}"|'[^'<]{0,2000}')*)>|</?[A-Za-z][\w:.-]{0,63}(?>[^<>]*)>""")]
    private static partial Regex Tag();

    [GeneratedRegex(@"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")]
    private static partial Regex Entity();

    /// <summary>An address up to white space, placeholders in it included; marks that end a sentence or close a bracket at its end belong to the sentence.</summary>
    [GeneratedRegex(@"(?:(?:https?|ftp|file|ssh|git)://|(?<![A-Za-z0-9.])www\.)(?:[^\s\p{Cc}<>""{}|\\^`、。「」『』（）！？]|\{[^\s{}]{0,64}\}){1,2000}(?<![.,;:!?'\)\]])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9-]{1,63}){1,8}")]
    private static partial Regex Email();

    /// <summary><c>{0}</c>, <c>{name}</c>, <c>{0:N2}</c>, <c>{{name}}</c>, <c>${x}</c>, <c>#{x}</c>, <c>%(x)s</c>, and messages with braces inside, such as ICU's plurals.</summary>
    [GeneratedRegex(@"[$#%]?\{(?>(?:[^{}\r\n]{0,200}\{[^{}\r\n]{0,200}\}){0,8})[^{}\r\n]{0,200}\}|%\([^()\r\n]{1,64}\)[#0+-]?[0-9]{0,4}(?:\.[0-9]{1,4})?[a-zA-Z]")]
    private static partial Regex Braces();

    /// <summary><c>%s</c>, <c>%1$s</c>, <c>%-5.2f</c>, <c>%%</c>, <c>%@</c>, <c>%1</c>; not the per cent sign after a number, nor one before a word.</summary>
    [GeneratedRegex(@"%%|(?<![0-9])%[#0+-]{0,3}[0-9]{0,3}(?:\.[0-9]{1,3})?(?:hh|h|ll|l|z|j|t|L)?[sdiuoxXfFeEgGcpa@](?![A-Za-z0-9_])|%[0-9]{1,2}\$[#0+-]{0,3}[0-9]{0,3}(?:\.[0-9]{1,3})?(?:ll|l)?[sdiuoxXfFeEgGcpa@]|(?<![0-9])%[0-9]{1,2}(?![A-Za-z0-9_$.])")]
    private static partial Regex Printf();

    /// <summary><c>$1</c> and <c>$name</c>, not an amount of money such as <c>$1,000</c> or <c>$1.50</c>.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9_$])\$(?:[0-9]{1,2}(?![0-9]|[.,][0-9])|[A-Za-z_][A-Za-z0-9_]{0,63})")]
    private static partial Regex Dollar();

    /// <summary>Control characters, line ends and tabs among them: models and tokenizers lose them.</summary>
    [GeneratedRegex(@"\p{Cc}+")]
    private static partial Regex Control();

    [GeneratedRegex(@"(?<![\p{Nd}\p{L}])\p{Nd}+(?:[.,:/’' -](?=\p{Nd})\p{Nd}+)*")]
    private static partial Regex Number();
}
