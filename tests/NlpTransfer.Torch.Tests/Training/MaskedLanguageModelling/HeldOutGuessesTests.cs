using NlpTransfer.Metrics;
using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class HeldOutGuessesTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly string[] Texts = ["the goat and the field", "we see the big field today", "nurse pill"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Measure_UntrainedModel_KnowsNothing()
    {
        using MaskedLanguageModel model = MaskedLanguageModel.Load(ToyMasked.WriteEncoder(_folder));
        HeldOutGuesses heldOut = HeldOut(model, 256);
        Assert.Equal(["yor"], heldOut.Languages);
        Score loss = Assert.Single(heldOut.Measure(null, default));
        Assert.Equal(Math.Log(ToyMasked.Vocabulary), loss.Value, 0.2);
        Assert.Equal(3, loss.N);
        Assert.Equal(loss, Assert.Single(heldOut.Measure(null, default)));
    }

    [Fact]
    public void PseudoPerplexity_EveryToken_IsHiddenAlone()
    {
        using MaskedLanguageModel model = MaskedLanguageModel.Load(ToyMasked.WriteEncoder(_folder));
        Score score = Assert.Single(HeldOut(model, 256).PseudoPerplexity(2, null, default));
        Assert.Equal(2, score.N);
        // By hand: one sequence a token, its own logits.
        using var mode = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        double sum = 0;
        int count = 0;
        foreach (string text in Texts[..2])
        {
            int[] ids = ToyMasked.Tokenizer.Encode(text).Ids;
            for (int place = 1; place < ids.Length - 1; place++)
            {
                int[] hidden = [.. ids];
                hidden[place] = ToyMasked.Tokenizer.SpecialTokens.Mask!.Value;
                using TokenBatch batch = TokenBatch.Create([hidden], 1);
                Tensor logits = model.Model.Logits(model.Encoder.Forward(batch), null)!;
                sum -= logits[0, place].log_softmax(0)[ids[place]].item<float>();
                count++;
            }
        }

        Assert.Equal(Math.Exp(sum / count), score.Value, 1e-3 * score.Value);
        Assert.Equal(score.Value, Assert.Single(HeldOut(model, 16).PseudoPerplexity(2, null, default)).Value, 1e-3 * score.Value);
    }

    [Fact]
    public void Measure_Cancelled_Stops()
    {
        using MaskedLanguageModel model = MaskedLanguageModel.Load(ToyMasked.WriteEncoder(_folder));
        Assert.Throws<OperationCanceledException>(() => HeldOut(model, 256).Measure(null, new CancellationToken(true)));
    }

    private static HeldOutGuesses HeldOut(MaskedLanguageModel model, int batchTokens)
    {
        MaskableTokens tokens = MaskableTokens.Of(ToyMasked.Tokenizer, "toy");
        var input = new MaskedInput(ToyMasked.Tokenizer, tokens, 32, wholeWords: false, lowerCase: false);
        return new HeldOutGuesses(model, new TokenMasker(tokens, new()), [("yor", [.. Texts.SelectMany(input.Encode)]), ("eng", [])], batchTokens, 1);
    }
}
