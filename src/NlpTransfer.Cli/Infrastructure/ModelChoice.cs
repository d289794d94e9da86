using System.CommandLine;
using NlpTransfer.Models.Mini;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Finds the model that <c>--model</c> names.</summary>
internal static class ModelChoice
{
    /// <summary>The name of the embedded model.</summary>
    internal const string Mini = "mini";

    /// <summary>The folder of a model: the one named, or the embedded one's. A folder of the user's that is called so is written <c>./mini</c>.</summary>
    internal static string Folder(string name) => name == Mini ? MiniModel.Path : name;

    /// <summary>What a model is called beside figures: its folder's name.</summary>
    internal static string Name(ModelFolder model) => Path.GetFileName(Path.TrimEndingDirectorySeparator(model.Path));

    /// <summary>Opens the model that an option names.</summary>
    internal static ModelFolder Open(Invocation run, Option<string> option) => ModelFolder.Open(Folder(run.Get(option)!));
}
