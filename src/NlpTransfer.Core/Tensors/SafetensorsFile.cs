using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;

namespace NlpTransfer;

/// <summary>
/// A safetensors file, memory mapped: opening reads and checks the header alone, and elements are read from the disk when they are touched.
/// Several threads may read at once. The file must not be cut while it is open; replacing it by renaming is harmless.
/// </summary>
public sealed class SafetensorsFile : ITensorSource
{
    private readonly Dictionary<string, (TensorInfo Info, long Offset)> _byName;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private unsafe byte* _start;

    private unsafe SafetensorsFile(string path, SafetensorsHeader header, MemoryMappedFile map)
    {
        Location = path;
        Metadata = header.Metadata;
        Tensors = [.. header.Tensors.Select(tensor => tensor.Info)];
        _byName = header.Tensors.ToDictionary(tensor => tensor.Info.Name, StringComparer.Ordinal);
        _map = map;
        _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>The path of the file.</summary>
    public string Location { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Free texts that the header carries under <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">
    /// The file can't be read, or its header claims what can't be: a length beyond the file or 100 MB, text that is not UTF-8 or not the expected JSON,
    /// unknown types, a name twice, shapes that overflow or don't match their bytes, overlapping, unaligned or unclaimed bytes.
    /// </exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream file = OpenStream(path);
        try
        {
            SafetensorsHeader header = SafetensorsHeader.Read(file, path);
            MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
                file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new SafetensorsFile(path, header, map);
        }
        catch (IOException failure)
        {
            file.Dispose();
            throw new ModelFormatException($"{path}: the file can't be read: {failure.Message}", failure);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool TryGet(string name, [NotNullWhen(true)] out TensorInfo? info)
    {
        bool found = _byName.TryGetValue(name, out (TensorInfo Info, long Offset) tensor);
        info = found ? tensor.Info : null;
        return found;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetBytes(string name)
    {
        TensorInfo info = this.Require(name);
        if (info.ByteLength > int.MaxValue)
            throw new ModelFormatException($"{Location}: tensor '{name}' takes {info.ByteLength} bytes, more than can be read at once.");
        return GetBytes(name, 0, (int)info.ByteLength);
    }

    /// <inheritdoc/>
    public unsafe ReadOnlySpan<byte> GetBytes(string name, long start, int length)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        this.Require(name);
        (TensorInfo info, long offset) = _byName[name];
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, info.ByteLength - length);
        return new ReadOnlySpan<byte>(_start + _view.PointerOffset + offset + start, length);
    }

    /// <summary>Unmaps the file; spans given out before must not be used any more.</summary>
    public unsafe void Dispose()
    {
        if (_start is null)
            return;
        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private static FileStream OpenStream(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFormatException($"{path}: there is no such file; check the path.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path}: the file can't be read: {failure.Message}", failure);
        }
    }
}
