namespace NlpTransfer.Tokenization;

/// <summary>NLLB: numbered as XLM-R, with the language codes and the mask behind; a text stands between its language and the end (Costa-jussà et al. 2022).</summary>
internal static class NllbFolder
{
    public static TokenizerDefinition Read(SentencePieceFolder folder)
    {
        IReadOnlyList<string> languages = folder.Config.AdditionalTokens;
        if (languages.Count == 0)
            throw folder.Fault("belongs to an NLLB model, but special_tokens_map.json lists no additional_special_tokens, from which the language codes take their ids.");
        string source = folder.Config.SourceLanguage ?? "eng_Latn";
        if (!languages.Contains(source))
            throw folder.Fault($"belongs to an NLLB model whose source language '{source}' is none of its {languages.Count} codes; change src_lang in tokenizer_config.json.");
        return folder.Renumber(
            [.. XlmRobertaFolder.Fairseq(folder), .. languages.Select(SentencePieceFolder.Control), SentencePieceFolder.Control("<mask>")],
            [.. XlmRobertaFolder.Specials, .. languages.Select(code => new AddedToken(0, code)), new(0, "<mask>") { LStrip = true }],
            piece => SpecialTemplates.Around([piece(source)], [], [piece("</s>")]));
    }
}
