using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace NlpTransfer.Torch;

/// <summary>What the processor says of itself, as far as the choice of a kernel depends on it.</summary>
public sealed record ProcessorFeatures
{
    /// <summary>The processor this program runs on.</summary>
    public static ProcessorFeatures Current { get; } = Detect();

    /// <summary>The architecture of the process: X64, Arm64.</summary>
    public Architecture Architecture { get; init; } = Architecture.X64;

    /// <summary>The vendor's name as the processor gives it, such as "GenuineIntel" or "AuthenticAMD"; empty where it gives none.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>Whether it has AVX2 with FMA.</summary>
    public bool Avx2 { get; init; }

    /// <summary>Whether it has AVX-512 (F, BW, DQ, VL), switched on by the operating system.</summary>
    public bool Avx512 { get; init; }

    /// <summary>Whether it has AVX-512 VNNI or AVX-VNNI, which make 8-bit products worth their while.</summary>
    public bool Vnni { get; init; }

    /// <summary>Whether it has AVX-512 BF16.</summary>
    public bool Avx512BFloat16 { get; init; }

    /// <summary>Whether it has AMX with BF16.</summary>
    public bool AmxBFloat16 { get; init; }

    /// <summary>Whether products of bfloat16 are faster than those of singles here: without instructions for them they are three to four times slower.</summary>
    public bool MultipliesBFloat16 => Avx512BFloat16 || AmxBFloat16;

    /// <summary>The features that it has, by their usual names.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. new (bool Has, string Name)[] { (Avx2, "avx2"), (Avx512, "avx512"), (Vnni, "vnni"), (Avx512BFloat16, "avx512_bf16"), (AmxBFloat16, "amx_bf16") }
            .Where(feature => feature.Has).Select(feature => feature.Name),
    ];

    /// <summary>Checks that products can be computed in a precision without loss of speed.</summary>
    /// <param name="precision">The precision.</param>
    /// <exception cref="UsageException">The processor has no instructions for it.</exception>
    public void Require(LinearPrecision precision)
    {
        if (precision == LinearPrecision.BFloat16 && !MultipliesBFloat16)
        {
            throw new UsageException(
                "The precision bfloat16 needs a processor with avx512_bf16 or amx_bf16, and this one has neither, so that it would be slower than float32; use float32.");
        }
    }

    private static ProcessorFeatures Detect()
    {
        if (!X86Base.IsSupported)
            return new ProcessorFeatures { Architecture = RuntimeInformation.ProcessArchitecture };
        (int highest, int b, int c, int d) = X86Base.CpuId(0, 0);
        Span<byte> vendor = stackalloc byte[12];
        MemoryMarshal.Write(vendor, b);
        MemoryMarshal.Write(vendor[4..], d);
        MemoryMarshal.Write(vendor[8..], c);
        // The runtime's own checks include that the operating system saves the registers.
        bool avx512 = Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported;
        (int subleaves, _, int c7, int d7) = highest >= 7 ? X86Base.CpuId(7, 0) : default;
        int a71 = subleaves >= 1 ? X86Base.CpuId(7, 1).Eax : 0;
        return new ProcessorFeatures
        {
            Architecture = RuntimeInformation.ProcessArchitecture,
            Vendor = Encoding.ASCII.GetString(vendor),
            Avx2 = System.Runtime.Intrinsics.X86.Avx2.IsSupported && Fma.IsSupported,
            Avx512 = avx512,
            Vnni = (avx512 && Bit(c7, 11)) || (System.Runtime.Intrinsics.X86.Avx2.IsSupported && Bit(a71, 4)),
            Avx512BFloat16 = avx512 && Bit(a71, 5),
            AmxBFloat16 = avx512 && Bit(d7, 24) && Bit(d7, 22),
        };
    }

    private static bool Bit(int register, int bit) => ((register >> bit) & 1) != 0;
}
