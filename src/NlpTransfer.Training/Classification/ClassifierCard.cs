using System.Globalization;
using System.Text;
using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>The README.md of a trained classifier.</summary>
internal static class ClassifierCard
{
    internal static ModelCard Create(string title, ClassifierContents contents, SelectionReport? selection, IReadOnlyList<CardScore> evaluation)
    {
        IReadOnlyList<string> labels = (contents.Linear?.Labels ?? contents.Tuned?.Labels)!;
        var sections = new List<CardSection>
        {
            new("Labels", string.Join(", ", labels.Select(label => $"`{label}`"))),
            new("What predicts", WhatPredicts(contents)),
        };
        if (contents.Choice is { } choice)
            sections.Add(new CardSection("How the strategy was chosen", Candidates(choice)));
        if (selection is { Trials.Count: > 1 })
            sections.Add(new CardSection("How the strengths were chosen", Trials(selection)));
        sections.Add(new CardSection("Made by", MadeBy(contents.Provenance)));
        return new ModelCard
        {
            Title = title,
            Summary = $"A text classifier for {labels.Count} labels, made with the strategy `{contents.Strategy.Name}`.",
            PipelineTag = "text-classification",
            BaseModel = contents.Provenance.Parents.Count > 0 ? contents.Provenance.Parents[0].Name : null,
            Licence = contents.Provenance.Parents.Count > 0 ? contents.Provenance.Parents[0].Licence : null,
            Evaluation = evaluation,
            Sections = sections,
        };
    }

    private static string WhatPredicts(ClassifierContents contents)
    {
        var text = new StringBuilder();
        if (contents.Linear is { } linear)
        {
            string parts = string.Join(" + ", linear.Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Weight:0.##} {part.Kind}")));
            text.Append(CultureInfo.InvariantCulture, $"`{ClassifierFolder.LinearFile}` holds the linear parts ({parts}), whose weighted log-probabilities are added. ");
        }

        if (contents.Tuned is { } tuned && tuned.Model.Encoder.Lora is { } lora)
            text.Append(CultureInfo.InvariantCulture, $"This folder holds a LoRA adapter of rank {lora.Rank} in peft's layout; the encoder's weights lie in the folder that `adapter_config.json` names. The outputs of the Dense module are the logits. ");
        else if (contents.Tuned is not null)
            text.Append("The encoder in this folder is fine-tuned; the outputs of its Dense module are the logits. ");
        if (contents.Tuned is not null && contents.Frozen is not null)
            text.Append(CultureInfo.InvariantCulture, $"`{ClassifierFolder.FrozenFolder}/` holds the encoder as it was before, whose vectors the kernel reads. ");
        if (contents.Tuned is null && contents.Frozen is not null)
            text.Append("The encoder is the pretrained one, unchanged; its Normalize and Dense modules are the part of the classifier that reads its vectors. ");
        if (contents.Tuned is not null || contents.Frozen is not null)
            text.Append("Python's sentence-transformers opens this folder and sees the encoder part alone: letters, centring beyond what the Dense module holds, and calibration are not in it.");
        return text.ToString().TrimEnd();
    }

    private static string Candidates(StrategyChoice choice)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"`auto` weighed these by cross-validation in the training rows. {choice.Reason}\n\n| strategy | combination | log loss | accuracy |\n|---|---|---|---|\n");
        foreach (StrategyCandidate candidate in choice.Candidates)
            text.Append(CultureInfo.InvariantCulture, $"| {candidate.Strategy.Name}{(candidate.Strategy == choice.Chosen ? " (taken)" : "")} | {candidate.Combination} | {candidate.LogLoss:0.0000} | {candidate.Accuracy:0.000} |\n");
        return text.ToString().TrimEnd();
    }

    private static string Trials(SelectionReport selection)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Cross-validation over {selection.Rows} training rows in {selection.Folds} folds. {selection.Reason}\n\n");
        text.Append("| combination | log loss | accuracy |\n|---|---|---|\n");
        foreach (SelectionTrial trial in selection.Trials)
            text.Append(CultureInfo.InvariantCulture, $"| {trial.Name}{(ReferenceEquals(trial, selection.Chosen) || trial == selection.Chosen ? " (chosen)" : "")} | {trial.LogLoss:0.0000} | {trial.Accuracy:0.000} |\n");
        return text.ToString().TrimEnd();
    }

    private static string MadeBy(Provenance provenance)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"`{provenance.Command}`, seed {provenance.Seed}; `{Provenance.FileName}` holds every option and the hashes of all inputs.");
        foreach (ProvenanceInput input in provenance.Inputs)
            text.Append(CultureInfo.InvariantCulture, $"\n- {input.Name} (sha256 {input.Sha256[..12]})");
        return text.ToString();
    }
}
