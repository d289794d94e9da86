using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>A leaked row as a report shows it.</summary>
/// <param name="Kind">How it is known from training.</param>
/// <param name="Place">Where it stands: <c>file:line</c>, or its number.</param>
/// <param name="Text">Its text.</param>
public sealed record LeakageExample(OverlapKind Kind, string Place, string Text);
