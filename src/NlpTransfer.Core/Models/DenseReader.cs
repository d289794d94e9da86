namespace NlpTransfer;

/// <summary>Reads a Dense module: a linear layer whose activation is the identity.</summary>
internal static class DenseReader
{
    public const string Identity = "torch.nn.modules.linear.Identity";
    public const string Weight = "linear.weight";
    public const string Bias = "linear.bias";

    /// <summary>Reads config and weights of a module's folder.</summary>
    /// <exception cref="ModelFormatException">It is damaged, or has another activation.</exception>
    public static DenseLayer Read(string folder)
    {
        string path = Path.Combine(folder, "config.json");
        var config = new JsonSection(path, JsonFile.Read(path));
        int inputs = config.Integer("in_features", 1, 1 << 20), outputs = config.Integer("out_features", 1, 1 << 20);
        bool hasBias = config.Boolean("bias", fallback: true);
        // The library's own default is tanh.
        string activation = config.Text("activation_function") ?? "torch.nn.modules.activation.Tanh";
        if (activation != Identity)
            config.Fault($"activation_function is '{activation}', and only '{Identity}' is supported");
        config.ThrowIfFaulty();
        using ITensorSource weights = ModelWeights.Open(folder);
        weights.Require(Weight, [outputs, inputs]);
        if (hasBias)
            weights.Require(Bias, [outputs]);
        return new DenseLayer(inputs, outputs, weights.ReadSingles(Weight), hasBias ? weights.ReadSingles(Bias) : null);
    }
}
