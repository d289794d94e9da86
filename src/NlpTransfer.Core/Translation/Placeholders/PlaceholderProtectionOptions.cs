using System.Text.RegularExpressions;

namespace NlpTransfer;

/// <summary>What is kept from translation.</summary>
public sealed record PlaceholderProtectionOptions
{
    /// <summary>Whether numbers are kept digit by digit too. Default false: languages write them differently, and models mostly know how.</summary>
    public bool Numbers { get; init; }

    /// <summary>Whether URLs and e-mail addresses are kept. Default true.</summary>
    public bool Addresses { get; init; } = true;

    /// <summary>Whether HTML and XML tags, comments and entities are kept. Default true.</summary>
    public bool Markup { get; init; } = true;

    /// <summary>Further patterns to be kept, such as the names of products; none may match an empty text. Default none.</summary>
    public IReadOnlyList<Regex> Further { get; init; } = [];

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">A pattern matches an empty text.</exception>
    public void Validate() => new OptionFaults("placeholder protection")
        .Require(Further.All(pattern => !pattern.IsMatch("")), "a pattern of Further matches an empty text")
        .ThrowIfAny();
}
