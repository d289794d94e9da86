namespace NlpTransfer;

/// <summary>The names of activations in config.json.</summary>
internal static class Activations
{
    private static readonly (string Name, Activation Activation)[] Table =
    [
        ("gelu", Activation.Gelu), ("gelu_python", Activation.Gelu), ("gelu_new", Activation.GeluTanh), ("gelu_fast", Activation.GeluTanh),
        ("gelu_pytorch_tanh", Activation.GeluTanh), ("relu", Activation.Relu), ("silu", Activation.Silu), ("swish", Activation.Silu),
        ("tanh", Activation.Tanh),
    ];

    public static string KnownNames => string.Join(", ", Table.Select(row => row.Name));

    public static Activation? Find(string name)
    {
        int index = Array.FindIndex(Table, row => row.Name == name);
        return index < 0 ? null : Table[index].Activation;
    }
}
