namespace NlpTransfer.Remapping;

/// <summary>
/// A way to express new tokens by old ones. An implementation is one class and one line in <see cref="RemapInitializers.All"/>; it only yields rows,
/// and what becomes of them is the same for all.
/// </summary>
public interface IRemapInitializer
{
    /// <summary>The name on the command line and in the plan's column <c>method</c>.</summary>
    string Name { get; }

    /// <summary>What has to be known of a token for it to be expressed so, and by what: the end of a sentence that begins with the token.</summary>
    string Evidence { get; }

    /// <summary>
    /// Expresses those of <see cref="RemapContext.Tokens"/> that this way has evidence for; the others are left to the next initialiser. For each token
    /// that it expresses the weights sum to one and no old token stands twice. The same context gives the same rows.
    /// </summary>
    /// <param name="context">Both tokenizers and the tokens that are not expressed yet.</param>
    /// <param name="cancellation">Stops between tokens.</param>
    IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation);
}
