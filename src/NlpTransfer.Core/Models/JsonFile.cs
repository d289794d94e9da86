using System.Text.Json;

namespace NlpTransfer;

/// <summary>Reads the small JSON files of a model folder.</summary>
internal static class JsonFile
{
    // Configs take kilobytes, the index of a sharded model some hundreds of them.
    private const long MaximumLength = 32 << 20;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = 64,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelFormatException">It is missing, too large or not JSON.</exception>
    public static JsonElement Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (file.Length > MaximumLength)
                throw new ModelFormatException($"{path}: the file has {file.Length} bytes, more than the {MaximumLength} that are read; it is not what its name says.");
            using JsonDocument document = JsonDocument.Parse(file, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            // A key that stands twice is the one fault without a line.
            throw new ModelFormatException(
                failure.LineNumber is { } line
                    ? $"{path}:{line + 1}: the file is not valid JSON; get it again or correct it there."
                    : $"{path}: the file is not usable JSON: {failure.Message.TrimEnd('.')}; get it again or correct it.",
                failure);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFormatException($"{path}: there is no such file; a model folder needs it.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path}: the file can't be read: {failure.Message}", failure);
        }
    }

    /// <summary>Reads a file as an object, or returns null where there is none of this name.</summary>
    /// <exception cref="ModelFormatException">It is there and can't be read.</exception>
    public static JsonSection? ReadOptional(string path) => File.Exists(path) ? new JsonSection(path, Read(path)) : null;
}
