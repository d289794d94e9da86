using NlpTransfer.Metrics;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Training;

/// <summary>Trains the masked language model of a folder: what pretraining and adapting have in common.</summary>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="tokenizerPath">Where it comes from, for messages.</param>
/// <param name="options">How it is trained.</param>
/// <param name="texts">Which texts it learns on.</param>
/// <param name="sourceShare">Share of the batches that are against forgetting, where there are texts for that.</param>
/// <param name="stages">The stages; their shares sum to one.</param>
internal sealed class MaskedTraining(
    TextTokenizer tokenizer, string tokenizerPath, MaskedTrainingOptions options, MaskedTextOptions texts, double sourceShare, IReadOnlyList<MaskedStage> stages)
{
    /// <summary>Trains.</summary>
    /// <param name="folder">The folder, with a masked-LM head; it is not needed any more afterwards.</param>
    /// <param name="material">The texts.</param>
    /// <param name="begun">What makes the model, as far as it is known before: by it checkpoints of other runs are told.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellation">Ends the training with the weights there are.</param>
    /// <returns>The trained model, and what training took and gave.</returns>
    /// <exception cref="BadDataException">There are too few texts.</exception>
    /// <exception cref="ModelFormatException">Model and tokenizer don't fit, or weights are damaged.</exception>
    internal (MaskedLanguageModel Model, MaskedTrainingReport Report) Run(ModelFolder folder, MaskedMaterial material, MaskedModelOrigin begun, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (tokenizer.VocabularySize > folder.Config.VocabularySize)
        {
            throw new ModelFormatException(
                $"{folder.Path}: the tokenizer has {tokenizer.VocabularySize} ids and the model embeddings for {folder.Config.VocabularySize}; they do not belong together.");
        }

        MaskableTokens tokens = MaskableTokens.Of(tokenizer, tokenizerPath);
        var masker = new TokenMasker(tokens, options.Masking);
        var input = new MaskedInput(tokenizer, tokens, Math.Min(options.MaxLength, folder.MaxLength), options.Masking.WholeWords, folder.Sentence.LowerCase);
        var main = MaskedExamples.OfTexts([.. material.Texts.Select(group => group.Texts)], input, progress, cancellation);
        var source = MaskedExamples.OfTexts([.. material.Source.Select(group => group.Texts)], input, progress, cancellation);
        var pairs = MaskedExamples.OfPairs(material.Pairs, material.Apart, input, progress, cancellation);
        string? read = options.Checkpoints is null ? null : material.Hash();
        material.ForgetTrained();
        if (main.All.Count == 0)
            throw new BadDataException("No text is left to train on: none has a piece that the tokenizer knows beside those that are held out; give more text, or a tokenizer that fits it.");
        MaskedLanguageModel model = MaskedLanguageModel.Load(folder, options.Precision);
        try
        {
            RunCheckpoints? checkpoints = options.Checkpoints?.Begin(new RunFingerprint(begun.Provenance with { Kernels = model.Encoder.KernelName }, ("texts", read!)));
            return (model, Train(model, begun, masker, input, material, main, source, pairs, checkpoints, progress, cancellation));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private MaskedTrainingReport Train(
        MaskedLanguageModel model,
        MaskedModelOrigin begun,
        TokenMasker masker,
        MaskedInput input,
        MaskedMaterial material,
        MaskedExamples main,
        MaskedExamples source,
        MaskedExamples pairs,
        RunCheckpoints? checkpoints,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        (Func<IEnumerable<MaskedExample[]>> batches, int perPass) = Mix(main, source, pairs);
        int total = (int)Math.Min(options.MaxSteps ?? int.MaxValue, ((long)perPass * options.Epochs + options.Accumulation - 1) / options.Accumulation);
        RunSnapshots? snapshots = options.Snapshots?.Begin(model, begun, total);
        MaskedExample[] all = [.. main.All, .. source.All, .. pairs.All];
        int longest = all.Max(example => example.Ids.Length), guesses = masker.MostGuesses(longest);
        bool measures = material.Texts.Any(group => group.HeldOut.Count > 0);
        var plan = new StepPlan(Memory(model, all, measures), MemoryBudget.Decide(options.Memory, checkpoints));
        plan.Check(longest, guesses, options.BatchTokens);
        int readingTokens = plan.ReadingTokens(options.BatchTokens, longest, guesses);
        HeldOutGuesses heldOut = HeldOut(model, masker, input, material.Texts.Concat(material.Source), readingTokens);
        int counted = HeldOut(model, masker, input, material.Texts, readingTokens).Languages.Count;
        using var log = new TrainingLog(options.LogEvery, options.LearningRate, options.LogFile);
        IReadOnlyList<Score> before = heldOut.Measure(progress, cancellation);
        if (before.Count > 0)
            log.Take(heldOut.Languages, before);
        using var steps = new MaskedSteps(batches, masker, model, plan, options.Accumulation, options.Seed);
        TrainingRun run = new MaskedTrainer(model, steps, heldOut, counted, options, log, checkpoints, snapshots).Run(total, stages, before, progress, cancellation);
        snapshots?.Finish(run.Steps);
        log.Finish();
        (IReadOnlyList<Score> After, IReadOnlyList<Score>? Perplexities)? after = run.Interrupted ? null : Measure(heldOut, progress, cancellation);
        run = run with { Interrupted = cancellation.IsCancellationRequested, Memory = plan.Use };
        return new MaskedTrainingReport(
            run,
            [.. heldOut.Languages.Select((language, place) => new LanguageGuesses(language, before[place], after?.After[place], after?.Perplexities?[place]))],
            model.Parameters.Sum(parameter => parameter.numel()),
            main.All.Count + source.All.Count,
            pairs.All.Count,
            main.Split + source.Split,
            main.LeftOut + source.LeftOut + pairs.LeftOut,
            material.Unmeasured,
            [.. log.Points]);
    }

    private HeldOutGuesses HeldOut(MaskedLanguageModel model, TokenMasker masker, MaskedInput input, IEnumerable<TextGroup> groups, int batchTokens) => new(
        model, masker, groups.Select(group => (group.Language, group.HeldOut.SelectMany(input.Encode).ToArray())), batchTokens, options.Seed);

    private StepMemory Memory(MaskedLanguageModel model, MaskedExample[] all, bool measures) => StepMemories.Of(model.Encoder, model.Parameters) with
    {
        Vocabulary = model.Encoder.Config.VocabularySize,
        Copies = (measures ? 1 : 0) + (options.AverageDecay > 0 ? 2 : 0),
        Drops = options.Dropout > 0,
        Held = all.Sum(example => example.Bytes),
    };

    private (IReadOnlyList<Score> After, IReadOnlyList<Score>? Perplexities)? Measure(HeldOutGuesses heldOut, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<Score> losses = heldOut.Measure(progress, cancellation);
            return (losses, texts.PseudoPerplexityTexts == 0 ? null : heldOut.PseudoPerplexity(texts.PseudoPerplexityTexts, progress, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was learnt is not thrown away because nobody waits for its measure.
            return null;
        }
    }

    /// <summary>The batches of all kinds in their shares, and how many make a pass over the texts that count.</summary>
    private (Func<IEnumerable<MaskedExample[]>> Batches, int PerPass) Mix(MaskedExamples main, MaskedExamples source, MaskedExamples pairs)
    {
        ExampleStream<MaskedExample> plain = Stream("masked", main), against = Stream("masked.source", source), translated = Stream("masked.pairs", pairs);
        double pairShare = pairs.All.Count > 0 ? texts.PairShare : 0, share = source.All.Count > 0 ? sourceShare : 0;
        int perPass = (int)Math.Min(int.MaxValue, Math.Ceiling(plain.BatchesInPass / ((1 - pairShare) * (1 - share))));
        return (() => AlternatingStreams.Mix(AlternatingStreams.Mix(plain.Batches(), translated.Batches(), pairShare), against.Batches(), share), perPass);
    }

    private ExampleStream<MaskedExample> Stream(string name, MaskedExamples examples) =>
        new(name, examples.All, example => example.Ids.Length, examples.Groups, options.LanguageTemperature, options.BatchTokens, options.Seed);
}
