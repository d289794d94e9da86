namespace NlpTransfer.Tokenization;

/// <summary>The section <c>padding</c> of a tokenizer.json. It is kept and written back; filling a batch is the work of whoever makes one.</summary>
/// <param name="FixedLength">The length that every text is filled to, or null for that of the batch's longest.</param>
/// <param name="Direction">"Right" or "Left".</param>
/// <param name="MultipleOf">What the length is rounded up to a multiple of, or null.</param>
/// <param name="PadId">The id that fills.</param>
/// <param name="PadTypeId">The type of what fills.</param>
/// <param name="PadToken">The token that fills.</param>
public sealed record PaddingSettings(int? FixedLength, string Direction, int? MultipleOf, int PadId, int PadTypeId, string PadToken);
