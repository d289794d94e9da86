using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>A <c>vocab.json</c>: an object of pieces and ids.</summary>
internal static class VocabularyJson
{
    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="more">Pieces that follow after its last id, in order.</param>
    public static NumberedPieces Read(string path, params IEnumerable<string> more)
    {
        byte[] json = TokenizerFiles.ReadAll(path);
        return TokenizerJsonReader.Guard(path, () =>
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = TokenizerLimits.Depth });
            NumberedPieces pieces = NumberedPieces.Read(ref reader, new JsonPath(path, "$"), more);
            return reader.Read() ? throw TokenizerFault.At(path, "$", "is followed by more.") : pieces;
        });
    }
}
