namespace NlpTransfer.Remapping.Tests;

public sealed class RemapInitializersTests
{
    [Fact]
    public void Initialisers_Each_HasAContractClass()
    {
        Type[] tested = [.. typeof(RemapInitializerContract).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RemapInitializerContract)))];
        IEnumerable<Type> all = typeof(IRemapInitializer).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IRemapInitializer)));
        Assert.All(all, initializer => Assert.Contains(tested, type => type.Name.StartsWith(initializer.Name, StringComparison.Ordinal)));
    }

    [Fact]
    public void All_Methods_HaveNamesOfTheirOwn() =>
        Assert.Equal(["copy", "canonical", "mean"], RemapInitializers.All.Select(initializer => initializer.Name));
}
