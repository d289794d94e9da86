namespace NlpTransfer.Tests.Families;

public sealed class EncoderFamiliesTests
{
    public static TheoryData<string> Types => [.. EncoderFamilies.All.Select(family => family.ModelType)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Table_OfAnyFamily_IsWhole(string type)
    {
        EncoderFamily family = EncoderFamilies.Find(type)!;
        Assert.EndsWith(".", family.Names.Prefix, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<EncoderHead>(), head => Assert.Equal(head, family.HeadOf(family.ArchitectureOf(head))));
        Assert.Equal(EncoderHead.None, family.HeadOf("SomethingElse"));
        Assert.Equal(EncoderHead.None, family.HeadOf(null));
        Assert.Equal("", family.PrefixOf(EncoderHead.None));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Plan_OfAnyFamily_HasNoNameTwice(string type)
    {
        EncoderFamily family = EncoderFamilies.Find(type)!;
        foreach (EncoderHead head in Enum.GetValues<EncoderHead>())
        {
            var config = new EncoderConfig
            {
                VocabularySize = 11,
                HiddenSize = 4,
                Layers = 3,
                Heads = 2,
                IntermediateSize = 6,
                MaxPositions = 9,
                TypeVocabularySize = 2,
                Head = head,
                Labels = ["a", "b"],
                TieWordEmbeddings = false,
            };
            IReadOnlyList<EncoderTensorSpec> plan = EncoderTensorPlan.Of(family, config);
            Assert.Equal(plan.Count, plan.Select(spec => spec.Name).Distinct().Count());
            Assert.Equal(plan.Count, plan.Select(spec => spec.FileName).Distinct().Count());
            Assert.DoesNotContain(plan, spec => spec.FileName.Contains('{', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Find_UnknownType_IsNull() => Assert.Null(EncoderFamilies.Find("gpt2"));
}
