using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Opens a model's embedder as the folder defines it: prompt, pooling, scaling, projections.</summary>
internal static class EmbedderSession
{
    /// <summary>Opens it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="maxLength">Tokens that are read; null for the model's own length.</param>
    /// <param name="batchTokens">Tokens of a batch; null for the default.</param>
    /// <param name="promptName">The purpose whose prompt is put before texts; null for the model's default, "none" for none.</param>
    /// <param name="precision">The precision of products.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <exception cref="UsageException">The model has no prompt of that name.</exception>
    internal static TorchTextEmbedder Open(ModelFolder model, int? maxLength, int? batchTokens, string? promptName, LinearPrecision precision, IProgress<WorkProgress>? progress)
    {
        string? prompt = promptName is null ? null : PromptOf(model, promptName);
        var input = new EncoderInput(model, TextTokenizer.Load(model.RequireTokenizer()), maxLength, prompt);
        return new TorchTextEmbedder(TorchEncoder.Load(model, precision), input, model.Sentence.Pooling, batchTokens ?? TorchTextEmbedder.DefaultBatchTokens, progress, model.Sentence.Steps);
    }

    private static string PromptOf(ModelFolder model, string name)
    {
        if (name == "none")
            return "";
        return model.Sentence.Prompts.TryGetValue(name, out string? prompt) ? prompt : throw new UsageException(
            $"{model.Path} has no prompt '{name}'; it has {string.Join(", ", model.Sentence.Prompts.Keys.Append("none"))}.");
    }
}
