namespace NlpTransfer.Remapping.Tests;

/// <summary>A made-up language in which animals and fruits each have their own company, and no letters in common that would tell them apart.</summary>
internal static class TwoGroups
{
    public static readonly string[] Animals = ["kat", "lev", "zib", "mup"];
    public static readonly string[] Fruits = ["rof", "dag", "wun", "pes"];

    private static readonly string[] AnimalCompany = ["runs", "sleeps", "bites", "howls"];
    private static readonly string[] FruitCompany = ["ripe", "juicy", "peeled", "sour"];

    /// <summary>Sentences of five words: company, member, company, member, company.</summary>
    public static IReadOnlyList<string> Sentences(int count)
    {
        var random = new CounterRandom(7, "two-groups");
        return [.. Enumerable.Range(0, count).Select(i => Sentence(random, i % 2 == 0 ? Animals : Fruits, i % 2 == 0 ? AnimalCompany : FruitCompany))];
    }

    /// <summary>The cosine of two vectors.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(a, b);

    private static string Sentence(CounterRandom random, string[] members, string[] company) =>
        string.Join(' ', Enumerable.Range(0, 5).Select(i => (i % 2 == 0 ? company : members)[random.NextInt32(4)]));
}
