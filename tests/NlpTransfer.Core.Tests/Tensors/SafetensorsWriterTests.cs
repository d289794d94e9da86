using CsCheck;

namespace NlpTransfer.Tests.Tensors;

public sealed class SafetensorsWriterTests
{
    private static readonly Gen<NamedTensor> AnyTensor =
        from name in Gen.String[Gen.Char["abcdeé.ḿ\"\\"], 1, 12]
        from type in Gen.Enum<TensorType>()
        from shape in Gen.Long[0, 4].Array[0, 4]
        from bytes in Gen.Byte.Array[shape.Aggregate(1, (product, length) => product * (int)length) * type.ElementSize()]
        select NamedTensor.FromBytes(name, type, bytes, shape);

    [Fact]
    public void Write_AnyTensors_ReadBackEqualAndRewrittenIdentically()
    {
        using var folder = new TemporaryFolder();
        Gen.Select(AnyTensor.List[0, 12], Gen.Dictionary(Gen.String.AlphaNumeric, Gen.String.AlphaNumeric)[0, 3]).Sample((all, metadata) =>
        {
            List<NamedTensor> tensors = [.. all.DistinctBy(tensor => tensor.Name)];
            string first = folder.At("first.safetensors"), second = folder.At("second.safetensors");
            SafetensorsWriter.Write(first, tensors, metadata, overwrite: true);
            using SafetensorsFile file = SafetensorsFile.Open(first);
            Assert.Equal(tensors.Count, file.Tensors.Count);
            Assert.Equal(metadata.OrderBy(m => m.Key, StringComparer.Ordinal), file.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal));
            foreach (NamedTensor tensor in tensors)
            {
                Assert.True(file.TryGet(tensor.Name, out TensorInfo? info));
                Assert.Equal(tensor.Info, info);
                using var bytes = new MemoryStream();
                tensor.WriteTo(bytes);
                Assert.Equal(bytes.ToArray(), file.GetBytes(tensor.Name).ToArray());
            }

            IEnumerable<NamedTensor> reversed = file.Tensors.Select(info => NamedTensor.FromSource(file, info.Name)).Reverse();
            SafetensorsWriter.Write(second, [.. reversed], file.Metadata, overwrite: true);
            Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        }, threads: 1, iter: 60);
    }
}
