using System.Globalization;
using NlpTransfer.Tokenization;
using Parquet;
using Parquet.Schema;

namespace NlpTransfer.Remapping;

/// <summary>Plans as Parquet: one row a (new token, old token), readable by whatever reads Parquet.</summary>
internal static class RemapPlanFile
{
    private const string OldSizeKey = "old_vocabulary_size";
    private const int RowsInGroup = 1 << 18;
    private const long MaximumRows = 1 << 28;

    private static readonly DataField NewId = new DataField<int>("new_id");
    private static readonly DataField NewPiece = new DataField<string>("new_piece", nullable: false);
    private static readonly DataField OldId = new DataField<int>("old_id");
    private static readonly DataField OldPiece = new DataField<string>("old_piece", nullable: false);
    private static readonly DataField Weight = new DataField<float>("weight");
    private static readonly DataField Method = new DataField<string>("method", nullable: false);

    private static readonly DataField[] Fields = [NewId, NewPiece, OldId, OldPiece, Weight, Method];

    public static async Task WriteAsync(RemapPlan plan, string path, bool overwrite, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(Fields), bytes, options, cancellationToken: cancellation).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            writer.CustomMetadata = new Dictionary<string, string> { [OldSizeKey] = plan.OldVocabularySize.ToString(CultureInfo.InvariantCulture) };
            for (int start = 0; start < plan.Rows.Count; start += RowsInGroup)
                await WriteGroupAsync(writer, plan, start, Math.Min(RowsInGroup, plan.Rows.Count - start), cancellation).ConfigureAwait(false);
        }

        AtomicFile.Write(path, stream => bytes.WriteTo(stream), overwrite);
    }

    public static async Task<RemapPlan> ReadAsync(string path, TextTokenizer tokenizer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        (int oldSize, List<RemapRow> rows, Dictionary<int, string> newPieces, Dictionary<int, string> oldPieces) =
            await ReadRowsAsync(path, cancellation).ConfigureAwait(false);
        foreach ((int id, string piece) in newPieces.OrderBy(entry => entry.Key))
        {
            if (id >= 0 && id < tokenizer.VocabularySize && tokenizer.IdToToken(id) is var token && token != piece)
                throw new BadDataException($"{path}: new id {id} is '{piece}' in the plan and '{token}' in the tokenizer; plan and tokenizer do not belong together.");
        }

        return RemapPlan.FromRows(tokenizer, oldSize, rows, row => oldPieces[row.OldToken], fault => new BadDataException($"{path}: {fault}; make the plan again."));
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, RemapPlan plan, int start, int count, CancellationToken cancellation)
    {
        RemapRow[] rows = [.. Enumerable.Range(start, count).Select(row => plan.Rows[row])];
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<int>(NewId, rows.Select(row => row.NewToken).ToArray(), cancellationToken: cancellation).ConfigureAwait(false);
        await group.WriteAsync(NewPiece, rows.Select(row => plan.Tokenizer.IdToToken(row.NewToken) ?? "").ToArray()).ConfigureAwait(false);
        await group.WriteAsync<int>(OldId, rows.Select(row => row.OldToken).ToArray(), cancellationToken: cancellation).ConfigureAwait(false);
        await group.WriteAsync(OldPiece, Enumerable.Range(start, count).Select(plan.OldPiece).ToArray()).ConfigureAwait(false);
        await group.WriteAsync<float>(Weight, rows.Select(row => row.Weight).ToArray(), cancellationToken: cancellation).ConfigureAwait(false);
        await group.WriteAsync(Method, rows.Select(row => row.Method).ToArray()).ConfigureAwait(false);
        group.CompleteValidate();
    }

    private static async Task<(int OldSize, List<RemapRow> Rows, Dictionary<int, string> NewPieces, Dictionary<int, string> OldPieces)> ReadRowsAsync(
        string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new BadDataException($"{path}: there is no such file; a plan is a Parquet file that remap or trim wrote.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                return await ReadRowsAsync(path, reader, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or NlpTransferException))
        {
            // The library throws whatever comes to hand on damaged files.
            throw new BadDataException($"{path}: the file is not valid Parquet, or is cut short; make the plan again.", failure);
        }
    }

    private static async Task<(int OldSize, List<RemapRow> Rows, Dictionary<int, string> NewPieces, Dictionary<int, string> OldPieces)> ReadRowsAsync(
        string path, ParquetReader reader, CancellationToken cancellation)
    {
        if (!reader.CustomMetadata.TryGetValue(OldSizeKey, out string? size) || !int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int oldSize))
            throw new BadDataException($"{path}: the metadata '{OldSizeKey}' is missing, so this is no plan that remap or trim wrote.");
        if (Fields.FirstOrDefault(field => !reader.Schema.DataFields.Any(found => found.Name == field.Name && found.ClrType == field.ClrType)) is { } missing)
            throw new BadDataException($"{path}: there is no column '{missing.Name}' of {missing.ClrType.Name}; a plan has {string.Join(", ", Fields.Select(field => field.Name))}.");
        DataField[] columns = [.. Fields.Select(field => reader.Schema.DataFields.First(found => found.Name == field.Name))];
        var rows = new List<RemapRow>();
        var newPieces = new Dictionary<int, string>();
        var oldPieces = new Dictionary<int, string>();
        var methods = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int index = 0; index < reader.RowGroupCount; index++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(index);
            if (group.RowCount < 0 || rows.Count + group.RowCount > MaximumRows)
                throw new BadDataException($"{path}: the plan claims more than the {MaximumRows} rows that are read; it is damaged.");
            int count = (int)group.RowCount;
            (int[] newIds, int[] oldIds, float[] weights) = (new int[count], new int[count], new float[count]);
            (string?[] newTexts, string?[] oldTexts, string?[] names) = (new string?[count], new string?[count], new string?[count]);
            await group.ReadAsync<int>(columns[0], newIds.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
            await group.ReadAsync(columns[1], newTexts.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
            await group.ReadAsync<int>(columns[2], oldIds.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
            await group.ReadAsync(columns[3], oldTexts.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
            await group.ReadAsync<float>(columns[4], weights.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
            await group.ReadAsync(columns[5], names.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
            for (int row = 0; row < count; row++)
            {
                Note(path, newPieces, newIds[row], newTexts[row] ?? "", "new");
                Note(path, oldPieces, oldIds[row], oldTexts[row] ?? "", "old");
                string name = names[row] ?? "";
                if (!methods.TryGetValue(name, out string? method))
                    methods.Add(name, method = name);
                rows.Add(new RemapRow(newIds[row], oldIds[row], weights[row], method));
            }
        }

        return (oldSize, rows, newPieces, oldPieces);
    }

    private static void Note(string path, Dictionary<int, string> pieces, int id, string piece, string which)
    {
        if (!pieces.TryAdd(id, piece) && pieces[id] != piece)
            throw new BadDataException($"{path}: {which} id {id} is '{pieces[id]}' in one row and '{piece}' in another; make the plan again.");
    }
}
