using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>An entry of a PO file as it is being read.</summary>
internal sealed class PoEntry
{
    /// <summary>The line of its msgid; 0 before there is one.</summary>
    public long Line { get; set; }

    public bool Fuzzy { get; set; }

    public StringBuilder? Context { get; set; }

    public StringBuilder? Id { get; set; }

    public StringBuilder? Plural { get; set; }

    /// <summary>The translations by form; one without plural has the form 0.</summary>
    public SortedDictionary<int, StringBuilder> Translations { get; } = [];

    /// <summary>Why it can't be used, with the line; null while it can.</summary>
    public (BadRowReason Reason, long Line, string Fault)? Fault { get; set; }

    public bool IsHeader => Context is null && Id is { Length: 0 };

    public bool IsEmpty => Id is null && Context is null && Plural is null && Translations.Count == 0 && Fault is null;
}
