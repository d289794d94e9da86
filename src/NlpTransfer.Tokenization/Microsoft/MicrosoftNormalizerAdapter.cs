namespace NlpTransfer.Tokenization;

/// <summary>A tokenizer's normalizer as Microsoft.ML.Tokenizers knows one.</summary>
internal sealed class MicrosoftNormalizerAdapter(TextTokenizer tokenizer) : global::Microsoft.ML.Tokenizers.Normalizer
{
    public override string Normalize(string original) => tokenizer.Normalize(original);

    public override string Normalize(ReadOnlySpan<char> original) => tokenizer.Normalize(original.ToString());
}
