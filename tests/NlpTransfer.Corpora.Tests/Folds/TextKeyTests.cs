namespace NlpTransfer.Corpora.Tests;

public sealed class TextKeyTests
{
    [Theory]
    [InlineData("Pẹ̀lú àyípadà, ERÉ sísá!", "pelu ayipada ere sisa")]
    [InlineData("  two\t\n  words ", "two words")]
    [InlineData("ﬁne ①", "fine 1")]
    [InlineData("hoʻokahi ho'okahi", "hookahi hookahi")]
    [InlineData("مَرحَبًا، سن", "مرحبا سن")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("😀", "😀")]
    public void Normalize_WhatWritersVary_IsDropped(string text, string expected) => Assert.Equal(expected, TextKey.Normalize(text));

    [Fact]
    public void Hash_OfAbc_IsTheHeadOfSha256() => Assert.Equal(UInt128.Parse("2322AE5DDE404141EACF018FBF1678BA", System.Globalization.NumberStyles.HexNumber, null), TextKey.Hash("abc"));
}
