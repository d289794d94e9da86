namespace NlpTransfer.Models.Mini;

/// <summary>The embedded model: where it lies.</summary>
public static class MiniModel
{
    /// <summary>The folder of the model, beside the program: <c>models/mini</c>. Open it with ModelFolder.Open.</summary>
    /// <exception cref="ModelFormatException">The folder was not copied there.</exception>
    public static string Path => Find(AppContext.BaseDirectory);

    internal static string Find(string baseFolder)
    {
        string folder = System.IO.Path.Combine(baseFolder, "models", "mini");
        return File.Exists(System.IO.Path.Combine(folder, "model.safetensors")) ? folder : throw new ModelFormatException(
            $"{folder}: the embedded model is not there; refer to the package NlpTransfer.Models.Mini from the program itself, so that the build copies it, or name another model.");
    }
}
