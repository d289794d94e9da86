namespace NlpTransfer.Tokenization;

/// <summary>A token found by a model, before it has a name and offsets.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">First code unit in the pre-tokenised buffer.</param>
/// <param name="End">The one after the last.</param>
/// <param name="IsSurface">Whether it is shown as the text it stands for (an unknown piece) and not by its name in the vocabulary.</param>
internal readonly record struct PendingToken(int Id, int Start, int End, bool IsSurface);
