using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Templates written out, one for a single sequence and one for a pair.</summary>
internal sealed record TemplateProcessing(IReadOnlyList<TemplateItem> Single, IReadOnlyList<TemplateItem> Pair, IReadOnlyList<TemplateSpecial> Specials) : PostProcessor
{
    public const string Name = "TemplateProcessing";

    public override string Type => Name;

    internal static TemplateProcessing Read(ComponentElement element)
    {
        ComponentElement table = element.Object("special_tokens");
        var specials = new List<TemplateSpecial>();
        foreach (string name in table.Names)
        {
            ComponentElement special = table.Object(name);
            string id = special.String("id");
            IReadOnlyList<int> ids = special.Ints("ids");
            IReadOnlyList<string> tokens = special.Strings("tokens");
            special.RefuseUnasked();
            if (ids.Count != tokens.Count)
                throw special.Fault($"has {ids.Count} ids and {tokens.Count} tokens; as many were expected.");
            specials.Add(new(name, id, [.. tokens.Zip(ids, (token, number) => new SpecialPiece(token, number))]));
        }

        IReadOnlyList<TemplateItem> single = ReadTemplate(element, "single", specials);
        if (single.Any(item => item.Sequence == 1))
            throw element.Fault("single", "uses the second sequence, which a single text does not have.");
        return new(single, ReadTemplate(element, "pair", specials), specials);
    }

    internal override IReadOnlyList<TemplateItem> Template(bool pair) => pair ? Pair : Single;

    internal override PostProcessor WithIds(Func<string, int?> toId)
    {
        TemplateItem[] Renew(IReadOnlyList<TemplateItem> items) => [.. items.Select(item => item with { Specials = [.. item.Specials.Select(piece => piece.With(toId))] })];
        return new TemplateProcessing(
            Renew(Single), Renew(Pair), [.. Specials.Select(special => special with { Pieces = [.. special.Pieces.Select(piece => piece.With(toId))] })]);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        WriteTemplate(writer, "single", Single);
        WriteTemplate(writer, "pair", Pair);
        writer.WriteStartObject("special_tokens");
        foreach (TemplateSpecial special in Specials)
        {
            writer.WriteStartObject(special.Name);
            writer.WriteString("id", special.Id);
            writer.WriteStartArray("ids");
            foreach (SpecialPiece piece in special.Pieces)
                writer.WriteNumberValue(piece.Id);
            writer.WriteEndArray();
            writer.WriteStartArray("tokens");
            foreach (SpecialPiece piece in special.Pieces)
                writer.WriteStringValue(piece.Token);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static TemplateItem[] ReadTemplate(ComponentElement element, string name, List<TemplateSpecial> specials)
    {
        var items = new List<TemplateItem>();
        foreach ((JsonElement json, string path) in element.Items(name))
        {
            var item = new ComponentElement(json, element.Source, path);
            bool isSequence = item.Has("Sequence");
            ComponentElement body = item.Object(isSequence ? "Sequence" : "SpecialToken");
            string id = body.String("id");
            int typeId = body.Int("type_id", most: ushort.MaxValue);
            body.RefuseUnasked();
            item.RefuseUnasked();
            if (isSequence)
            {
                if (id is not ("A" or "B"))
                    throw body.Fault("id", $"is '{id}'; A or B was expected.");
                items.Add(TemplateItem.Of(id == "A" ? 0 : 1, typeId));
                continue;
            }

            TemplateSpecial special = specials.Find(candidate => candidate.Name == id)
                ?? throw body.Fault("id", $"is '{id}', which special_tokens does not define.");
            items.Add(new(-1, id, typeId, special.Pieces));
        }

        return [.. items];
    }

    private static void WriteTemplate(Utf8JsonWriter writer, string name, IReadOnlyList<TemplateItem> items)
    {
        writer.WriteStartArray(name);
        foreach (TemplateItem item in items)
        {
            writer.WriteStartObject();
            writer.WriteStartObject(item.Sequence < 0 ? "SpecialToken" : "Sequence");
            writer.WriteString("id", item.Name);
            writer.WriteNumber("type_id", item.TypeId);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
