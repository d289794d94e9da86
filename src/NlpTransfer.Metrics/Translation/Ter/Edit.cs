namespace NlpTransfer.Metrics;

/// <summary>What is done to a word of the translation to come nearer to the reference.</summary>
internal enum Edit : byte
{
    /// <summary>Nothing known.</summary>
    None,

    /// <summary>It stays.</summary>
    Keep,

    /// <summary>Another takes its place.</summary>
    Substitute,

    /// <summary>A word of the reference is put in.</summary>
    Insert,

    /// <summary>It is taken out.</summary>
    Delete,
}
