namespace NlpTransfer.Evaluation;

/// <summary>What one initialiser came to.</summary>
public sealed record RemapComparisonEntry
{
    /// <summary>The initialiser's name.</summary>
    public required string Initializer { get; init; }

    /// <summary>What became of the old vocabulary: <c>extend</c> or <c>exchange</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Tokens that are no copies of old ones.</summary>
    public required int PiecesAdded { get; init; }

    /// <summary>The methods, in the order in which they were asked.</summary>
    public required IReadOnlyList<RemapMethodShare> Methods { get; init; }

    /// <summary>Tokens a word with the old vocabulary; null, the default, where there is no text.</summary>
    public double? FertilityBefore { get; init; }

    /// <summary>Tokens a word with the new one; null, the default, where there is no text.</summary>
    public double? FertilityAfter { get; init; }

    /// <summary>The vectors before healing.</summary>
    public required RemapAgreement Before { get; init; }

    /// <summary>The vectors after healing; null, the default, where there was none.</summary>
    public RemapAgreement? After { get; init; }

    /// <summary>What healing took; null, the default, where there was none.</summary>
    public RemapHealing? Healing { get; init; }

    /// <summary>Signs that the remap is likely to hurt. Default none.</summary>
    public IReadOnlyList<RemapCaution> Warnings { get; init; } = [];

    /// <summary>How far the vectors came in the end.</summary>
    internal RemapAgreement Last => After ?? Before;

    /// <summary>New tokens by method in a few words; copies are left out.</summary>
    public string MethodsInShort
    {
        get
        {
            string made = string.Join(", ", Methods.Where(method => method.Method is not ("copy" or "canonical")).Select(method => $"{method.Method} {Text.Count(method.Tokens)}"));
            return made.Length > 0 ? made : "copies alone";
        }
    }
}
