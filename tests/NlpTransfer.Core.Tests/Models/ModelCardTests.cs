namespace NlpTransfer.Tests.Models;

public sealed class ModelCardTests
{
    [Fact]
    public void ToMarkdown_Everything_IsWrittenAsIs()
    {
        var card = new ModelCard
        {
            Title = "Yoruba topics",
            Summary = "Sorts short Yoruba texts.\r\nPython sees the encoder alone.\n",
            Languages = [LanguageTag.Parse("yor"), LanguageTag.Parse("no"), LanguageTag.Parse("yo")],
            Licence = "mit",
            BaseModel = "intfloat/multilingual-e5-small",
            PipelineTag = "text-classification",
            Tags = ["topics", "nlptransfer", "1.0"],
            Evaluation =
            [
                new CardScore("SIB-200 | yor", "this model", "accuracy", 0.7549, 0.6916, 0.8087, 204),
                new CardScore("SIB-200 | yor", "letters", "accuracy", 0.672, 0.605, 0.733, 204),
            ],
            Sections = [new CardSection("Made by", "`finetune classify`"), new CardSection("Licences", "MIT.\n")],
        };
        Assert.Equal(
            """
            ---
            language:
            - yo
            - "no"
            license: mit
            base_model: intfloat/multilingual-e5-small
            pipeline_tag: text-classification
            tags:
            - nlptransfer
            - topics
            - "1.0"
            ---

            # Yoruba topics

            Sorts short Yoruba texts.
            Python sees the encoder alone.

            ## Evaluation

            | data | system | score | value | 95 % interval | examples |
            |---|---|---|---|---|---|
            | SIB-200 \| yor | this model | accuracy | 0.755 | 0.692 to 0.809 | 204 |
            | SIB-200 \| yor | letters | accuracy | 0.672 | 0.605 to 0.733 | 204 |

            ## Made by

            `finetune classify`

            ## Licences

            MIT.

            """,
            card.ToMarkdown());
    }

    [Fact]
    public void ToMarkdown_Nothing_SaysThatNothingWasEvaluated() => Assert.Equal(
        "---\ntags:\n- nlptransfer\n---\n\n# T\n\nS\n\n## Evaluation\n\nNothing was evaluated when this folder was written.\n",
        new ModelCard { Title = "T", Summary = "S" }.ToMarkdown());

    [Fact]
    public void ToMarkdown_EvaluationText_StandsInItsPlace()
    {
        var card = new ModelCard { Title = "T", Summary = "S", EvaluationText = "Measured otherwise.\n" };
        Assert.EndsWith("## Evaluation\n\nMeasured otherwise.\n", card.ToMarkdown(), StringComparison.Ordinal);
        string both = (card with { Evaluation = [new CardScore("test", "T", "accuracy", 0.5, 0.4, 0.6, 100)] }).ToMarkdown();
        Assert.EndsWith("| 100 |\n\nMeasured otherwise.\n", both, StringComparison.Ordinal);
    }
}
