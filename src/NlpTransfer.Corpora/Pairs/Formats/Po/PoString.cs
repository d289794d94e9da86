using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>A string of a PO file in its quotation marks, with the escapes of C.</summary>
internal static class PoString
{
    /// <summary>Appends what a string says.</summary>
    /// <param name="quoted">The string with its quotation marks; nothing else.</param>
    /// <param name="text">Appended to.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? Append(ReadOnlySpan<char> quoted, StringBuilder text)
    {
        if (quoted.Length < 2 || quoted[0] != '"')
            return "a string in quotation marks was expected";
        for (int i = 1; i < quoted.Length; i++)
        {
            if (quoted[i] == '"')
                return i == quoted.Length - 1 ? null : "something stands behind the closing quotation mark; one within a string is written \\\"";
            if (quoted[i] != '\\')
            {
                text.Append(quoted[i]);
                continue;
            }

            if (++i == quoted.Length)
                break;
            switch (quoted[i])
            {
                case 'n': text.Append('\n'); break;
                case 't': text.Append('\t'); break;
                case 'r': text.Append('\r'); break;
                case 'a': text.Append('\a'); break;
                case 'b': text.Append('\b'); break;
                case 'f': text.Append('\f'); break;
                case 'v': text.Append('\v'); break;
                case '\\' or '"' or '\'' or '?' or '/': text.Append(quoted[i]); break;
                default: return $"there is no escape '\\{quoted[i]}'; a backslash is written \\\\";
            }
        }

        return "the closing quotation mark is missing";
    }
}
