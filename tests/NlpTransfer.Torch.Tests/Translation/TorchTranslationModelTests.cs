using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Translation;

public sealed class TorchTranslationModelTests
{
    public static TheoryData<string> Kinds => [.. TinyTranslator.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Generate_AnyBatchWithOrWithoutCache_GivesTheSame(string kind)
    {
        using TorchTranslationModel model = TinyTranslator.Create(kind);
        Gen<int[]> sentence = Gen.Int[3, 29].Array[1, 9];
        Gen<GenerationOptions> settings = Gen.Select(Gen.Int[1, 4], Gen.Int[0, 2], Gen.Int[0, 2], (beams, stopping, repeat) => new GenerationOptions
        {
            Beams = beams,
            Best = beams,
            MaxNewTokens = 12,
            EarlyStopping = (BeamStopping)stopping,
            NoRepeatNgram = repeat,
        });
        Gen.Select(sentence.Array[2, 5], settings).Sample(
            (sentences, options) =>
            {
                IReadOnlyList<IReadOnlyList<GeneratedSequence>> together = Generate(model, sentences, options, useCache: true);
                Compare(together, Generate(model, sentences, options, useCache: false));
                Compare(together, [.. sentences.Select(one => Generate(model, [one], options, useCache: true)[0])]);
                Compare([.. together.Reverse()], Generate(model, [.. sentences.Reverse()], options, useCache: true));
            },
            iter: 12,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Generate_Sampling_DependsOnTheKeyNotOnTheBatch(string kind)
    {
        using TorchTranslationModel model = TinyTranslator.Create(kind);
        var options = new GenerationOptions { MaxNewTokens = 10, Best = 3, Sampling = new() { Temperature = 2 } };
        int[][] sentences = [[5, 6, 2], [7, 8, 9, 10, 2]];
        IReadOnlyList<IReadOnlyList<GeneratedSequence>> together = Generate(model, sentences, options, useCache: true, [7, 9]);
        Compare([together[1]], Generate(model, [sentences[1]], options, useCache: true, [9]));
        Assert.NotEqual(together[1][0].Tokens, Generate(model, [sentences[1]], options, useCache: true, [8])[0][0].Tokens);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_LongerTarget_LeavesWhatCameBeforeAsItWas(string kind)
    {
        using TorchTranslationModel model = TinyTranslator.Create(kind);
        using TokenBatch source = TokenBatch.Create([[5, 6, 7, 2], [8, 2]], 1);
        float[] whole = model.Run(source, [0, 9, 10, 11, 0, 12, 13, 14]).Logits!, part = model.Run(source, [0, 9, 0, 12]).Logits!;
        Assert.InRange(Differences.Largest(whole.AsSpan(0, 60), part.AsSpan(0, 60)), 0, 1e-5);
        Assert.InRange(Differences.Largest(whole.AsSpan(120, 60), part.AsSpan(60, 60)), 0, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Generate_Twice_LeavesNoTensorBehind(string kind)
    {
        using TorchTranslationModel model = TinyTranslator.Create(kind);
        var options = new GenerationOptions { Beams = 3, MaxNewTokens = 6 };
        int[][] sentences = [[5, 6, 2], [7, 8, 9, 10, 2]];
        Generate(model, sentences, options, useCache: true);
        long before = Tensor.TotalCount;
        Generate(model, sentences, options, useCache: true);
        Generate(model, sentences, options, useCache: false);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Forward_Dropout_ChangesBothSidesBySeedAndStep()
    {
        using TorchTranslationModel model = TinyTranslator.Create("m2m");
        using TokenBatch source = TokenBatch.Create([[5, 6, 7, 2]], 1);
        using DisposeScope scope = NewDisposeScope();
        float[] Logits(DropoutSource? dropout) => TensorMemory.ToArray(model.Logits(model.Decode(tensor([0L, 9, 10], 1, 3), model.Encode(source, dropout), source, dropout)));
        Assert.Equal(Logits(new DropoutSource(0.2, 1, 1)), Logits(new DropoutSource(0.2, 1, 1)));
        Assert.NotEqual(Logits(new DropoutSource(0.2, 1, 1)), Logits(new DropoutSource(0.2, 1, 2)));
        Assert.NotEqual(Logits(null), Logits(new DropoutSource(0.2, 1, 1)));
    }

    private static IReadOnlyList<IReadOnlyList<GeneratedSequence>> Generate(
        TorchTranslationModel model, int[][] sentences, GenerationOptions options, bool useCache, ulong[]? keys = null)
    {
        using TokenBatch batch = TokenBatch.Create(sentences, 1);
        using TorchSequenceDecoder decoder = model.Begin(batch, useCache);
        return SequenceGenerator.Generate(decoder, TinyTranslator.Generation, options, keys);
    }

    private static void Compare(IReadOnlyList<IReadOnlyList<GeneratedSequence>> expected, IReadOnlyList<IReadOnlyList<GeneratedSequence>> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach ((GeneratedSequence one, GeneratedSequence other) in expected.SelectMany(row => row).Zip(actual.SelectMany(row => row)))
        {
            Assert.Equal(one.Tokens, other.Tokens);
            Assert.Equal(one.Score, other.Score, 1e-4);
        }
    }
}
