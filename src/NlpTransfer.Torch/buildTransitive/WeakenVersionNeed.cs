using System;
using System.IO;
using System.Text;

/// <summary>
/// Marks a version that a shared library needs of another library as weak, so that the dynamic linker accepts a system that lacks it.
/// Only safe where no relocation uses a symbol of that version. Compiled into the build (see NlpTransfer.Torch.targets) and into the tests.
/// </summary>
internal static class ElfVersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
    private const ushort Weak = 2; // VER_FLG_WEAK

    /// <summary>Sets the weak flag on every need of a version in a little-endian 64-bit ELF image.</summary>
    /// <param name="image">The file's bytes, changed in place.</param>
    /// <param name="version">The version's name, such as GLIBCXX_3.4.32.</param>
    /// <returns>How many needs of that name there are, whether or not they were weak before.</returns>
    /// <exception cref="InvalidDataException">The image is not such a file, or one of its tables lies outside of it.</exception>
    public static int Weaken(byte[] image, string version)
    {
        if (image.Length < 64 || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F' || image[4] != 2 || image[5] != 1)
            throw new InvalidDataException("it is not a little-endian 64-bit ELF file");

        ulong sections = U64(image, 0x28);
        ushort sectionSize = U16(image, 0x3A), sectionCount = U16(image, 0x3C);
        int found = 0;
        for (uint i = 0; i < sectionCount; i++)
        {
            ulong header = sections + (ulong)i * sectionSize;
            if (U32(image, header + 4) != VersionNeedSection)
                continue;
            ulong strings = U64(image, sections + (ulong)U32(image, header + 0x28) * sectionSize + 0x18);
            found += WeakenSection(image, U64(image, header + 0x18), U32(image, header + 0x2C), strings, version);
        }

        return found;
    }

    // A section is a list of libraries (Elf64_Verneed), each with a list of versions (Elf64_Vernaux); both are linked by relative offsets.
    private static int WeakenSection(byte[] image, ulong need, uint libraries, ulong strings, string version)
    {
        int found = 0;
        for (uint library = 0; library < libraries; library++)
        {
            ushort versions = U16(image, need + 2);
            ulong entry = need + U32(image, need + 8);
            for (ushort k = 0; k < versions; k++)
            {
                if (NameEquals(image, strings + U32(image, entry + 8), version))
                {
                    image[At(image, entry + 4, 2)] |= (byte)Weak;
                    found++;
                }

                uint nextEntry = U32(image, entry + 12);
                if (nextEntry == 0)
                    break;
                entry += nextEntry;
            }

            uint nextNeed = U32(image, need + 12);
            if (nextNeed == 0)
                break;
            need += nextNeed;
        }

        return found;
    }

    private static bool NameEquals(byte[] image, ulong offset, string name)
    {
        int start = At(image, offset, (ulong)name.Length + 1);
        return image[start + name.Length] == 0 && Encoding.ASCII.GetString(image, start, name.Length) == name;
    }

    private static ushort U16(byte[] image, ulong offset) => BitConverter.ToUInt16(image, At(image, offset, 2));

    private static uint U32(byte[] image, ulong offset) => BitConverter.ToUInt32(image, At(image, offset, 4));

    private static ulong U64(byte[] image, ulong offset) => BitConverter.ToUInt64(image, At(image, offset, 8));

    private static int At(byte[] image, ulong offset, ulong length)
    {
        if (offset > (ulong)image.Length || length > (ulong)image.Length - offset)
            throw new InvalidDataException("a table of its version needs lies outside of the file");
        return (int)offset;
    }
}

#if !NLPTRANSFER_TESTS
/// <summary>Writes a copy of a shared library in which the need of a version is weak. The original, which may be a hard link into the package folder, is only read.</summary>
public sealed class WeakenVersionNeed : Microsoft.Build.Utilities.Task
{
    [Microsoft.Build.Framework.Required]
    public string Library { get; set; }

    [Microsoft.Build.Framework.Required]
    public string Version { get; set; }

    [Microsoft.Build.Framework.Required]
    public string Copy { get; set; }

    public override bool Execute()
    {
        try
        {
            byte[] image = File.ReadAllBytes(Library);
            int found = ElfVersionNeeds.Weaken(image, Version);
            Directory.CreateDirectory(Path.GetDirectoryName(Copy));
            // Written beside its goal and renamed: a build that is killed leaves no half library, and a link is replaced rather than written through.
            string unfinished = Copy + ".unfinished";
            File.WriteAllBytes(unfinished, image);
            if (File.Exists(Copy))
                File.Delete(Copy);
            File.Move(unfinished, Copy);
            Log.LogMessage(Microsoft.Build.Framework.MessageImportance.Normal, "{0}: {1} need(s) of {2} made weak", Library, found, Version);
            return true;
        }
        catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is InvalidDataException)
        {
            Log.LogError("{0}: the need of {1} can't be made weak: {2}", Library, Version, exception.Message);
            return false;
        }
    }
}
#endif
