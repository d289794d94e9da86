using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>An <c>added_tokens.json</c> beside a tokenizer that is not a tokenizer.json: what it adds has to be there already, or it would be lost.</summary>
internal static class AddedTokensFile
{
    private const string Name = "added_tokens.json";

    public static void Check(string tokenizerFile, TokenizerDefinition definition)
    {
        string file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(tokenizerFile))!, Name);
        if (!File.Exists(file))
            return;
        using JsonDocument document = TokenizerJsonReader.Guard(file, () =>
            JsonDocument.Parse(TokenizerFiles.ReadAll(file), new JsonDocumentOptions { MaxDepth = TokenizerLimits.Depth }));
        var tokens = new ComponentElement(document.RootElement, file, "$");
        foreach (string token in tokens.Names)
        {
            int id = tokens.Int(token, most: TokenizerLimits.LargestId);
            int? known = definition.AddedTokens.FirstOrDefault(added => added.Content == token)?.Id ?? definition.Model.PieceToId(token);
            if (known != id)
            {
                throw tokens.Fault(
                    token, $"has the id {id}, which the vocabulary {(known is null ? "lacks" : $"has as {known}")}; tokens added beside {Path.GetFileName(tokenizerFile)} are not supported; use a tokenizer.json.");
            }
        }
    }
}
