namespace NlpTransfer;

/// <summary>The search for one sentence's sequences: pure bookkeeping over logits.</summary>
internal interface ISentenceSearch
{
    /// <summary>Rows that it wants after the first step.</summary>
    int Width { get; }

    /// <summary>Whether nothing is left to be done.</summary>
    bool IsDone { get; }

    /// <summary>For each row the row of the step before that it continues, counted within the sentence.</summary>
    ReadOnlySpan<int> Parents { get; }

    /// <summary>For each row the token that it was continued with.</summary>
    ReadOnlySpan<int> Tokens { get; }

    /// <summary>Takes the logits of a step: one row at the first, then <see cref="Width"/> rows.</summary>
    void Advance(ReadOnlySpan<float> logits, int vocabulary);

    /// <summary>The sequences, the best first.</summary>
    IReadOnlyList<GeneratedSequence> Result();
}
