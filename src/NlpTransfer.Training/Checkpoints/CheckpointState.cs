namespace NlpTransfer.Training;

/// <summary>What stands in a checkpoint beside its tensors.</summary>
/// <param name="Run">What the run was made from.</param>
/// <param name="Facts">What the run decided at its start and a resumed one takes over, such as the number of steps that a time is enough for.</param>
/// <param name="Stage">The stage's place in the run, from 0.</param>
/// <param name="Purpose">The stage's name, by which it draws.</param>
/// <param name="Seed">The seed, by which it draws.</param>
/// <param name="Loop">Where the loop stood.</param>
/// <param name="OptimizerSteps">Steps that the optimiser had taken.</param>
/// <param name="HasBest">Whether best weights are among the tensors.</param>
/// <param name="Ended">Whether the stage had ended; then the tensors are its weights alone.</param>
internal sealed record CheckpointState(
    RunFingerprint Run, IReadOnlyDictionary<string, string> Facts, int Stage, string Purpose, ulong Seed, LoopState Loop, int OptimizerSteps, bool HasBest, bool Ended);
