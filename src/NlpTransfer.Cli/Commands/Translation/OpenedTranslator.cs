using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>A translation model that is loaded, with what makes a translator of documents of it.</summary>
internal sealed class OpenedTranslator : IDisposable
{
    private const int LeastLength = 16;

    private readonly TorchTextTranslator _model;

    internal OpenedTranslator(TranslationFolder folder, TranslationText text, TorchTextTranslator model, bool protectsPlaceholders)
    {
        (Folder, _model) = (folder, model);
        ITextTranslator sentences = protectsPlaceholders ? model.WithPlaceholderProtection() : model;
        Translator = sentences.WithDocuments(new DocumentTranslationOptions
        {
            // Below that there is no sense in cutting: what is longer than such a model reads is cut by it, and said.
            MaximumLength = Math.Max(LeastLength, text.MaxSource),
            Measure = sentence => text.Encode(sentence, out int cut).Length + cut,
        });
    }

    /// <summary>The model's folder.</summary>
    internal TranslationFolder Folder { get; }

    /// <summary>Translates texts of any length, sentence by sentence.</summary>
    internal ITextTranslator Translator { get; }

    public void Dispose() => _model.Dispose();
}
