using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Takes the mean of the old tokens of the same script that stand in the same position of a word, its beginning or within it (the categories of Downey et al. 2023,
/// "Embedding Structure Matters"). All tokens of one kind get the same row: enough to tell letters from digits and one script from another, and no more.
/// </summary>
public sealed class ScriptInitializer : IRemapInitializer
{
    private readonly ScriptOptions _options;

    /// <summary>Makes the initialiser.</summary>
    /// <param name="options">How the mean is taken; null for the defaults.</param>
    /// <exception cref="UsageException">The options are at fault; all faults are named.</exception>
    public ScriptInitializer(ScriptOptions? options = null)
    {
        _options = options ?? new ScriptOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public string Name => "script";

    /// <inheritdoc/>
    public string Evidence => "old tokens of its script stand in its position of a word, whose mean it is";

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Tokens.Count == 0)
            yield break;
        ILookup<Kind, int> old = OrdinaryTokens.Of(context.Old).Select(id => (Id: id, Kind: KindOf(context.Old, id)))
            .Where(token => token.Kind is not null).ToLookup(token => token.Kind!.Value, token => token.Id);
        var samples = new Dictionary<Kind, int[]>();
        foreach (int token in context.Tokens)
        {
            cancellation.ThrowIfCancellationRequested();
            if (PieceForm.IsAdded(context.New, token) || KindOf(context.New, token) is not { } kind)
                continue;
            if (!samples.TryGetValue(kind, out int[]? sample))
                samples.Add(kind, sample = Spread([.. old[kind]]) is { Length: > 0 } same ? same : Spread([.. old[kind with { OpensWord = !kind.OpensWord }]]));
            foreach (int id in sample)
                yield return new RemapRow(token, id, 1f / sample.Length, Name);
        }
    }

    private int[] Spread(int[] tokens)
    {
        int count = Math.Min(tokens.Length, _options.Tokens);
        return [.. Enumerable.Range(0, count).Select(place => tokens[(int)((long)place * tokens.Length / count)])];
    }

    /// <summary>The kind of the first letter; of the first character where there is none.</summary>
    private static Kind? KindOf(TextTokenizer tokenizer, int id)
    {
        if (PieceForm.Of(tokenizer, id) is not { Text.Length: > 0 } form)
            return null;
        Rune first = form.Text.EnumerateRunes().FirstOrDefault(Rune.IsLetter, form.Text.EnumerateRunes().First());
        // Digits, punctuation and symbols are common to all scripts.
        char category = Script.CategoryOf(first);
        return new Kind(category is 'L' or 'M' ? ScriptOf(first) : -1, category, form.OpensWord);
    }

    // A script that has no name here is known by its block of 256 characters.
    private static int ScriptOf(Rune rune) => Script.IndexOf(rune) is var index && index < Script.All.Count ? index : Script.All.Count + (rune.Value >> 8);

    private readonly record struct Kind(int Script, char Category, bool OpensWord);
}
