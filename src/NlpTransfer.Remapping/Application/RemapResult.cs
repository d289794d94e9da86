namespace NlpTransfer.Remapping;

/// <summary>What applying a plan did.</summary>
/// <param name="Output">The new folder, as it was given.</param>
/// <param name="OldRows">Rows of the old input matrix, with those beyond the old tokenizer.</param>
/// <param name="NewRows">Rows of the new one.</param>
/// <param name="PaddingRows">Rows of the old matrix beyond the old tokenizer's ids; they were dropped.</param>
/// <param name="OldBytes">Bytes of the old folder's weights and tokenizer.</param>
/// <param name="NewBytes">Bytes of the new ones.</param>
/// <param name="LeftBehind">Files of the old folder that were not carried over, because they describe the old vocabulary or nobody here knows whether they do.</param>
public sealed record RemapResult(string Output, int OldRows, int NewRows, int PaddingRows, long OldBytes, long NewBytes, IReadOnlyList<string> LeftBehind);
