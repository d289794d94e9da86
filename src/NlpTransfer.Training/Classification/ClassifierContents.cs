using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>What a trained classifier consists of, in memory.</summary>
internal sealed record ClassifierContents : IDisposable
{
    internal required ClassifierStrategy Strategy { get; init; }

    /// <summary>How the strategy was chosen; null where it was given, and after opening.</summary>
    internal StrategyChoice? Choice { get; init; }

    /// <summary>The linear parts, without embedder; null for none.</summary>
    internal CombinedClassifier? Linear { get; init; }

    /// <summary>The frozen encoder that the linear parts read; null where none reads any.</summary>
    internal EncoderSession? Frozen { get; init; }

    /// <summary>The fine-tuned encoder; null for none.</summary>
    internal FineTunedClassifier? Tuned { get; init; }

    /// <summary>Another program's classifier, which is used as it stands; then there is no other part. Null for one of this project.</summary>
    internal ITextClassifier? Foreign { get; init; }

    /// <summary>The pretrained folder that fine-tuning began with; null without fine-tuning. After opening, the folder itself.</summary>
    internal ModelFolder? TunedFrom { get; init; }

    /// <summary>The letters ensemble on the target's rows; null where there are none.</summary>
    internal CombinedClassifier? Floor { get; init; }

    /// <summary>Hashes of the rows it was trained on; null where nobody kept them.</summary>
    internal LeakageIndex? TrainingRows { get; init; }

    internal required Provenance Provenance { get; init; }

    /// <summary>Sessions that are disposed with the contents; the frozen one may belong to the caller.</summary>
    internal IReadOnlyList<IDisposable> Owned { get; init; } = [];

    /// <summary>All parts as one classifier.</summary>
    internal ITextClassifier Join() => Foreign ?? ClassifierParts.Join(Linear, Tuned, Frozen?.Uncached);

    public void Dispose()
    {
        Tuned?.Dispose();
        foreach (IDisposable owned in Owned)
            owned.Dispose();
    }
}
