namespace NlpTransfer;

/// <summary>A tensor that a model of a family with a config has.</summary>
/// <param name="Name">The project's name, such as <c>layers.0.query.weight</c>.</param>
/// <param name="FileName">The family's name without the body's prefix, such as <c>encoder.layer.0.attention.self.query.weight</c>.</param>
/// <param name="InBody">Whether the body's prefix stands before it in files with a head.</param>
/// <param name="Shape">The expected shape.</param>
/// <param name="Required">Whether the model is unusable without it.</param>
public sealed record EncoderTensorSpec(string Name, string FileName, bool InBody, long[] Shape, bool Required)
{
    /// <summary>The name in a file whose body carries a prefix.</summary>
    /// <param name="prefix">The prefix, or nothing: see <see cref="EncoderFamily.PrefixOf"/>.</param>
    public string NameIn(string prefix) => InBody ? prefix + FileName : FileName;
}
