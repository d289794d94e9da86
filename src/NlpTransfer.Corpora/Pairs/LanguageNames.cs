namespace NlpTransfer.Corpora;

/// <summary>Languages as column names give them: by code, or by their English name.</summary>
internal static class LanguageNames
{
    private const string Names = """
        afrikaans:afr albanian:sqi amharic:amh arabic:ara armenian:hye assamese:asm aymara:aym azerbaijani:aze bambara:bam basque:eus belarusian:bel bengali:ben bosnian:bos
        bulgarian:bul burmese:mya catalan:cat cebuano:ceb chewa:nya chichewa:nya chinese:zho croatian:hrv czech:ces danish:dan dutch:nld english:eng esperanto:epo estonian:est
        ewe:ewe fijian:fij finnish:fin fon:fon french:fra fula:ful fulfulde:ful galician:glg georgian:kat german:deu greek:ell guarani:grn gujarati:guj haitian:hat hausa:hau
        hawaiian:haw hebrew:heb hindi:hin hungarian:hun icelandic:isl igbo:ibo indonesian:ind irish:gle italian:ita japanese:jpn javanese:jav kannada:kan kazakh:kaz khmer:khm
        kinyarwanda:kin korean:kor kurdish:kur kyrgyz:kir lao:lao latin:lat latvian:lav lingala:lin lithuanian:lit luganda:lug luo:luo macedonian:mkd malagasy:mlg malay:msa
        malayalam:mal maltese:mlt maori:mri marathi:mar mongolian:mon mossi:mos nepali:nep norwegian:nor odia:ori oromo:orm pashto:pus persian:fas polish:pol portuguese:por
        punjabi:pan quechua:que romanian:ron russian:rus samoan:smo serbian:srp shona:sna sindhi:snd sinhala:sin slovak:slk slovenian:slv somali:som sotho:sot spanish:spa
        sundanese:sun swahili:swa swedish:swe tagalog:tgl tajik:tgk tamil:tam tatar:tat telugu:tel thai:tha tibetan:bod tigrinya:tir tsonga:tso tswana:tsn turkish:tur turkmen:tuk
        twi:twi ukrainian:ukr urdu:urd uyghur:uig uzbek:uzb venda:ven vietnamese:vie welsh:cym wolof:wol xhosa:xho yiddish:yid yoruba:yor zulu:zul
        """;

    private static readonly Dictionary<string, string> Codes = Names
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split(':'))
        .ToDictionary(entry => entry[0], entry => entry[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>The language of a column name, or null where it is none.</summary>
    public static LanguageTag? Tag(string name) =>
        Codes.TryGetValue(name.Trim(), out string? code) ? LanguageTag.Parse(code)
        : LanguageTag.TryParse(name.Trim(), out LanguageTag? tag) ? tag : null;
}
