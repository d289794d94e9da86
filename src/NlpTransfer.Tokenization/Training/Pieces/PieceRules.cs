namespace NlpTransfer.Tokenization;

/// <summary>
/// What may be a piece, by SentencePiece's rules: not longer than allowed, the visible blank at its beginning only, and one script, where marks take the script
/// before them, the scripts of Japanese are one, and digits, signs and punctuation together are one.
/// </summary>
internal sealed class PieceRules
{
    private const byte Blank = 255;
    private const byte Any = 254;

    private readonly byte[] _scripts;

    public PieceRules(Alphabet alphabet, int longest)
    {
        Longest = longest;
        _scripts = new byte[alphabet.Count + 1];
        for (int i = 0; i < alphabet.Count; i++)
            _scripts[i + 1] = ScriptOf(alphabet.CodePoints[i]);
    }

    /// <summary>Symbols of a piece at most.</summary>
    public int Longest { get; }

    public bool Allow(ReadOnlySpan<int> symbols)
    {
        if (symbols.IsEmpty || symbols.Length > Longest)
            return false;
        int before = Any;
        for (int i = 0; i < symbols.Length; i++)
        {
            byte script = _scripts[symbols[i]];
            if (script == Blank)
            {
                if (i > 0)
                    return false;
                continue;
            }

            int here = script == CharacterScripts.Inherited ? before : script;
            if (here != Any && before != Any && here != before)
                return false;
            before = here;
        }

        return true;
    }

    private static byte ScriptOf(int codePoint)
    {
        if (codePoint == WordCounter.Blank)
            return Blank;
        byte script = CharacterScripts.Of(codePoint);
        bool japanese = script == CharacterScripts.Hiragana || script == CharacterScripts.Katakana || codePoint == 0x30FC;
        return japanese ? CharacterScripts.Han : script;
    }
}
