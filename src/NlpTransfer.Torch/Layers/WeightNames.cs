namespace NlpTransfer.Torch;

/// <summary>Lists the weights of a layer under a name of <see cref="EncoderTensors"/>.</summary>
internal static class WeightNames
{
    internal static IEnumerable<NamedWeight> Under(this LinearLayer layer, string name)
    {
        yield return new(name + ".weight", layer.Weight);
        if (layer.Bias is not null)
            yield return new(name + ".bias", layer.Bias);
    }

    internal static IEnumerable<NamedWeight> Under(this NormLayer layer, string name) => [new(name + ".weight", layer.Weight), new(name + ".bias", layer.Bias)];
}
