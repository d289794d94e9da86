namespace NlpTransfer.Training;

/// <summary>
/// What one fold need not train twice: the first stage, which reads the sources alone and so serves every corpus, and the fine-tuned encoder of a corpus, which
/// serves every system that trains the same layers on the same rows.
/// </summary>
internal sealed class FoldMemory : IDisposable
{
    /// <summary>Stands for every corpus whose sources are the same.</summary>
    internal const int AnyCorpus = -1;

    private readonly Dictionary<(int Layers, bool Lora, int Corpus), FirstStage> _firstStages = [];
    private readonly Dictionary<(int Layers, bool Lora, bool WithSources, bool WithTarget), FineTunedClassifier> _tuned = [];

    internal FirstStage? FindFirstStage(CrossValidatedSystem system, int corpus, IReadOnlyList<string> labels) =>
        _firstStages.TryGetValue((Layers(system), system.Strategy.UsesLora, corpus), out FirstStage? known) && known.Labels.SequenceEqual(labels) ? known : null;

    internal FineTunedClassifier? FindTuned(CrossValidatedSystem system) =>
        system.Strategy.FineTunes ? _tuned.GetValueOrDefault(Key(system)) : null;

    internal void Keep(CrossValidatedSystem system, int corpus, FirstStage stage) => _firstStages[(Layers(system), system.Strategy.UsesLora, corpus)] = stage;

    internal void Keep(CrossValidatedSystem system, FineTunedClassifier? tuned)
    {
        if (tuned is not null)
            _tuned[Key(system)] = tuned;
    }

    /// <summary>Frees the encoders of a corpus that is done.</summary>
    internal void ForgetTuned()
    {
        foreach (FineTunedClassifier tuned in _tuned.Values)
            tuned.Dispose();
        _tuned.Clear();
    }

    public void Dispose() => ForgetTuned();

    private static (int Layers, bool Lora, bool WithSources, bool WithTarget) Key(CrossValidatedSystem system) => (Layers(system), system.Strategy.UsesLora, system.WithSources, system.WithTarget);

    private static int Layers(CrossValidatedSystem system) => system.Strategy.TopLayers ?? int.MaxValue;
}
