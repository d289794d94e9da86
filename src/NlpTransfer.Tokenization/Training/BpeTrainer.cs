using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Trains BPE tokenizers (Sennrich et al. 2016) whose merges are those of SentencePiece's trainer, on texts of any number in bounded memory. As with SentencePiece,
/// two neighbours merge wherever what they make is a piece, whichever way it was learnt.
/// </summary>
public static class BpeTrainer
{
    /// <inheritdoc cref="UnigramTrainer.Train(IEnumerable{string}, TokenizerTrainingOptions?, IProgress{WorkProgress}?, CancellationToken)"/>
    public static TextTokenizer Train(
        IEnumerable<string> texts, TokenizerTrainingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Train(texts.Select(text => new LanguageText(null, text)), options, progress, cancellationToken).Tokenizer;
    }

    /// <inheritdoc cref="UnigramTrainer.Train(IEnumerable{LanguageText}, TokenizerTrainingOptions?, IProgress{WorkProgress}?, CancellationToken)"/>
    public static TrainedTokenizer Train(
        IEnumerable<LanguageText> texts, TokenizerTrainingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var material = TrainingMaterial.Read(texts, options ?? new(), progress, cancellationToken);
        IReadOnlyList<string> merged = new BpeLearning(material.Words, material.Alphabet, material.Rules, material.Taken)
            .Run(material.Wanted - material.Alphabet.Count, progress, cancellationToken);
        material.Check(merged.Count + material.Alphabet.Count);
        string[] characters = [.. material.Alphabet.ByFrequency.Select(symbol => new Rune(material.Alphabet.CodePoints[symbol - 1]).ToString())];
        string[] pieces = [.. material.FixedPieces, .. merged, .. characters];
        var model = new BpeModel(pieces, Merges(merged, characters), new()
        {
            UnknownToken = material.Options.SpecialTokens.Unknown,
            FuseUnknown = true,
            ByteFallback = material.Options.ByteFallback,
        });
        return material.Finish(TokenizerAssembly.Create(material, model), cancellationToken);
    }

    /// <summary>Every way to put a piece together of two others, in the order in which pieces were learnt.</summary>
    private static List<BpeMerge> Merges(IReadOnlyList<string> merged, string[] characters)
    {
        var pieces = merged.Concat(characters).ToHashSet();
        var merges = new List<BpeMerge>();
        foreach (string piece in merged)
        {
            for (int cut = 1; cut < piece.Length; cut++)
            {
                if (pieces.Contains(piece[..cut]) && pieces.Contains(piece[cut..]))
                    merges.Add(new(piece[..cut], piece[cut..]));
            }
        }

        return merges;
    }
}
