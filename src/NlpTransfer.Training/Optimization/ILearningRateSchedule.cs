namespace NlpTransfer.Training;

/// <summary>How the learning rate goes over a run: a pure function of the step, so that a run that is resumed goes on as it would have.</summary>
internal interface ILearningRateSchedule
{
    /// <summary>Steps of the run.</summary>
    int TotalSteps { get; }

    /// <summary>What the peak rate is multiplied by, from 0 to 1.</summary>
    /// <param name="step">The step, from 0.</param>
    double At(int step);
}
