namespace NlpTransfer.Tokenization.Tests;

/// <summary>The tokenizers that ship in <c>tokenizers/</c>.</summary>
public class ShippedTokenizersTests
{
    public static TheoryData<string, string, string> Shipped => new()
    {
        { "yor", "aàáāeèéẹiìíoòóọuùúsṣpgbmḿnńǹwyAẸOỌSṢ\u0300\u0301", "Ọmọ náà ń kàwé ní ilé ẹ̀kọ́." },
        { "snd", "اٻڀتٿٽٺپڄڃچڇدڌڏڊڍرڙسشعغفڦقڪکگڳڱلمنڻوھهءي۽۾،؛؟", "سنڌي ٻولي ۽ ڪتاب." },
        { "haw", "aeiouāēīōūhklmnpwʻAĀHK", "ʻO ka moʻolelo o Lāʻieikawai." },
        { "eng-fra-deu-spa", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâäçèéêîïñóôöùûüßáíú0123456789.,;:!?¿¡«»", "The house, das Haus, la maison, ¡la casa!" },
    };

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Load_ShippedTokenizer_KnowsItsLettersAndIsTheSameInBothFiles(string name, string letters, string text)
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tokenizers", name);
        TextTokenizer json = TextTokenizer.Load(Path.Combine(folder, "tokenizer.json"));
        TextTokenizer model = TextTokenizer.Load(Path.Combine(folder, "tokenizer.model"));

        Assert.All(letters.EnumerateRunes(), letter => Assert.NotNull(json.TokenToId(letter.ToString())));
        Assert.Equal((0, 1, 2, 3, 4), (json.SpecialTokens.Begin, json.SpecialTokens.Padding, json.SpecialTokens.End, json.SpecialTokens.Unknown, json.SpecialTokens.Mask));
        Assert.Equal(json.VocabularySize, model.VocabularySize);
        foreach (string spelling in new[] { text, TextNormalization.Normalize(text, System.Text.NormalizationForm.FormD) })
        {
            int[] ids = json.Encode(spelling, addSpecialTokens: false).Ids;
            Assert.DoesNotContain(3, ids);
            Assert.Equal(ids, model.Encode(spelling, addSpecialTokens: false).Ids);
            Assert.Equal(text, json.Decode(ids));
        }
    }

    public static TheoryData<string> Names => [.. Shipped.Select(shipped => (string)shipped[0])];

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_OfAShippedTokenizer_TellsTextsLicenceCommandAndFit(string name)
    {
        string card = File.ReadAllText(Path.Combine(SharedFolders.RepositoryRoot, "tokenizers", name, "README.md"));

        Assert.All(["## Text", "Licence of the texts: ", "    nlptransfer tokenizer train ", "## Texts that were held out", "| e5-small | 250,002 |"], part => Assert.Contains(part, card, StringComparison.Ordinal));
        // No path that leads from the root of a machine.
        Assert.DoesNotMatch(@"(?<![\w.])/\w+/", card);
    }
}
