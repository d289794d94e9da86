namespace NlpTransfer.Remapping;

/// <summary>How a word list is read.</summary>
public sealed record LexiconReadOptions
{
    /// <summary>Whether a word is one of the language that the model knows; null, the default, where nothing is known of it. Used to notice exchanged columns.</summary>
    public Func<string, bool>? IsSourceWord { get; init; }

    /// <summary>Whether a word is one of the new language; null, the default, where nothing is known of it.</summary>
    public Func<string, bool>? IsTargetWord { get; init; }

    /// <summary>Whether the new language's words stand in the first column; default false. Says so to files that are refused because they seem to be that way round.</summary>
    public bool ColumnsExchanged { get; init; }
}
