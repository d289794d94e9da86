namespace NlpTransfer.LinearModels;

/// <summary>The two products that a logistic regression needs of its features, dense or sparse.</summary>
internal interface IFeatureRows
{
    int Rows { get; }

    int Columns { get; }

    /// <summary>Adds to <paramref name="scores"/> <c>[rows, classes]</c> the product of the rows and <paramref name="weights"/> <c>[columns, classes]</c>.</summary>
    void AddScores(ReadOnlySpan<double> weights, int classes, Span<double> scores);

    /// <summary>Adds to <paramref name="goal"/> <c>[columns, classes]</c> the transposed rows times <paramref name="errors"/> <c>[rows, classes]</c>.</summary>
    void AddTransposed(ReadOnlySpan<double> errors, int classes, Span<double> goal);
}
