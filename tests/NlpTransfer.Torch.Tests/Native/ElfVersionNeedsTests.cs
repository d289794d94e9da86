using CsCheck;

namespace NlpTransfer.Torch.Tests.Native;

public sealed class ElfVersionNeedsTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [SkippableFact]
    public void Weaken_BuiltBinding_IsWeakAlready()
    {
        byte[] image = Binding(), again = [.. image];
        Assert.Equal(1, ElfVersionNeeds.Weaken(again, Version));
        Assert.Equal(image, again);
    }

    [SkippableFact]
    public void Weaken_StrongNeed_ChangesOneByte()
    {
        byte[] image = Binding();
        Assert.Equal(0, ElfVersionNeeds.Weaken(image, "GLIBCXX_3.4.99"));
        byte[] changed = [.. image];
        int found = ElfVersionNeeds.Weaken(changed, "GLIBC_2.2.5");
        Assert.InRange(found, 1, 20);
        Assert.Equal(found, image.Zip(changed).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void Weaken_NoElfFile_IsRefused() =>
        Assert.Equal("it is not a little-endian 64-bit ELF file", Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(new byte[100], Version)).Message);

    [SkippableFact]
    public void Weaken_DamagedFile_EndsOrIsRefused()
    {
        byte[] image = Binding();
        // What matters of the file: its header and section table. Anything may stand there.
        int sections = (int)BitConverter.ToInt64(image, 0x28);
        Gen.Select(Gen.Int[0, image.Length], Gen.Int[0, 3000], Gen.Byte, Gen.Bool).Sample((length, place, value, header) =>
        {
            byte[] damaged = image[..length];
            int at = header ? place % 64 : Math.Min(image.Length - 1, sections + place);
            if (at < length)
                damaged[at] = value;
            try
            {
                ElfVersionNeeds.Weaken(damaged, Version);
            }
            catch (InvalidDataException)
            {
                // The only way out that a build can report.
            }
        }, iter: 300);
    }

    private static byte[] Binding()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        Skip.IfNot(File.Exists(path), "The binding is an ELF file on Linux alone.");
        return File.ReadAllBytes(path);
    }
}
