namespace NlpTransfer.Tokenization.Tests;

public class BpeAgainstSentencePieceTests
{
    private static readonly SpecialTokenNames Three = new() { Unknown = "<unk>", Begin = "<s>", End = "</s>" };

    [SkippableTheory]
    [InlineData(4_000, 20_000, "golden", "tokenizers", "train.txt")]
    [InlineData(1_500, 20_000, "mono", "yo", "theyorubablog_dot_com.txt")]
    [InlineData(1_000, 20_000, "mono", "sd", "sindhi_legal_dataset_cleaned.txt")]
    [InlineData(8_000, 2_000, "mono", "de", "eltec.txt")]
    public void Train_SameText_MergesTheSamePiecesInTheSameOrder(int size, int lines, params string[] file)
    {
        (string[] train, string[] heldOut) = TrainingTexts.Read(lines, file);
        using var tools = new SentencePieceTools();
        string model = tools.Train(tools.Write("train.txt", train), $"--vocab_size={size}", "--model_type=bpe", "--normalization_rule_name=nfkc");
        string[] theirs = SentencePieceTools.Pieces(model);

        TextTokenizer tokenizer = BpeTrainer.Train(train, new() { VocabularySize = size, SpecialTokens = Three });

        Assert.Equal(theirs.Skip(3), Enumerable.Range(3, size - 3).Select(id => tokenizer.IdToToken(id)!));
        int[] counts = SentencePieceTools.CountTokens(model, tools.Write("heldout.txt", heldOut));
        Assert.InRange(tokenizer.EncodeBatch(heldOut, addSpecialTokens: false).Sum(encoding => encoding.Ids.Length), counts.Sum() * 0.999, counts.Sum() * 1.001);
    }
}
