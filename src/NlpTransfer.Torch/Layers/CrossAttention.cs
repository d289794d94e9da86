using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>A decoder's attention to the source (Vaswani et al. 2017). The source's keys and values are computed once a sentence, whatever the number of rows that attend to it.</summary>
internal sealed class CrossAttention : nn.Module
{
    private readonly int _heads;

    internal CrossAttention(int width, int sourceWidth, int heads, LinearKernel kernel)
        : base(nameof(CrossAttention))
    {
        _heads = heads;
        Query = new LinearLayer(width, width, kernel: kernel);
        Key = new LinearLayer(sourceWidth, width, kernel: kernel);
        Value = new LinearLayer(sourceWidth, width, kernel: kernel);
        Output = new LinearLayer(width, width, kernel: kernel);
        register_module("query", Query);
        register_module("key", Key);
        register_module("value", Value);
        register_module("output", Output);
    }

    internal LinearLayer Query { get; }

    internal LinearLayer Key { get; }

    internal LinearLayer Value { get; }

    internal LinearLayer Output { get; }

    /// <summary>Keys and values of the source.</summary>
    /// <param name="states">The encoder's last hidden states, <c>[sentences, source length, source hidden]</c>.</param>
    internal SourceStates Project(Tensor states) => new(Split(Key.forward(states)), Split(Value.forward(states)));

    /// <summary>Attends.</summary>
    /// <param name="hidden"><c>[rows, length, hidden]</c>; the rows of a sentence stand together and are equally many for each.</param>
    /// <param name="source">As <see cref="Project"/> gives it.</param>
    /// <param name="mask">Added to the scores, <c>[sentences, 1, 1, source length]</c>; null where nothing is padded.</param>
    /// <param name="dropout">Draws the masks of attention weights; null outside training.</param>
    /// <returns><c>[rows, length, hidden]</c>.</returns>
    internal Tensor Forward(Tensor hidden, SourceStates source, Tensor? mask, DropoutSource? dropout)
    {
        long sentences = source.Key.shape[0];
        // Tokens attend to the source each for itself: all rows of a sentence count as one.
        Tensor query = Split(Query.forward(hidden).view(sentences, -1, hidden.shape[2]));
        Tensor attended = AttentionWeights.Apply(query, source.Key, source.Value, mask, dropout);
        return Output.forward(attended.transpose(1, 2).reshape(hidden.shape));
    }

    private Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], _heads, x.shape[2] / _heads).transpose(1, 2);
}
