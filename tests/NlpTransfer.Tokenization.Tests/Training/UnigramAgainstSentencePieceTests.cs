namespace NlpTransfer.Tokenization.Tests;

public class UnigramAgainstSentencePieceTests
{
    private static readonly SpecialTokenNames Three = new() { Unknown = "<unk>", Begin = "<s>", End = "</s>" };

    [SkippableTheory]
    [InlineData(4_000, 20_000, "golden", "tokenizers", "train.txt")]
    [InlineData(2_000, 20_000, "mono", "yo", "theyorubablog_dot_com.txt")]
    [InlineData(1_500, 20_000, "mono", "sd", "sindhi_legal_dataset_cleaned.txt")]
    [InlineData(8_000, 2_000, "mono", "de", "eltec.txt")]
    public void Train_HeldOutText_NeedsNoMoreTokensThanSentencePiece(int size, int lines, params string[] file)
    {
        (string[] train, string[] heldOut) = TrainingTexts.Read(lines, file);
        using var tools = new SentencePieceTools();
        string model = tools.Train(tools.Write("train.txt", train), $"--vocab_size={size}", "--normalization_rule_name=nfkc");
        int theirs = SentencePieceTools.CountTokens(model, tools.Write("heldout.txt", heldOut)).Sum();

        TextTokenizer tokenizer = UnigramTrainer.Train(train, new() { VocabularySize = size, SpecialTokens = Three });
        int ours = tokenizer.EncodeBatch(heldOut, addSpecialTokens: false).Sum(encoding => encoding.Ids.Length);

        Assert.Equal(size, tokenizer.VocabularySize);
        Assert.True(ours <= 1.005 * theirs, $"{ours} tokens, SentencePiece {theirs}: {(double)ours / theirs - 1:P2} more");
        Assert.True(ours >= 0.8 * theirs, $"{ours} tokens, SentencePiece {theirs}: so few that they can hardly be of the same text");
    }
}
