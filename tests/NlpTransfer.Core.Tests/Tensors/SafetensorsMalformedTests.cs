using System.Buffers.Binary;
using System.Text;

namespace NlpTransfer.Tests.Tensors;

public sealed class SafetensorsMalformedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File1 => _folder.At("x.safetensors");

    public void Dispose() => _folder.Dispose();

    // Header, bytes of data, and what is said of it.
    public static TheoryData<string, int, string> Headers => new()
    {
        { """[]""", 0, "the header is not a JSON object" },
        { """{"a":1}""", 0, "a is a Number where a StartObject was expected" },
        { """{"a":{"dtype":"F32","shape":[1]}}""", 4, "tensor 'a' lacks data_offsets" },
        { """{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' lacks dtype" },
        { """{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "tensor 'a' lacks shape" },
        { """{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "tensor 'a' has the type 'F8_E4M3'; supported are F64, F32, F16, BF16, I64, I32, I8, U8, BOOL" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}""", 4, "tensor 'a' has the key 'extra'; known are dtype, shape and data_offsets" },
        { """{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has the key 'dtype' twice" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "the name 'a' stands twice in the header" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'b' begins at byte 0 of the data and overlaps tensor 'a', which ends at 4" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "bytes 4 to 8 of the data, between tensor 'a' and tensor 'b', belong to no tensor" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 6, "bytes 4 to 6 of the data, after tensor 'a', belong to no tensor" },
        { """{}""", 1, "bytes 0 to 1 of the data, after the header, belong to no tensor" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "tensor 'a' ends at byte 4 of the data, which has 3; the file is cut off" },
        { """{"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "tensor 'b' of type F32 begins at byte 2 of the data, which is not a multiple of 4" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'a' of type F32 and shape [2] takes 8 bytes and its data_offsets span 4" },
        { """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", 4, "tensor 'a' has shape [4611686018427387904, 4], which is negative or overflows" },
        { """{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4]}}""", 4, "tensor 'a' has shape [4611686018427387904], which is negative or overflows" },
        { """{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", 4, "a.shape holds something other than integers of up to 63 bits" },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "a.shape holds something other than integers of up to 63 bits" },
        { """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has shape [-1], which is negative or overflows" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "tensor 'a' has data_offsets [4, 0], which is no range" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "tensor 'a' has data_offsets [-4, 0], which is no range" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "tensor 'a' has 3 data_offsets where begin and end were expected" },
        { """{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", 4, "a.shape holds something other than integers of up to 63 bits" },
        { """{"__metadata__":{"a":1}}""", 0, "__metadata__.a is a Number where a String was expected" },
        { """{"__metadata__":{"a":"1","a":"2"}}""", 0, "__metadata__ has the key 'a' twice" },
        { """{"__metadata__":{},"__metadata__":{}}""", 0, "the name '__metadata__' stands twice in the header" },
        { """{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "a name in the header is not valid Unicode" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Open_HeaderThatLies_IsRefusedWithTheReason(string header, int data, string reason)
    {
        Write(Encoding.UTF8.GetBytes(header), data);
        Assert.Equal($"{File1}: {reason}; get the file again or write it anew.", Refusal().Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Open_ShorterThanItsLength_IsRefused(int bytes)
    {
        File.WriteAllBytes(File1, new byte[bytes]);
        Assert.Equal($"{File1}: the file has {bytes} bytes where a safetensors file begins with 8 bytes of header length; get the file again or write it anew.", Refusal().Message);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void Open_HeaderLongerThanTheFile_IsRefusedBeforeItIsAllocated(long claimed)
    {
        byte[] file = new byte[10];
        BinaryPrimitives.WriteInt64LittleEndian(file, claimed);
        File.WriteAllBytes(File1, file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refusal().Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal($"{File1}: the header claims {(ulong)claimed} bytes and the file has 2 after its first 8; it is cut off or not a safetensors file; get the file again or write it anew.", message);
    }

    [Fact]
    public void Open_HeaderOver100Megabytes_IsRefusedBeforeItIsAllocated()
    {
        using (FileStream file = File.Create(File1))
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, 100_000_001);
            file.Write(length);
            // Sparse: takes no room on the disk.
            file.SetLength(200_000_000);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refusal().Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal($"{File1}: the header claims 100000001 bytes, more than the 100000000 that are read; get the file again or write it anew.", message);
    }

    [Fact]
    public void Open_HeaderNotUtf8_IsRefused()
    {
        Write([(byte)'{', (byte)'"', 0xFF, (byte)'"'], 0);
        Assert.Equal($"{File1}: the header is not UTF-8; get the file again or write it anew.", Refusal().Message);
    }

    [Fact]
    public void Open_DeepJson_IsRefused()
    {
        Write(Encoding.ASCII.GetBytes($"{{\"a\":{new string('[', 100_000)}"), 0);
        Assert.StartsWith($"{File1}: a is a StartArray where a StartObject was expected", Refusal().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ManyDimensions_AreRefused()
    {
        Write(Encoding.ASCII.GetBytes($"{{\"a\":{{\"dtype\":\"U8\",\"shape\":[{string.Join(",", Enumerable.Repeat("1", 65))}],\"data_offsets\":[0,1]}}}}"), 1);
        Assert.Equal($"{File1}: a.shape has more than 64 numbers; get the file again or write it anew.", Refusal().Message);
    }

    [Fact]
    public void Open_TextAfterTheObject_IsRefused()
    {
        Write("{} x"u8, 0);
        Assert.StartsWith($"{File1}: the header is not JSON of the expected form: ", Refusal().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Missing_SaysSo() => Assert.Equal($"{File1}: there is no such file; check the path.", Refusal().Message);

    [Fact]
    public void Open_EmptyTensorsAndSpacesBehind_AreFine()
    {
        Write("""{"b":{"dtype":"F32","shape":[0,5],"data_offsets":[0,0]},"a":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}   """u8, 8);
        using SafetensorsFile file = SafetensorsFile.Open(File1);
        Assert.Equal(["b", "a"], file.Tensors.Select(info => info.Name));
        Assert.Empty(file.ReadSingles("b"));
        Assert.Equal(0.0, Assert.Single(file.ReadDoubles("a")));
    }

    private ModelFormatException Refusal() => Assert.Throws<ModelFormatException>(() => SafetensorsFile.Open(File1));

    private void Write(ReadOnlySpan<byte> header, int data)
    {
        byte[] file = new byte[8 + header.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file.AsSpan(8));
        File.WriteAllBytes(File1, file);
    }
}
