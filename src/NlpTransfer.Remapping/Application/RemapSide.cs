namespace NlpTransfer.Remapping;

/// <summary>Which side of a translation model gets another vocabulary.</summary>
public enum RemapSide
{
    /// <summary>Both, where one tokenizer serves them.</summary>
    Both,

    /// <summary>The side that reads.</summary>
    Source,

    /// <summary>The side that writes.</summary>
    Target,
}
