using System.Runtime.CompilerServices;

namespace NlpTransfer.Torch.Tests;

/// <summary>
/// Loads libtorch before any test: TorchSharp's types fail for good where one is touched earlier, and which test comes first depends on the folder that the tests are run from.
/// </summary>
internal static class LoadFirst
{
    [ModuleInitializer]
    internal static void Load() => LibTorch.EnsureAvailable();
}
