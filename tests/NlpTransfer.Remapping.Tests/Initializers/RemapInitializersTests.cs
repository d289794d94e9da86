namespace NlpTransfer.Remapping.Tests;

public sealed class RemapInitializersTests
{
    [Fact]
    public void All_EachInitialiser_HasAContractClassAndAName()
    {
        IEnumerable<string> tested = typeof(RemapInitializerContract).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RemapInitializerContract))).Select(type => type.Name);
        Assert.All(RemapInitializers.All, initializer => Assert.Contains(initializer.GetType().Name + "Tests", tested));
        Assert.All(RemapInitializers.All, initializer => Assert.Same(initializer, RemapInitializers.Named(initializer.Name)));
    }

    [Fact]
    public void Named_Unknown_ListsTheKnown()
    {
        var exception = Assert.Throws<UsageException>(() => RemapInitializers.Named("magic"));
        Assert.Equal("There is no initialiser 'magic'; use one of copy, mean.", exception.Message);
    }
}
