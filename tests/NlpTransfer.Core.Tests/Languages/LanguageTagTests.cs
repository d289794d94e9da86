namespace NlpTransfer.Tests.Languages;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("yo", "yor", "Latn", null, "yo", "yor_Latn")]
    [InlineData("yor", "yor", "Latn", null, "yo", "yor_Latn")]
    [InlineData("yor_Latn", "yor", "Latn", null, "yo", "yor_Latn")]
    [InlineData("YO-latn", "yor", "Latn", null, "yo", "yor_Latn")]
    [InlineData("snd", "snd", "Arab", null, "sd", "snd_Arab")]
    [InlineData("sd-Deva", "snd", "Deva", null, "sd-Deva", "snd_Deva")]
    [InlineData("haw", "haw", "Latn", null, "haw", "haw_Latn")]
    [InlineData("zh", "zho", "Hans", null, "zh", "zho_Hans")]
    [InlineData("zho_Hant", "zho", "Hant", null, "zh-Hant", "zho_Hant")]
    [InlineData("cmn", "zho", "Hans", null, "zh", "zho_Hans")]
    [InlineData("pt-br", "por", "Latn", "BR", "pt-BR", "por_Latn")]
    [InlineData("es_419", "spa", "Latn", "419", "es-419", "spa_Latn")]
    [InlineData("zh-Hant-HK", "zho", "Hant", "HK", "zh-Hant-HK", "zho_Hant")]
    [InlineData("swh_Latn", "swa", "Latn", null, "sw", "swh_Latn")]
    [InlineData("sw", "swa", "Latn", null, "sw", "swh_Latn")]
    [InlineData("arb_Latn", "ara", "Latn", null, "ar-Latn", "arb_Latn")]
    [InlineData("et", "est", "Latn", null, "et", "est_Latn")]
    [InlineData("ekk", "est", "Latn", null, "et", "est_Latn")]
    [InlineData("iw", "heb", "Hebr", null, "he", "heb_Hebr")]
    [InlineData("ger", "deu", "Latn", null, "de", "deu_Latn")]
    [InlineData("nmg", "nmg", null, null, "nmg", null)]
    public void Parse_AnySpelling_IsCanonical(string text, string iso, string? script, string? region, string bcp47, string? flores)
    {
        LanguageTag tag = LanguageTag.Parse(text);
        Assert.Equal((iso, script, region, bcp47, flores), (tag.Iso6393, tag.Script, tag.Region, tag.Bcp47, tag.Flores));
        Assert.Equal(tag, LanguageTag.Parse(tag.Bcp47));
    }

    [Theory]
    [InlineData("")]
    [InlineData("y")]
    [InlineData("yoruba")]
    [InlineData("qq")]
    [InlineData("yo-")]
    [InlineData("yo-Latn-NG-x")]
    [InlineData("yo-x-private")]
    [InlineData("1yo")]
    [InlineData("yo Latn")]
    public void Parse_SomethingElse_IsRefused(string text)
    {
        UsageException refusal = Assert.Throws<UsageException>(() => LanguageTag.Parse(text));
        Assert.Equal($"'{text}' is not a language that is understood; write BCP-47 (yo, zh-Hant, pt-BR), ISO 639-3 (yor) or FLORES (yor_Latn).", refusal.Message);
    }

    [SkippableFact]
    public void Flores_EveryFolderOfSib200_ComesBack()
    {
        string[] codes = [.. Directory.EnumerateDirectories(SharedFolders.Data("sib200")).Select(folder => Path.GetFileName(folder)!).Where(name => name.Contains('_'))];
        Assert.True(codes.Length > 150);
        Assert.Equal(codes, codes.Select(code => LanguageTag.Parse(code).Flores));
        Assert.Equal(codes.Length, codes.Select(LanguageTag.Parse).Distinct().Count());
    }
}
