namespace NlpTransfer.Torch.Tests;

/// <summary>What the golden tests of all kinds of models compare alike.</summary>
internal static class GoldenComparison
{
    private const double GradientTolerance = 1e-4;

    /// <summary>Compares each gradient that the reference wrote down, of which there is one at least.</summary>
    /// <param name="expected">Holds <c>grad.NAME</c> by the folder's names.</param>
    /// <param name="weights">The model's weights, whose gradients were computed.</param>
    /// <param name="fileName">The folder's name of a weight.</param>
    internal static void SameGradients(SafetensorsFile expected, IEnumerable<NamedWeight> weights, Func<string, string> fileName)
    {
        Dictionary<string, NamedWeight> byFileName = weights.ToDictionary(weight => fileName(weight.Name), StringComparer.Ordinal);
        string[] gradients = [.. expected.Tensors.Select(info => info.Name).Where(tensor => tensor.StartsWith("grad.", StringComparison.Ordinal))];
        Assert.NotEmpty(gradients);
        foreach (string gradient in gradients)
        {
            float[] actual = TensorMemory.ToArray(byFileName[gradient["grad.".Length..]].Value.grad!);
            Assert.InRange(Differences.Relative(actual, expected.ReadSingles(gradient)), 0, GradientTolerance);
        }
    }

    /// <summary>Asserts that tensors are those of a file, byte for byte.</summary>
    /// <param name="source">The file.</param>
    /// <param name="unused">Names of the file that the model does not have.</param>
    /// <param name="tensors">What is to be written.</param>
    internal static void SameTensors(ITensorSource source, IEnumerable<string> unused, IEnumerable<NamedTensor> tensors)
    {
        Dictionary<string, NamedTensor> written = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        Assert.Equal(source.Tensors.Select(info => info.Name).Except(unused).Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        foreach (NamedTensor tensor in written.Values)
        {
            using var stream = new MemoryStream();
            tensor.WriteTo(stream);
            Assert.Equal(source.Require(tensor.Name), tensor.Info);
            Assert.True(source.GetBytes(tensor.Name).SequenceEqual(stream.ToArray()), tensor.Name);
        }
    }
}
