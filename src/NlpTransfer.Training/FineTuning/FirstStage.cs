using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>The weights that fine-tuning on the sources gave, kept outside libtorch: the start of the second stage of any target.</summary>
internal sealed class FirstStage
{
    private readonly (int Place, float[] Values)[] _encoder;
    private readonly float[] _headWeight;
    private readonly float[] _headBias;

    private FirstStage((int, float[])[] encoder, float[] headWeight, float[] headBias, IReadOnlyList<string> labels, TrainingRun run) =>
        (_encoder, _headWeight, _headBias, Labels, Run) = (encoder, headWeight, headBias, labels, run);

    /// <summary>The labels of the head, in its order.</summary>
    internal IReadOnlyList<string> Labels { get; }

    /// <summary>What the stage took.</summary>
    internal TrainingRun Run { get; }

    /// <summary>Copies the weights that were trained; the others still stand in the model's folder.</summary>
    internal static FirstStage Take(ClassifierModel model, IReadOnlyList<string> labels, TrainingRun run) => new(
        [.. model.EncoderParameters.Select((parameter, place) => (parameter, place)).Where(pair => pair.parameter.requires_grad).Select(pair => (pair.place, TensorMemory.Of(pair.parameter).ToArray()))],
        TensorMemory.Of(model.Head.Weight).ToArray(),
        TensorMemory.Of(model.Head.Bias!).ToArray(),
        labels,
        run);

    /// <summary>A head with the stage's weights.</summary>
    internal LinearLayer CreateHead()
    {
        var head = new LinearLayer(_headWeight.Length / _headBias.Length, _headBias.Length);
        _headWeight.CopyTo(TensorMemory.Of(head.Weight));
        _headBias.CopyTo(TensorMemory.Of(head.Bias!));
        return head;
    }

    /// <summary>Puts the encoder's weights into a model of the same folder.</summary>
    internal void CopyEncoderTo(ClassifierModel model)
    {
        IReadOnlyList<Parameter> parameters = model.EncoderParameters;
        foreach ((int place, float[] values) in _encoder)
            values.CopyTo(TensorMemory.Of(parameters[place]));
    }
}
