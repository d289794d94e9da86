namespace NlpTransfer;

/// <summary>
/// What a decoder is asked for next: one more token on every row. Rows stand sentence by sentence, equally many for each.
/// </summary>
/// <param name="Sentences">For each sentence that is still worked on, its number among those of the step before (at the first step, of the batch); ascending.</param>
/// <param name="Parents">For each row, the row of the step before that it continues; at the first step, the sentence's number.</param>
/// <param name="Tokens">For each row, the token that it was continued with: the decoder's input.</param>
public readonly record struct DecoderStep(int[] Sentences, int[] Parents, int[] Tokens);
