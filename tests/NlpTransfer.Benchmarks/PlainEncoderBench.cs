using NlpTransfer.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Benchmarks;

/// <summary>The same encoder as one writes it with TorchSharp at first: functional.linear three times for attention, functional.dropout, torch.optim's AdamW.</summary>
internal sealed class PlainEncoderBench
{
    private readonly List<Parameter> _parameters = [];
    private readonly Tensor _embeddings;
    private readonly PlainLayer[] _layers;
    private readonly optim.Optimizer _optimizer;

    internal PlainEncoderBench()
    {
        int width = EncoderShape.Config.HiddenSize;
        _embeddings = Weight(EncoderShape.Config.VocabularySize, width);
        _layers = [.. Enumerable.Range(0, EncoderShape.Config.Layers).Select(_ => new PlainLayer(this))];
        _optimizer = optim.AdamW(_parameters, 1e-6);
    }

    internal void Forward(int batch, int length)
    {
        using var mode = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        using TokenBatch tokens = Randoms.Tokens(batch, length);
        SentencePooling.Pool(States(tokens, 0), tokens.Mask, PoolingMode.Mean);
    }

    internal double TrainingStep(int batch, int length, double dropout)
    {
        using DisposeScope scope = NewDisposeScope();
        using TokenBatch tokens = Randoms.Tokens(batch, length);
        _optimizer.zero_grad();
        SentencePooling.Pool(States(tokens, dropout), tokens.Mask, PoolingMode.Mean).pow(2).sum().backward();
        double norm = nn.utils.clip_grad_norm_(_parameters, 1);
        _optimizer.step();
        return norm;
    }

    private Tensor States(TokenBatch tokens, double dropout)
    {
        Tensor hidden = _embeddings.index_select(0, tokens.Ids.reshape(-1)).view(tokens.Ids.shape[0], tokens.Ids.shape[1], -1);
        Tensor mask = TorchEncoder.ScoreMask(tokens.Mask)!;
        foreach (PlainLayer layer in _layers)
            hidden = layer.Forward(hidden, mask, dropout);
        return hidden;
    }

    private static Tensor Weight(params long[] shape)
    {
        Tensor weight = zeros(shape).DetachFromDisposeScope();
        Randoms.Fill(TensorMemory.Of(weight), $"plain{shape[0]}");
        return weight;
    }

    private Parameter Trained(params long[] shape)
    {
        var parameter = new Parameter(shape.Length == 1 ? zeros(shape) : Weight(shape));
        _parameters.Add(parameter);
        return parameter;
    }

    private sealed class PlainLayer(PlainEncoderBench bench)
    {
        private static readonly int Width = EncoderShape.Config.HiddenSize;
        private static readonly int Heads = EncoderShape.Config.Heads;
        private readonly (Parameter Weight, Parameter Bias) _query = bench.Pair(Width, Width);
        private readonly (Parameter Weight, Parameter Bias) _key = bench.Pair(Width, Width);
        private readonly (Parameter Weight, Parameter Bias) _value = bench.Pair(Width, Width);
        private readonly (Parameter Weight, Parameter Bias) _joined = bench.Pair(Width, Width);
        private readonly (Parameter Weight, Parameter Bias) _inner = bench.Pair(EncoderShape.Config.IntermediateSize, Width);
        private readonly (Parameter Weight, Parameter Bias) _outer = bench.Pair(Width, EncoderShape.Config.IntermediateSize);
        private readonly (Parameter Weight, Parameter Bias) _norm1 = bench.Norm(Width);
        private readonly (Parameter Weight, Parameter Bias) _norm2 = bench.Norm(Width);

        internal Tensor Forward(Tensor hidden, Tensor mask, double dropout)
        {
            Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], Heads, Width / Heads).transpose(1, 2);
            Tensor Drop(Tensor x) => dropout > 0 ? nn.functional.dropout(x, dropout, training: true) : x;
            Tensor attended = nn.functional.scaled_dot_product_attention(
                Split(Apply(_query, hidden)), Split(Apply(_key, hidden)), Split(Apply(_value, hidden)), mask, dropout);
            Tensor middle = Normalise(_norm1, hidden + Drop(Apply(_joined, attended.transpose(1, 2).reshape(hidden.shape))));
            return Normalise(_norm2, middle + Drop(Apply(_outer, nn.functional.gelu(Apply(_inner, middle)))));
        }

        private static Tensor Apply((Parameter Weight, Parameter Bias) pair, Tensor input) => nn.functional.linear(input, pair.Weight, pair.Bias);

        private static Tensor Normalise((Parameter Weight, Parameter Bias) pair, Tensor input) => nn.functional.layer_norm(input, [Width], pair.Weight, pair.Bias, 1e-12);
    }

    private (Parameter Weight, Parameter Bias) Pair(int outputs, int inputs) => (Trained(outputs, inputs), Trained(outputs));

    private (Parameter Weight, Parameter Bias) Norm(int width)
    {
        (Parameter weight, Parameter bias) = (Trained(width), Trained(width));
        TensorMemory.Of(weight).Fill(1);
        return (weight, bias);
    }
}
