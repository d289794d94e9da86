using NlpTransfer.Training;

namespace NlpTransfer.Samples;

/// <summary>A saved classifier in another program.</summary>
internal static class Pipeline
{
    public static async Task RunAsync(CancellationToken cancellation)
    {
        #region README
        // Put it into a pipeline.
        using TrainedClassifier classifier = await TrainedClassifier.OpenAsync("yo-topics", cancellationToken: cancellation);
        foreach (TextClassification one in await classifier.ClassifyAsync(["Òjò ńlá rọ̀ ní alẹ́ àná.", "Ẹgbẹ́ wa gbá bọ́ọ̀lù dáadáa."], cancellation))
            Console.WriteLine($"{classifier.Labels[one.Best]} {Math.Exp(one.LogProbabilities[one.Best]):0.00}");
        #endregion
    }
}
