using System.Text.Json;

namespace NlpTransfer;

/// <summary>
/// The languages that a translation model tells apart, and how it is told them: tokens of M2M-100 (<c>__yo__</c>) and NLLB (<c>yor_Latn</c>) before source and target, Marian's
/// <c>&gt;&gt;yor&lt;&lt;</c> before the source, or texts before the source (config.json's <c>task_specific_params.translation_XX_to_YY.prefix</c>, a convention of T5).
/// </summary>
public sealed class TranslationLanguages
{
    private readonly TranslationFolder _folder;
    private readonly List<(LanguageTag Tag, int Id, string Token)> _tokens = [];
    private readonly List<(LanguageTag From, LanguageTag To, string Prefix)> _directions = [];

    /// <summary>Finds them.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    public TranslationLanguages(TranslationFolder folder, ITextTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(tokenizer);
        _folder = folder;
        TellsBothSides = folder.Family == M2M100Family.Family;
        if (folder.Family == EncoderDecoderFamily.Family)
            ReadDirections();
        else
            ReadTokens(tokenizer);
    }

    /// <summary>Whether a token stands before source and target (M2M-100, NLLB).</summary>
    internal bool TellsBothSides { get; }

    /// <summary>Whether the model says which languages it translates from.</summary>
    internal bool KnowsSource => TellsBothSides || _directions.Count > 0;

    /// <summary>Whether the model says which languages it translates into.</summary>
    internal bool KnowsTarget => KnowsSource || _tokens.Count > 0;

    /// <summary>Whether the model has to be told the target language.</summary>
    internal bool NeedsTarget => TellsBothSides || _tokens.Count > 0 || _directions.Count > 1;

    /// <summary>What of two languages the model can be told: of a direction that data names, what means nothing to the model is null.</summary>
    /// <param name="from">The sources' language.</param>
    /// <param name="to">The targets' language.</param>
    public (string? From, string? To) Told(string? from, string? to) => (KnowsSource ? from : null, KnowsTarget ? to : null);

    /// <summary>The token of a language; null where the model has none for any.</summary>
    /// <param name="language">The language as the user wrote it.</param>
    /// <exception cref="UsageException">The model has no token for this one.</exception>
    internal int? TokenOf(string language)
    {
        if (_tokens.Count == 0)
            return null;
        LanguageTag tag = LanguageTag.Parse(language);
        (LanguageTag Tag, int Id, string Token)[] alike = [.. _tokens.Where(token => token.Tag.Iso6393 == tag.Iso6393)];
        // A script that was not asked for is better than none of the language, where there is one.
        if (alike.Length == 0)
            throw Unknown(language, _tokens.Select(token => token.Token.Trim('_', '>', '<')));
        return alike.OrderBy(token => token.Tag.Script == tag.Script ? 0 : 1).First().Id;
    }

    /// <summary>The text that stands before a source; empty where the model has none.</summary>
    /// <param name="from">The source's language; null leaves it to the target's.</param>
    /// <param name="to">The target's language; null where there is one direction alone.</param>
    /// <exception cref="UsageException">The model does not translate in this direction.</exception>
    internal string PrefixOf(string? from, string? to)
    {
        if (_directions.Count == 0)
            return "";
        (LanguageTag From, LanguageTag To, string Prefix)[] fitting = [.. _directions.Where(one => Is(one.To, to) && Is(one.From, from))];
        if (fitting.Length == 0)
            throw Unknown(string.Join(" to ", new[] { from, to }.OfType<string>()), _directions.Select(one => $"{one.From} to {one.To}"));
        return fitting[0].Prefix;
    }

    /// <summary>Refuses a language where the model does not say which it translates into.</summary>
    internal void RefuseIdle(string? from, string? to)
    {
        if ((to is not null && !KnowsTarget) || (from is not null && !KnowsSource))
        {
            throw new UsageException(KnowsTarget
                ? $"{_folder.Path}: the model is told the target language alone, so that --from means nothing to it; leave it out."
                : $"{_folder.Path}: the model translates between two languages and doesn't say which, so that --to and --from mean nothing to it; leave them out.");
        }
    }

    private static bool Is(LanguageTag tag, string? language) => language is null || LanguageTag.Parse(language).Iso6393 == tag.Iso6393;

    private UsageException Unknown(string language, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string listed = string.Join(", ", names.Take(40)) + (names.Length > 40 ? $" and {names.Length - 40} more" : "");
        return new UsageException($"{_folder.Path}: the model does not know '{language}'; it knows {listed}.");
    }

    private void ReadTokens(ITextTokenizer tokenizer)
    {
        for (int id = 0; id < tokenizer.VocabularySize; id++)
        {
            if (tokenizer.IdToToken(id) is { Length: >= 6 and <= 24 } token && CodeIn(token) is { } code && LanguageTag.TryParse(code, out LanguageTag? tag))
                _tokens.Add((tag, id, token));
        }
    }

    private string? CodeIn(string token)
    {
        if (!TellsBothSides)
            return token.StartsWith(">>", StringComparison.Ordinal) && token.EndsWith("<<", StringComparison.Ordinal) ? token[2..^2] : null;
        if (token.StartsWith("__", StringComparison.Ordinal) && token.EndsWith("__", StringComparison.Ordinal))
            return token[2..^2];
        // NLLB's codes look like nothing else: three letters, a line, a script.
        return token.Length == 8 && token[3] == '_' && char.IsAsciiLetterUpper(token[4]) ? token : null;
    }

    private void ReadDirections()
    {
        if (!_folder.RawConfig.TryGetProperty("task_specific_params", out JsonElement tasks) || tasks.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty task in tasks.EnumerateObject())
        {
            string[] parts = task.Name.Split("_to_");
            const string Begin = "translation_";
            if (parts.Length == 2 && parts[0].StartsWith(Begin, StringComparison.Ordinal)
                && LanguageTag.TryParse(parts[0][Begin.Length..], out LanguageTag? from) && LanguageTag.TryParse(parts[1], out LanguageTag? to))
            {
                string? prefix = task.Value.ValueKind == JsonValueKind.Object && task.Value.TryGetProperty("prefix", out JsonElement text) ? text.GetString() : null;
                _directions.Add((from, to, prefix ?? ""));
            }
        }
    }
}
