namespace NlpTransfer.Tokenization;

/// <summary>One line in a stage's list: the name in the file and how it is read.</summary>
internal sealed record ComponentKind<T>(string Type, Func<ComponentElement, T> Read)
    where T : TokenizerComponent;
