using CsCheck;

namespace NlpTransfer.Tokenization.Tests;

public class TrainedTokenizerTests
{
    private static readonly string[] Texts =
    [
        .. Enumerable.Range(0, 60).Select(i => $"ọmọ náà lọ sí ilé ẹ̀kọ́ {i % 10}, Ó sì kà ìwé púpọ̀ ní òwúrọ̀"),
        .. Enumerable.Range(0, 40).Select(i => "ṣé ẹ ti jẹun? bẹ́ẹ̀ ni, a ti jẹ ẹ̀bà àti ọbẹ̀"),
    ];

    [Theory]
    [InlineData(true, TokenizerNormalization.Nfkc, false)]
    [InlineData(true, TokenizerNormalization.Nfd, true)]
    [InlineData(true, TokenizerNormalization.None, false)]
    [InlineData(false, TokenizerNormalization.Nfc, true)]
    public void SaveTo_Folder_HasTwoFilesThatGiveTheSameIds(bool unigram, TokenizerNormalization normalization, bool lowercase)
    {
        LanguageText[] texts = [.. Texts.Select(text => new LanguageText("yor", text))];
        var options = new TokenizerTrainingOptions { VocabularySize = 65, Normalization = normalization, Lowercase = lowercase, CharacterCoverage = 1 };
        TrainedTokenizer trained = unigram ? UnigramTrainer.Train(texts, options) : BpeTrainer.Train(texts, options);
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Assert.Null(trained.SaveTo(folder));
            TextTokenizer json = TextTokenizer.Load(Path.Combine(folder, "tokenizer.json"));
            TextTokenizer model = TextTokenizer.Load(Path.Combine(folder, "tokenizer.model"));
            string[] lines = [.. Texts, "  ọmọ\u00A0\tilé ", "o\u0323mo\u0323 na\u0300a\u0301 e\u0323\u0300ko\u0323\u0301", "\u00e9\u0323 \u1EB9\u0301 漢 ﬁ İ", ""];

            Assert.All(lines, line => Assert.Equal(trained.Tokenizer.Encode(line).Ids, json.Encode(line).Ids));
            Assert.All(lines, line => Assert.Equal(trained.Tokenizer.Encode(line, addSpecialTokens: false).Ids, model.Encode(line, addSpecialTokens: false).Ids));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void SaveTo_NormalizerThatSentencePieceLacks_SaysWhyThereIsNoModel()
    {
        LanguageText[] texts = [.. Texts.Select(text => new LanguageText("yor", text))];
        TrainedTokenizer trained = UnigramTrainer.Train(texts, new() { VocabularySize = 60, NormalizerOf = SmallTokenizers.LoadUnigram() });
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Assert.Equal(
                "The tokenizer can't be written as a SentencePiece model: its normalizer NFKC does what a character map does not say here; write a tokenizer.json.",
                trained.SaveTo(folder));
            Assert.Equal(["tokenizer.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void CharacterMapBuilder_AnyReplacements_AreFoundAgain() =>
        Gen.Dictionary(Gen.Char["abcéẹ\u0301漢"].Array[1, 5].Select(letters => new string(letters)), Gen.Char["xyz漢"].Array[0, 3].Select(letters => new string(letters)))[1, 60].Sample(rules =>
        {
            CharacterMap map = CharacterMap.TryParse(CharacterMapBuilder.Build(rules), out _)!;
            foreach ((string key, string value) in rules)
            {
                Assert.True(map.TryMapLongest(key, out int consumed, out ReadOnlySpan<byte> found));
                Assert.Equal((key.Length, value), (consumed, System.Text.Encoding.UTF8.GetString(found)));
            }

            Assert.Equal(rules.ContainsKey("q"), map.TryMapLongest("q", out _, out _));
            foreach (string other in new[] { "ab漢", "ba\u0301", "ccc" })
                Assert.Equal(rules.Keys.Any(key => other.StartsWith(key, StringComparison.Ordinal)), map.TryMapLongest(other, out _, out _));
        }, iter: 20);

    [Fact]
    public void NormalizationRules_Nfc_KnowTheSpellingsOfComposedLetters()
    {
        IReadOnlyDictionary<string, string> rules = NormalizationRules.Of(TokenizerNormalization.Nfc, lowercase: false);

        Assert.Equal("ẹ", rules["e\u0323"]);
        Assert.Equal("ậ", rules["a\u0302\u0323"]);
        Assert.Equal("ậ", rules["\u1EA1\u0302"]);
        Assert.Equal("ẹ\u0301", rules["\u00E9\u0323"]);
        Assert.Equal(" ", rules["\u00A0"]);
        Assert.False(rules.ContainsKey("ẹ"));
        Assert.False(rules.ContainsKey("ﬁ"));
    }
}
