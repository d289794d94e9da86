using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Counts, in one pass over a text, what a vocabulary may get: pieces of a trained tokenizer or whole words, and letters.</summary>
internal sealed class PieceCandidates
{
    private const int Batch = 4096;

    private readonly TextTokenizer _old;
    private readonly Dictionary<PieceForm, long> _pieces = [];
    private readonly Dictionary<Rune, long> _letters = [];
    private readonly Dictionary<string, long> _words = new(StringComparer.Ordinal);
    private long _total;

    private PieceCandidates(TextTokenizer old) => _old = old;

    /// <summary>Number of distinct words, written as they are.</summary>
    public int DistinctWords => _words.Count;

    /// <summary>Characters of the normalised text, white space aside, with their counts; ascending.</summary>
    public IEnumerable<KeyValuePair<Rune, long>> Letters => _letters.OrderBy(letter => letter.Key.Value);

    /// <summary>The pieces that occur often enough, in ordinal order.</summary>
    public IEnumerable<PieceCandidate> Pieces(int minimumCount) => _pieces.Where(piece => piece.Value >= minimumCount)
        .OrderBy(piece => piece.Key.Key, StringComparer.Ordinal)
        .Select(piece => new PieceCandidate(piece.Key, piece.Value, Math.Log((double)piece.Value / _total)));

    public static PieceCandidates Count(TextTokenizer old, TextTokenizer? trained, IEnumerable<string> texts, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var candidates = new PieceCandidates(old);
        long[] counts = new long[trained?.VocabularySize ?? 0];
        long read = 0;
        foreach (string[] batch in texts.Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            if (trained is not null)
            {
                foreach (TokenEncoding encoding in trained.EncodeBatch(batch, addSpecialTokens: false, cancellation))
                {
                    foreach (int id in encoding.Ids)
                        counts[id]++;
                }
            }

            foreach (string text in batch)
                candidates.AddText(text);
            progress?.Report(new WorkProgress("counting pieces", read += batch.Length, 0));
        }

        foreach ((string word, long count) in trained is null ? candidates._words : [])
            candidates.AddPiece(word, opensWord: true, count);
        for (int id = 0; id < counts.Length; id++)
        {
            if (counts[id] > 0 && id != trained!.SpecialTokens.Unknown && !PieceForm.IsAdded(trained, id) && PieceForm.Of(trained, id) is { } form)
                candidates.AddPiece(form.Text, form.OpensWord, counts[id]);
        }

        return candidates;
    }

    private void AddText(string text)
    {
        foreach (Range range in WordSplitter.Split(text))
            _words[text[range]] = _words.GetValueOrDefault(text[range]) + 1;

        foreach (Rune rune in _old.Normalize(text).EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && rune.Value != PieceText.Blank[0])
                _letters[rune] = _letters.GetValueOrDefault(rune) + 1;
        }
    }

    private void AddPiece(string text, bool opensWord, long count)
    {
        _total += count;
        string normal = _old.Normalize(text).Replace(PieceText.Blank, " ", StringComparison.Ordinal).Trim();
        if (normal.Length == 0 || normal.Any(char.IsWhiteSpace))
            return;
        var form = new PieceForm(normal, opensWord);
        _pieces[form] = _pieces.GetValueOrDefault(form) + count;
    }
}
