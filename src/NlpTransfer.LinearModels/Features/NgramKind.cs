namespace NlpTransfer.LinearModels;

/// <summary>What an n-gram feature is made of.</summary>
internal enum NgramKind
{
    /// <summary>Runs of code points inside a word with one space before and after it (scikit-learn's <c>char_wb</c>).</summary>
    CharactersInWords,

    /// <summary>Whole words: longest runs without white space and without <c>. , ; : ! ? " ( )</c>.</summary>
    Words,
}
