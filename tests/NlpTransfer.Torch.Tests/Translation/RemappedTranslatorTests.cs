using System.Text.Json.Nodes;
using NlpTransfer.Remapping;
using NlpTransfer.Remapping.Tests;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Torch.Tests.Translation;

/// <summary>A translation model whose tokens were only copied to other ids computes what it computed before.</summary>
public sealed class RemappedTranslatorTests : IDisposable
{
    private static readonly TextTokenizer Old = Toy.Unigram([.. Enumerable.Range(0, 24).Select(i => "p" + (char)('a' + i))]);

    // All tokens, backwards, but for the padding token: where positions count from it, it has to stay.
    private static readonly TextTokenizer Turned = WithOrder([23, 1, .. Enumerable.Range(0, 28).Reverse().Where(id => id is not (1 or 23))]);

    // Here it moves, and learnt positions move along.
    private static readonly TextTokenizer Moved = WithOrder([.. Enumerable.Range(0, 28).Reverse()]);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => [.. ToyTranslator.Kinds];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Remap_CopiedTokensOnly_LogitsAndSequencesAreEqual(string kind) => CompareAsync(kind, Turned);

    [Theory]
    [InlineData("marian")]
    [InlineData("bert")]
    [InlineData("xlm-roberta")]
    public Task Remap_PaddingMoves_LogitsAndSequencesAreEqual(string kind) => CompareAsync(kind, Moved);

    [Theory]
    [InlineData(RemapSide.Source)]
    [InlineData(RemapSide.Target)]
    public Task Remap_OneSideOfAnEncoderDecoder_LogitsAndSequencesAreEqual(RemapSide side) => CompareAsync("xlm-roberta", Moved, side);

    [SkippableFact]
    public async Task Remap_PublishedMarianVocabulary_IsExchangedExtendedAndTranslates()
    {
        TranslationFolder old = Marian();
        TextTokenizer oldSource = TextTokenizer.LoadBoth(old).Source;
        string[] lines = [.. File.ReadLines(SharedFolders.Data("mono", "yo", "owe.txt")).Where(line => line.Length is > 20 and < 200).Take(800)];
        string text = _folder.File("yo.txt");
        File.WriteAllLines(text, lines);
        TextTokenizer yoruba = UnigramTrainer.Train(lines, new TokenizerTrainingOptions { VocabularySize = 600 });
        await VocabularyRemapper.RunAsync(old, yoruba, new RemapSources(), _folder.File("exchanged"), RemapSide.Target);
        TranslationFolder exchanged = TranslationFolder.Open(_folder.File("exchanged"));
        (TextTokenizer source, TextTokenizer? target) = TextTokenizer.LoadBoth(exchanged);
        const string English = "The house is small, and the rain is heavy.";
        Assert.Equal(oldSource.Encode(English).Tokens, source.Encode(English).Tokens);
        int[] written = target!.Encode(lines[0]).Ids;
        Assert.Equal(lines[0].Normalize(), target.Decode(written).Normalize());
        Assert.InRange(exchanged.Config.Decoder.VocabularySize, 600, old.Config.Decoder.VocabularySize - 1);
        using (TorchTranslationModel before = TorchTranslationModel.Load(old), after = TorchTranslationModel.Load(exchanged))
        {
            using TokenBatch one = TokenBatch.Create([oldSource.Encode(English).Ids], old.Config.PaddingId), other = TokenBatch.Create([source.Encode(English).Ids], exchanged.Config.PaddingId);
            Assert.Equal(before.Run(one).SourceStates, after.Run(other).SourceStates);
        }

        var sources = new RemapSources { Texts = [new TrimText(text)] };
        RemapReport report = await VocabularyRemapper.RunAsync(exchanged, null, sources, _folder.File("extended"), RemapSide.Source, new VocabularyRemapOptions { Mode = RemapMode.Extend });
        Assert.True(report.PiecesAdded > 20 && report.FertilityAfter < 0.9 * report.FertilityBefore);
        TranslationFolder extended = TranslationFolder.Open(_folder.File("extended"));
        (source, target) = TextTokenizer.LoadBoth(extended);
        Assert.Equal(written, target!.Encode(lines[0]).Ids);
        using var translator = new TorchTextTranslator(extended, new TranslationText(extended, source, target), new GenerationOptions { MaxNewTokens = 8 });
        Assert.NotEqual("", Assert.Single(await translator.TranslateAsync([lines[0]])).Text);
    }

    private static TextTokenizer WithOrder(IEnumerable<int> ids)
    {
        var model = (UnigramModel)Old.Definition.Model;
        return new TextTokenizer(Old.Definition.WithModel(model.WithPieces([.. ids.Select(id => new UnigramPiece(model.IdToPiece(id)!, model.Score(id)))])));
    }

    private async Task CompareAsync(string kind, TextTokenizer tokenizer, RemapSide? side = null)
    {
        TranslationFolder old = ToyTranslator.Write(_folder.File("old"), kind, Old);
        await RemapPlan.Create(Old, tokenizer, RemapInitializers.All).ApplyAsync(old, _folder.File("new"), side);
        TranslationFolder made = TranslationFolder.Open(_folder.File("new"));
        int[] Map(IEnumerable<int> ids) => [.. ids.Select(id => tokenizer.TokenToId(Old.IdToToken(id)!)!.Value)];
        int[] Source(int[] ids) => side == RemapSide.Target ? ids : Map(ids);
        int[] Target(IEnumerable<int> ids) => side == RemapSide.Source ? [.. ids] : Map(ids);
        int[][] sources = [[5, 6, 7, 8, 2], [9, 4, 27, 2], [20, 2]];
        int[] targets = [old.Config.StartId, 12, 13, 14];
        using TorchTranslationModel before = TorchTranslationModel.Load(old), after = TorchTranslationModel.Load(made);
        using TokenBatch was = TokenBatch.Create(sources, old.Config.Encoder.PaddingId), now = TokenBatch.Create([.. sources.Select(Source)], made.Config.Encoder.PaddingId);
        TranslationOutputs one = before.Run(was, [.. Enumerable.Repeat(targets, 3).SelectMany(ids => ids).Select(id => (long)id)]);
        TranslationOutputs other = after.Run(now, [.. Enumerable.Repeat(Target(targets), 3).SelectMany(ids => ids).Select(id => (long)id)]);
        Assert.Equal(one.SourceStates, other.SourceStates);
        Assert.Equal(one.TargetStates, other.TargetStates);
        int[] map = Target(Enumerable.Range(0, 28));
        for (int i = 0; i < one.Logits!.Length; i++)
            Assert.Equal(one.Logits[i], other.Logits![(i / 28 * 28) + map[i % 28]]);
        foreach (int beams in (int[])[1, 3])
        {
            IReadOnlyList<IReadOnlyList<GeneratedSequence>> wrote = Generate(before, old, was, beams), writes = Generate(after, made, now, beams);
            for (int sentence = 0; sentence < sources.Length; sentence++)
            {
                // The sum over all tokens that makes logits probabilities runs in another order.
                Assert.All(wrote[sentence].Zip(writes[sentence]), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-6));
                Assert.Equal(wrote[sentence].Select(sequence => Target(sequence.Tokens)), writes[sentence].Select(sequence => sequence.Tokens.ToArray()));
            }
        }
    }

    private static IReadOnlyList<IReadOnlyList<GeneratedSequence>> Generate(TorchTranslationModel model, TranslationFolder folder, TokenBatch source, int beams)
    {
        using TorchSequenceDecoder decoder = model.Begin(source);
        return SequenceGenerator.Generate(decoder, folder.Generation, folder.Generation.Options with { Beams = beams, Best = beams });
    }

    /// <summary>A small model with random weights around the vocabularies of opus-mt-en-mg.</summary>
    private TranslationFolder Marian()
    {
        string published = SharedFolders.Data("tokenizer-fixtures", "marian-en-mg"), path = _folder.File("en-mg");
        Directory.CreateDirectory(path);
        TokenizerFiles.Copy(published, path);
        JsonObject config = JsonNode.Parse(File.ReadAllText(Path.Combine(published, "config.json")))!.AsObject();
        foreach ((string key, int value) in (ReadOnlySpan<(string, int)>)[("d_model", 16), ("encoder_layers", 1), ("decoder_layers", 1), ("encoder_attention_heads", 2), ("decoder_attention_heads", 2), ("encoder_ffn_dim", 24), ("decoder_ffn_dim", 24)])
            config[key] = value;
        ToyTranslator.WriteWeights(path, config);
        // Older folders keep these settings in config.json.
        File.Delete(Path.Combine(path, "generation_config.json"));
        return TranslationFolder.Open(path);
    }
}
