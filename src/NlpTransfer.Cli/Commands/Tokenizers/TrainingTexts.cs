using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Tokenizers;

/// <summary>The texts of the inputs, read once: most to train on, some put aside to measure.</summary>
internal sealed class TrainingTexts
{
    /// <summary>Texts put aside at most, so that memory is bounded.</summary>
    private const int MostHeldOut = 20_000;

    private readonly Invocation _run;
    private readonly (string Argument, TextCorpus Corpus, SkippedRows Skipped)[] _corpora;
    private readonly int _holdOut;
    private readonly List<LanguageText> _heldOut = [];

    internal TrainingTexts(Invocation run, DataOptions data, string[] inputs, int holdOut)
    {
        _run = run;
        _holdOut = holdOut;
        _corpora = [.. inputs.Select(input => (input, data.OpenText(run, input), new SkippedRows()))];
    }

    /// <summary>The texts that were put aside, once all were read.</summary>
    internal IReadOnlyList<LanguageText> HeldOut => _heldOut;

    /// <summary>The files, named without the folders above them, with the languages that stand before them.</summary>
    internal IEnumerable<(string? Language, string File)> Files => _corpora.SelectMany(corpus => corpus.Corpus.Files.Select(file => (corpus.Corpus.Language, file)));

    /// <summary>The texts to train on.</summary>
    internal IEnumerable<LanguageText> Read()
    {
        foreach ((_, TextCorpus corpus, SkippedRows skipped) in _corpora)
        {
            int number = 0;
            foreach (CorpusRow row in corpus.ReadAsync(skipped, _run.Cancellation).ToBlockingEnumerable(_run.Cancellation))
            {
                var text = new LanguageText(row.Language, row.Text);
                if (_holdOut > 0 && ++number % _holdOut == 0 && _heldOut.Count < MostHeldOut)
                    _heldOut.Add(text);
                else
                    yield return text;
            }
        }
    }

    internal void TellSkipped()
    {
        foreach ((string argument, _, SkippedRows skipped) in _corpora)
            DataOptions.Tell(_run.Terminal, argument, skipped);
    }
}
