using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace NlpTransfer.Corpora;

/// <summary>An open Parquet file. Whatever the library throws on a damaged file becomes one sentence with the file's name.</summary>
internal sealed class ParquetTable : IAsyncDisposable
{
    private const long MaximumRows = 1 << 24;
    private const long MaximumBytes = 2L << 30;
    private const long MaximumFooter = 64 << 20;

    private readonly ParquetReader _reader;
    private readonly string _fileName;
    private readonly DataField[] _fields;

    private ParquetTable(ParquetReader reader, DataField[] fields, string fileName)
    {
        _reader = reader;
        _fileName = fileName;
        _fields = fields;
        Columns = [.. _fields.Select(f => f.Name)];
    }

    public IReadOnlyList<string> Columns { get; }

    public int GroupCount => _reader.RowGroupCount;

    public static async Task<ParquetTable> OpenAsync(Stream file, string fileName, CancellationToken cancellation)
    {
        CheckFooter(file, fileName);
        ParquetReader reader = await Guarded(fileName, () => ParquetReader.CreateAsync(file, leaveStreamOpen: true, cancellationToken: cancellation)).ConfigureAwait(false);
        try
        {
            // The library decodes the schema when it is first asked for.
            DataField[] fields = await Guarded(fileName, () => Task.FromResult(reader.Schema.DataFields)).ConfigureAwait(false);
            return new ParquetTable(reader, fields, fileName);
        }
        catch (BadDataException)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The columns that are used, as text; the others as empty arrays.</summary>
    public async Task<string?[][]> ReadGroupAsync(int index, ColumnMap map, CancellationToken cancellation)
    {
        bool[] used = new bool[_fields.Length];
        foreach (int column in Enum.GetValues<ColumnRole>().Select(r => map[r]).Where(c => c >= 0).Concat(map.Others))
            used[column] = true;
        return await Guarded(_fileName, async () =>
        {
            using ParquetRowGroupReader group = _reader.OpenRowGroupReader(index);
            CheckSize(group, used);
            string?[][] columns = new string?[_fields.Length][];
            for (int c = 0; c < _fields.Length; c++)
                columns[c] = used[c] ? await ReadAsync(group, _fields[c], cancellation).ConfigureAwait(false) : [];
            return columns;
        }).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    // What the footer claims is checked before the library allocates for it.
    private static void CheckFooter(Stream file, string fileName)
    {
        byte[] tail = new byte[8];
        bool sound = file.Length >= 12;
        if (sound)
        {
            file.Position = file.Length - 8;
            file.ReadExactly(tail);
            long length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(tail);
            sound = tail.AsSpan(4).SequenceEqual("PAR1"u8) && length <= Math.Min(file.Length - 12, MaximumFooter);
            if (sound)
            {
                byte[] footer = new byte[length];
                file.Position = file.Length - 8 - length;
                file.ReadExactly(footer);
                sound = ThriftFooter.IsWhole(footer);
            }

            file.Position = 0;
        }

        if (!sound)
            throw Damaged(fileName, null);
    }

    private void CheckSize(ParquetRowGroupReader group, bool[] used)
    {
        long bytes = _fields.Where((_, i) => used[i]).Sum(f => Math.Max(0, group.GetMetadata(f)?.MetaData?.TotalUncompressedSize ?? 0));
        if (group.RowCount is < 0 or > MaximumRows || bytes > MaximumBytes)
        {
            throw new BadDataException(string.Create(CultureInfo.InvariantCulture,
                $"{_fileName}: a row group claims {group.RowCount:N0} rows and {bytes:N0} bytes, more than the {MaximumRows:N0} rows and {MaximumBytes:N0} bytes that are accepted; write the file with smaller row groups."));
        }
    }

    private async Task<string?[]> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        int count = checked((int)group.RowCount);
        if (field.MaxRepetitionLevel > 0)
            throw Unusable(field);
        if (field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string))
        {
            string?[] texts = new string?[count];
            await group.ReadAsync(field, texts.AsMemory()!, cancellationToken: cancellation).ConfigureAwait(false);
            return texts;
        }

        if (field.ClrType == typeof(int))
            return await ReadAsync<int>(group, field, count, cancellation).ConfigureAwait(false);
        if (field.ClrType == typeof(long))
            return await ReadAsync<long>(group, field, count, cancellation).ConfigureAwait(false);
        if (field.ClrType == typeof(short))
            return await ReadAsync<short>(group, field, count, cancellation).ConfigureAwait(false);
        if (field.ClrType == typeof(bool))
            return await ReadAsync<bool>(group, field, count, cancellation).ConfigureAwait(false);
        throw Unusable(field);
    }

    private static async Task<string?[]> ReadAsync<T>(ParquetRowGroupReader group, DataField field, int count, CancellationToken cancellation)
        where T : struct, IConvertible
    {
        if (!field.IsNullable)
        {
            T[] whole = new T[count];
            await group.ReadAsync<T>(field, whole.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
            return [.. whole.Select(v => v.ToString(CultureInfo.InvariantCulture))];
        }

        T?[] values = new T?[count];
        await group.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
        return [.. values.Select(v => v?.ToString(CultureInfo.InvariantCulture))];
    }

    private BadDataException Unusable(DataField field) =>
        new($"{_fileName}: the column '{field.Name}' is of a type that can't be used ({(field.MaxRepetitionLevel > 0 ? "a list" : field.ClrType.Name)}); expected strings, integers or booleans.");

    private static async Task<T> Guarded<T>(string fileName, Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or NlpTransferException))
        {
            // The library throws whatever comes to hand on damaged files: index and cast errors, end of stream, its own kinds.
            throw Damaged(fileName, e);
        }
    }

    private static BadDataException Damaged(string fileName, Exception? cause) =>
        new($"{fileName}: the file is not valid Parquet, or is cut short; get or write it again.", cause);
}
