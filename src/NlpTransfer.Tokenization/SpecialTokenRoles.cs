namespace NlpTransfer.Tokenization;

/// <summary>Finds which token plays which part: by the files' word, else by the template and by custom.</summary>
internal static class SpecialTokenRoles
{
    private static readonly string[] PaddingCustom = ["[PAD]", "<pad>"];
    private static readonly string[] MaskCustom = ["[MASK]", "<mask>"];

    public static SpecialTokens Find(TokenizerDefinition definition, Func<string, int?> toId)
    {
        SpecialTokenNames names = definition.SpecialTokenNames;
        IReadOnlyList<TemplateItem> template = definition.PostProcessor?.Template(pair: false) ?? [];
        int? First(IEnumerable<string> candidates) => candidates.Select(toId).FirstOrDefault(id => id is not null);
        int? Named(string? name) => name is null ? null : toId(name);
        return new()
        {
            Padding = Named(names.Padding) ?? Named(definition.Padding?.PadToken) ?? First(PaddingCustom),
            Unknown = definition.Model.UnknownId ?? Named(names.Unknown),
            Begin = Named(names.Begin) ?? AtEdge(template, fromEnd: false),
            End = Named(names.End) ?? AtEdge(template, fromEnd: true),
            Mask = Named(names.Mask) ?? First(MaskCustom),
        };
    }

    /// <summary>The special token outside the sequence, on one side.</summary>
    private static int? AtEdge(IReadOnlyList<TemplateItem> template, bool fromEnd)
    {
        if (template.Count == 0)
            return null;
        TemplateItem edge = fromEnd ? template[^1] : template[0];
        return edge.Specials.Count == 0 ? null : (fromEnd ? edge.Specials[^1] : edge.Specials[0]).Id;
    }
}
