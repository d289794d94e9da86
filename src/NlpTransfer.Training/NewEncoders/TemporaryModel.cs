namespace NlpTransfer.Training;

/// <summary>A model folder that is gone when it has been read.</summary>
internal static class TemporaryModel
{
    /// <summary>Writes, uses and removes a folder.</summary>
    /// <param name="write">Writes it.</param>
    /// <param name="use">Uses it.</param>
    /// <exception cref="NlpTransferException">It can't be written.</exception>
    internal static T Use<T>(Func<string, ModelFolder> write, Func<ModelFolder, T> use)
    {
        string path = Directory.CreateTempSubdirectory("nlptransfer-").FullName;
        try
        {
            ModelFolder folder;
            try
            {
                folder = write(path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw FileFailure.Describe(path, failure);
            }

            return use(folder);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
