namespace NlpTransfer.Tests.Tensors;

public sealed class TensorSourceExtensionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SafetensorsFile _file;

    public TensorSourceExtensionsTests()
    {
        SafetensorsWriter.Write(_folder.At("x"),
        [
            NamedTensor.Create("single", new float[] { 1, -2.5f, 3, 4, 5, 6 }, 2, 3),
            NamedTensor.Create("double", new double[] { 0.1, 2 }),
            NamedTensor.Create("half", new float[] { 0.5f, 65504 }).As(TensorType.Float16),
            NamedTensor.Create("bfloat", new float[] { 0.5f, -128 }).As(TensorType.BFloat16),
            NamedTensor.Create("long", new long[] { long.MaxValue, -1 }),
            NamedTensor.Create("int", new int[] { int.MinValue, 7 }),
            NamedTensor.Create("byte", new byte[] { 255, 0 }),
            NamedTensor.FromBytes("sbyte", TensorType.Int8, new byte[] { 255, 1 }, 2),
            NamedTensor.Create("bool", new bool[] { true, false }),
        ]);
        _file = SafetensorsFile.Open(_folder.At("x"));
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void ReadSinglesAndDoubles_EveryFloatingType_Widens()
    {
        Assert.Equal(new float[] { 1, -2.5f, 3, 4, 5, 6 }, _file.ReadSingles("single"));
        Assert.Equal(new float[] { 0.1f, 2 }, _file.ReadSingles("double"));
        Assert.Equal(new double[] { 0.1, 2 }, _file.ReadDoubles("double"));
        Assert.Equal(new float[] { 0.5f, 65504 }, _file.ReadSingles("half"));
        Assert.Equal(new double[] { 0.5, -128 }, _file.ReadDoubles("bfloat"));
    }

    [Fact]
    public void ReadInt64s_EveryIntegerType_Widens()
    {
        Assert.Equal(new long[] { long.MaxValue, -1 }, _file.ReadInt64s("long"));
        Assert.Equal(new long[] { int.MinValue, 7 }, _file.ReadInt64s("int"));
        Assert.Equal(new long[] { 255, 0 }, _file.ReadInt64s("byte"));
        Assert.Equal(new long[] { -1, 1 }, _file.ReadInt64s("sbyte"));
        Assert.Equal(new long[] { 1, 0 }, _file.ReadInt64s("bool"));
    }

    [Fact]
    public void Read_OtherKindOrNoSuchTensor_IsRefused()
    {
        string path = _folder.At("x");
        Assert.Equal($"{path}: tensor 'long' holds I64 where floating-point numbers were expected.", Assert.Throws<ModelFormatException>(() => _file.ReadSingles("long")).Message);
        Assert.Equal($"{path}: tensor 'half' holds F16 where integers were expected.", Assert.Throws<ModelFormatException>(() => _file.ReadInt64s("half")).Message);
        Assert.Equal($"{path}: there is no tensor 'nope'; check that the file belongs to this model.", Assert.Throws<ModelFormatException>(() => _file.ReadSingles("nope")).Message);
    }

    [Fact]
    public void Require_Shape_TakesMinusOneForAnyLength()
    {
        Assert.Equal("single F32 [2, 3]", _file.Require("single", [2, -1]).ToString());
        Assert.Equal(
            $"{_folder.At("x")}: tensor 'single' has shape [2, 3] where [3, 2] was expected; the file does not fit its description.",
            Assert.Throws<ModelFormatException>(() => _file.Require("single", [3, 2])).Message);
    }

    [Fact]
    public void GetBytes_PartsAndBounds_AreKept()
    {
        Assert.Equal(BitConverter.GetBytes(-2.5f), _file.GetBytes("single", 4, 4).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => _file.GetBytes("single", 21, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => _file.GetBytes("single", -1, 4));
        _file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _file.GetBytes("single").Length);
    }

    [Fact]
    public void Write_TwoOfOneName_IsRefused() => Assert.Throws<ArgumentException>(() =>
        SafetensorsWriter.Write(Stream.Null, [NamedTensor.Create("a", new float[1]), NamedTensor.Create("a", new float[1])]));

    [Fact]
    public void Write_TensorThatWritesTooLittle_IsRefusedAndLeavesNothing()
    {
        var tensor = NamedTensor.FromWriter("a", TensorType.Float32, [2], stream => stream.WriteByte(1));
        var refusal = Assert.Throws<NlpTransferException>(() => SafetensorsWriter.Write(_folder.At("y"), [tensor]));
        Assert.Equal("Tensor 'a F32 [2]' takes 8 bytes and 1 were written; nothing was saved.", refusal.Message);
        Assert.False(File.Exists(_folder.At("y")));
    }
}
