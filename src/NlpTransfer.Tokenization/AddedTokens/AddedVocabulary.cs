namespace NlpTransfer.Tokenization;

/// <summary>The added tokens of a tokenizer, by text and by id, and the splitting of a text at them.</summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<string, AddedToken> _byContent = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (AddedToken Token, string Shown)> _byId = [];
    private readonly HashSet<string> _special = new(StringComparer.Ordinal);
    private readonly AddedTokenMatcher _original;
    private readonly AddedTokenMatcher? _normalized;
    private readonly Normalizer? _normalizer;

    public AddedVocabulary(IReadOnlyList<AddedToken> tokens, Normalizer? normalizer)
    {
        _normalizer = normalizer;
        var original = new List<(AddedToken, string)>();
        var normalized = new List<(AddedToken, string)>();
        foreach (AddedToken token in tokens)
        {
            string shown = token.Normalized ? Normalize(token.Content, normalizer) : token.Content;
            (token.Normalized ? normalized : original).Add((token, shown));
            _byContent[token.Content] = token;
            _byId[token.Id] = (token, shown);
            if (token.Special)
                _special.Add(token.Content);
        }

        _original = new(original);
        _normalized = normalized.Count > 0 ? new(normalized) : null;
    }

    /// <summary>One above the highest id.</summary>
    public int IdLimit => _byId.Count == 0 ? 0 : _byId.Keys.Max() + 1;

    public int? ToId(string content) => _byContent.TryGetValue(content, out AddedToken? token) ? token.Id : null;

    /// <summary>The text that a token is decoded to, or null.</summary>
    public string? ToShown(int id) => _byId.TryGetValue(id, out (AddedToken, string Shown) entry) ? entry.Shown : null;

    /// <summary>The token's own text, or null.</summary>
    public string? ToContent(int id) => _byId.TryGetValue(id, out (AddedToken Token, string) entry) ? entry.Token.Content : null;

    public bool IsSpecial(string content) => _special.Contains(content);

    /// <summary>Splits a text at the tokens, normalises what lies between, and splits that at the normalised tokens.</summary>
    public void Split(ReadOnlySpan<char> text, EncodingWorkspace workspace)
    {
        int done = 0;
        while (_original.TryFind(text, done, out AddedToken? token, out TokenRange range))
        {
            AddNormalized(text[done..range.Start], done, workspace);
            workspace.Normalized.Reset(text[range.Start..range.End], range.Start);
            workspace.PreTokenized.Add(workspace.Normalized.Buffer, 0, range.Length, token!.Id);
            done = range.End;
        }

        AddNormalized(text[done..], done, workspace);
    }

    private static string Normalize(string content, Normalizer? normalizer)
    {
        var text = new NormalizedText();
        text.Reset(content, 0);
        normalizer?.Normalize(text);
        return text.Text.ToString();
    }

    private void AddNormalized(ReadOnlySpan<char> segment, int originalStart, EncodingWorkspace workspace)
    {
        if (segment.IsEmpty)
            return;
        NormalizedText text = workspace.Normalized;
        PreTokenizedText target = workspace.PreTokenized;
        text.Reset(segment, originalStart);
        _normalizer?.Normalize(text);
        int done = 0;
        while (_normalized is not null && _normalized.TryFind(text.Text, done, out AddedToken? token, out TokenRange range))
        {
            target.Add(text.Buffer, done, range.Start - done, -1);
            target.Add(text.Buffer, range.Start, range.Length, token!.Id);
            done = range.End;
        }

        target.Add(text.Buffer, done, text.Length - done, -1);
    }
}
