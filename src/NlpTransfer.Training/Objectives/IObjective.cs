namespace NlpTransfer.Training;

/// <summary>What a training run makes small: a pure function of a batch and a model. The loop knows none of them.</summary>
/// <typeparam name="TBatch">What the objective reads.</typeparam>
/// <typeparam name="TModel">The model it needs.</typeparam>
internal interface IObjective<TBatch, TModel>
{
    /// <summary>The name in logs.</summary>
    string Name { get; }

    /// <summary>Is told of the parts of a batch before they are computed one by one, where what they give is held against each other.</summary>
    /// <param name="parts">Several parts.</param>
    /// <param name="model">The model.</param>
    void Prepare(IReadOnlyList<TBatch> parts, TModel model)
    {
    }

    /// <summary>The loss of a batch, as a sum with its count; same arguments, same bytes.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="model">The model.</param>
    /// <param name="seed">Keys whatever is drawn.</param>
    /// <param name="step">The place in the run.</param>
    LossSum Compute(TBatch batch, TModel model, ulong seed, ulong step);
}
