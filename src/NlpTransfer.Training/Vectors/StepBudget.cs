namespace NlpTransfer.Training;

/// <summary>How many steps fit into a time.</summary>
/// <param name="Seconds">The time that is left for steps.</param>
/// <param name="StepSeconds">Time of a step, the teacher's part not counted.</param>
/// <param name="TeacherSeconds">Time that the teacher takes for a text.</param>
/// <param name="TextsPerStep">Texts of a step.</param>
/// <param name="TextsLeft">Texts that the teacher has not read yet; each costs its time once.</param>
internal readonly record struct StepBudget(double Seconds, double StepSeconds, double TeacherSeconds, double TextsPerStep, int TextsLeft)
{
    /// <summary>The steps; at least 1.</summary>
    internal int Steps
    {
        get
        {
            double first = Seconds / (StepSeconds + (TeacherSeconds * TextsPerStep));
            double steps = first * TextsPerStep <= TextsLeft ? first : (Seconds - (TeacherSeconds * TextsLeft)) / StepSeconds;
            return (int)Math.Clamp(steps, 1, int.MaxValue);
        }
    }
}
