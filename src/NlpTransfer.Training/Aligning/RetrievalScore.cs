using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>How often the nearest of all held-out texts is the translation.</summary>
/// <param name="FromSource">Share of source texts whose nearest target is their own.</param>
/// <param name="FromTarget">Share of targets whose nearest source is their own.</param>
public sealed record RetrievalScore(Score FromSource, Score FromTarget);
