namespace NlpTransfer.Training;

/// <summary>Tells which tokens begin a word: what white space separates.</summary>
internal static class WordStarts
{
    /// <summary>A mark for each token.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offsets">Where in it each token came from.</param>
    internal static bool[] Of(string text, IReadOnlyList<TokenRange> offsets)
    {
        bool[] starts = new bool[offsets.Count];
        int last = -1;
        bool follows = false;
        for (int token = 0; token < starts.Length; token++)
        {
            int at = offsets[token].Start;
            while (at < offsets[token].End && char.IsWhiteSpace(text[at]))
                at++;
            bool isSpace = at == offsets[token].End;
            // Several tokens may stand for one character, and a lone space belongs to the word after it.
            starts[token] = token == 0 || (!follows && at > last && (isSpace || at == 0 || char.IsWhiteSpace(text[at - 1])));
            follows = isSpace && starts[token];
            last = at;
        }

        return starts;
    }
}
