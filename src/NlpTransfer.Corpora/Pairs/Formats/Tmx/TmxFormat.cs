using System.Runtime.CompilerServices;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>
/// Translation memories (.tmx). Each unit's texts carry their languages (<c>xml:lang</c>): the pair is that of the languages asked for, else of the one translated from
/// (<c>srclang</c>) and the only other one. Units that lack one of the two are counted and left out.
/// </summary>
internal sealed class TmxFormat : IPairFormat
{
    // What the parser reads ahead, beside a piece that is as long as is accepted.
    private const int Slack = 256 << 10;

    /// <inheritdoc/>
    public string Name => "tmx";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".tmx"];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head)
    {
        const int Looked = 4096;
        ReadOnlySpan<byte> begin = head[..Math.Min(head.Length, Looked)];
        string text = begin.StartsWith<byte>([0xFF, 0xFE]) ? Encoding.Unicode.GetString(begin) : begin.StartsWith<byte>([0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(begin) : Encoding.Latin1.GetString(begin);
        int tag = text.IndexOf("<tmx", StringComparison.Ordinal);
        // Nothing but a declaration, a document type and comments stands before the root.
        return tag >= 0 && tag + 4 < text.Length && (char.IsWhiteSpace(text[tag + 4]) || text[tag + 4] == '>')
            && text[..tag].TrimStart('\uFEFF', 'ï', '»', '¿', ' ', '\r', '\n', '\t') is "" or ['<', '?' or '!', ..];
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TextPair> ReadAsync(
        Stream input, CorpusReadOptions options, RowErrors errors, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var metered = new MeteredStream(input, options.MaximumRowLength + Slack);
        await using var owner = metered.ConfigureAwait(false);
        var reader = new TmxReader(metered, options.MaximumRowLength, errors.File);
        var languages = new Dictionary<string, LanguageTag?>(StringComparer.OrdinalIgnoreCase);
        await foreach (TmxUnit unit in reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (unit.TooLong)
            {
                errors.RejectLength(unit.Line);
                continue;
            }

            (string? from, string? to) = Direction(unit, options.Pair!, unit.SourceLanguage ?? reader.SourceLanguage, languages, errors);
            (string Language, string Text) source = Find(unit, from, languages), target = Find(unit, to, languages);
            if (string.IsNullOrWhiteSpace(source.Text))
                errors.LeaveOut(BadRowReason.EmptyText, unit.Line);
            else if (string.IsNullOrWhiteSpace(target.Text))
                errors.LeaveOut(BadRowReason.MissingTranslation, unit.Line);
            else
                yield return new TextPair(source.Text, target.Text, options.Pair!.SourceLanguage ?? Readable(source.Language, languages), options.Pair.TargetLanguage ?? Readable(target.Language, languages), errors.At(unit.Line));
        }
    }

    /// <summary>The two languages of a unit; null for one that nothing tells, where there is no text to choose from.</summary>
    /// <exception cref="BadDataException">Several could be meant.</exception>
    private static (string? From, string? To) Direction(TmxUnit unit, PairColumns asked, string? said, Dictionary<string, LanguageTag?> languages, RowErrors errors)
    {
        string? from = asked.SourceLanguage, to = asked.TargetLanguage;
        if (from is null && said is not null && (to is null || !Same(said, to, languages)))
            from = said;
        if (from is not null && to is null)
            to = Other(from);
        else if (from is null && to is not null)
            from = Other(to);
        else if (from is null)
        {
            string[] all = Different();
            if (all.Length > 2)
                throw Several(all);
            (from, to) = (all.ElementAtOrDefault(0), all.ElementAtOrDefault(1));
        }

        return (from, to);

        string[] Different() => [.. unit.Texts.Select(text => text.Language).GroupBy(language => Code(language, languages), StringComparer.OrdinalIgnoreCase).Select(group => group.First())];

        string? Other(string one)
        {
            string[] others = [.. Different().Where(language => !Same(language, one, languages))];
            return others.Length < 2 ? others.FirstOrDefault() : throw Several([one, .. others]);
        }

        BadDataException Several(string[] found) => new(
            $"{errors.At(unit.Line)}: the unit has texts in {string.Join(", ", found.Take(10))}; say which to read: the language of translations before the file (LANG=FILE), that of texts with the option for it.");
    }

    /// <summary>The text in a language: the same tag before the same language in another script or region.</summary>
    private static (string Language, string Text) Find(TmxUnit unit, string? language, Dictionary<string, LanguageTag?> languages) => language is null ? ("", "")
        : unit.Texts.Where(text => Same(text.Language, language, languages)).OrderBy(text => Tag(text.Language, languages) == Tag(language, languages) ? 0 : 1).FirstOrDefault(("", ""));

    private static bool Same(string a, string b, Dictionary<string, LanguageTag?> languages) => string.Equals(Code(a, languages), Code(b, languages), StringComparison.OrdinalIgnoreCase);

    private static string Code(string language, Dictionary<string, LanguageTag?> languages) => Tag(language, languages)?.Iso6393 ?? language;

    private static string? Readable(string language, Dictionary<string, LanguageTag?> languages) => Tag(language, languages) is null ? null : language;

    private static LanguageTag? Tag(string language, Dictionary<string, LanguageTag?> languages)
    {
        const int MostRemembered = 4096;
        if (languages.TryGetValue(language, out LanguageTag? known))
            return known;
        LanguageTag? tag = LanguageTag.TryParse(language, out LanguageTag? parsed) ? parsed : null;
        if (languages.Count < MostRemembered)
            languages[language] = tag;
        return tag;
    }
}
