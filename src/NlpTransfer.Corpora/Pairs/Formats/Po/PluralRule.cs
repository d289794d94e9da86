using System.Globalization;

namespace NlpTransfer.Corpora;

/// <summary>Which plural form a number takes: the <c>Plural-Forms</c> of a PO file, an expression of C over <c>n</c> (GNU gettext manual, 11.2.6).</summary>
internal sealed class PluralRule
{
    private const int MostTokens = 1000;
    private const int Deepest = 64;

    // Loosest first; before Standard, which is read with them.
    private static readonly string[][] s_levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];

    private readonly List<string> _tokens;
    private int _at;
    private int _depth;
    private ulong _n;

    private PluralRule(List<string> tokens) => _tokens = tokens;

    /// <summary>The rule of English and its like, which counts where a file names none.</summary>
    public static PluralRule Standard { get; } = Parse("n!=1")!;

    /// <summary>Reads an expression; null where it is none.</summary>
    public static PluralRule? Parse(string expression)
    {
        if (Tokens(expression) is not { } tokens)
            return null;
        var rule = new PluralRule(tokens);
        return rule.Form(1) is null || rule.Form(2) is null ? null : rule;
    }

    /// <summary>The form of a number; null where the expression has none for it.</summary>
    public ulong? Form(ulong n)
    {
        (_at, _depth, _n) = (0, 0, n);
        return Choice() is { } value && _at == _tokens.Count ? value : null;
    }

    private static List<string>? Tokens(string expression)
    {
        var tokens = new List<string>();
        for (int i = 0; i < expression.Length && tokens.Count <= MostTokens;)
        {
            char c = expression[i];
            int length = 1;
            if (char.IsAsciiDigit(c))
            {
                while (i + length < expression.Length && char.IsAsciiDigit(expression[i + length]))
                    length++;
            }
            else if (i + 1 < expression.Length && expression[i..(i + 2)] is "==" or "!=" or "<=" or ">=" or "&&" or "||")
                length = 2;
            else if (!"n?:()<>+-*/%! \t".Contains(c, StringComparison.Ordinal))
                return null;
            if (c is not (' ' or '\t'))
                tokens.Add(expression[i..(i + length)]);
            i += length;
        }

        return tokens.Count is > 0 and <= MostTokens ? tokens : null;
    }

    private ulong? Choice()
    {
        if (++_depth > Deepest)
            return null;
        ulong? condition = Binary(0);
        if (condition is not null && Take("?"))
        {
            ulong? yes = Choice();
            if (yes is null || !Take(":") || Choice() is not { } no)
                return null;
            condition = condition != 0 ? yes : no;
        }

        _depth--;
        return condition;
    }

    private ulong? Binary(int level)
    {
        if (level == s_levels.Length)
            return Single();
        ulong? left = Binary(level + 1);
        while (left is { } a && _at < _tokens.Count && s_levels[level].Contains(_tokens[_at]))
        {
            string sign = _tokens[_at++];
            left = Binary(level + 1) is { } b ? Apply(sign, a, b) : null;
        }

        return left;
    }

    private ulong? Single()
    {
        if (_at == _tokens.Count)
            return null;
        string token = _tokens[_at++];
        if (token == "n")
            return _n;
        if (token == "(")
            return Choice() is { } inner && Take(")") ? inner : null;
        if (token == "!")
        {
            if (++_depth > Deepest)
                return null;
            ulong? value = Single() is { } given ? Truth(given == 0) : null;
            _depth--;
            return value;
        }

        return ulong.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;
    }

    private static ulong? Apply(string sign, ulong a, ulong b) => sign switch
    {
        "||" => Truth(a != 0 || b != 0),
        "&&" => Truth(a != 0 && b != 0),
        "==" => Truth(a == b),
        "!=" => Truth(a != b),
        "<" => Truth(a < b),
        ">" => Truth(a > b),
        "<=" => Truth(a <= b),
        ">=" => Truth(a >= b),
        "+" => unchecked(a + b),
        "-" => unchecked(a - b),
        "*" => unchecked(a * b),
        "/" => b == 0 ? null : a / b,
        _ => b == 0 ? null : a % b,
    };

    private static ulong Truth(bool value) => value ? 1UL : 0;

    private bool Take(string token)
    {
        if (_at == _tokens.Count || _tokens[_at] != token)
            return false;
        _at++;
        return true;
    }
}
