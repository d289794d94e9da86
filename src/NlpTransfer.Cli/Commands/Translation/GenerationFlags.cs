using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>The options of generation, over what the model's own generation_config.json says.</summary>
/// <param name="seed">The option that seeds the draw of tokens.</param>
internal sealed class GenerationFlags(string seed = "--seed")
{
    private static readonly SortedDictionary<string, BeamStopping> s_stopping = new(StringComparer.Ordinal)
    {
        ["false"] = BeamStopping.Heuristic,
        ["never"] = BeamStopping.Never,
        ["true"] = BeamStopping.WhenFull,
    };

    private readonly Option<int?> _beams = Numbers.Optional("--beams", "Sequences that are followed side by side; 1 is greedy (default: the model's own).", 1, 64);
    private readonly Option<int?> _most = Numbers.Optional("--max-new-tokens", "Tokens that are generated at most, the end included (default: the model's own).", 1, 100_000);
    private readonly Option<int?> _least = Numbers.Optional("--min-new-tokens", "Tokens that come before the end at least (default: the model's own).", 0, 100_000);
    private readonly Option<double?> _penalty = Numbers.Optional("--length-penalty", "A sequence scores its log-probability divided by its length to this power (default: the model's own).", -10.0, 10.0);
    private readonly Option<BeamStopping?> _stop = new("--early-stopping")
    {
        Description = "When beam search ends, as transformers has it: false, true or never (default: the model's own).",
        HelpName = string.Join('|', s_stopping.Keys),
        CustomParser = result =>
        {
            if (s_stopping.TryGetValue(result.Tokens[0].Value, out BeamStopping stopping))
                return stopping;
            result.AddError($"--early-stopping must be {string.Join(", ", s_stopping.Keys)}, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    private readonly Option<int?> _repeat = Numbers.Optional("--no-repeat-ngram", "No sequence of so many tokens comes twice; 0 lets any (default: the model's own).", 0, 100);
    private readonly Option<bool> _sample = new("--sample") { Description = "Draw tokens by their probability instead of taking the most probable ones." };
    private readonly Option<double?> _temperature = Numbers.Optional("--temperature", "With --sample: below 1 the draw is sharper, above it wilder (default 1).", 0.01, 100.0);
    private readonly Option<int?> _topTokens = Numbers.Optional("--top-tokens", "With --sample: draw from so many of the most probable tokens; 0 from all (default 0).", 0, 1_000_000);
    private readonly Option<double?> _topProbability = Numbers.Optional("--top-probability", "With --sample: draw from the most probable tokens that reach this probability together (default 1).", 0.001, 1.0);
    private readonly Option<ulong> _seed = CommonOptions.Seed(seed);

    private Option[] All => [_beams, _most, _least, _penalty, _stop, _repeat, _sample, _temperature, _topTokens, _topProbability, _seed];

    internal void AddTo(Command command)
    {
        foreach (Option option in All)
            command.Add(option);
    }

    /// <summary>The model's own options, changed by what the user wrote.</summary>
    /// <exception cref="UsageException">An option has no effect, or options don't fit together.</exception>
    internal GenerationOptions Read(Invocation run, GenerationOptions own)
    {
        bool samples = run.Get(_sample) || (own.Sampling is not null && run.Get(_beams) is null or 1);
        if (!samples && new Option[] { _temperature, _topTokens, _topProbability, _seed }.FirstOrDefault(run.IsGiven) is { } idle)
            throw new UsageException($"{idle.Name} is about drawing tokens; leave it out, or give --sample.");
        int beams = run.Get(_beams) ?? (samples ? 1 : own.Beams);
        if (beams == 1 && !samples && run.IsGiven(_stop))
            throw new UsageException("--early-stopping is about beam search; leave it out, or give --beams.");
        int most = run.Get(_most) ?? own.MaxNewTokens;
        SamplingOptions drawn = own.Sampling ?? new SamplingOptions();
        GenerationOptions options = own with
        {
            Beams = beams,
            MaxNewTokens = most,
            MinNewTokens = run.Get(_least) ?? Math.Min(own.MinNewTokens, most - 1),
            LengthPenalty = run.Get(_penalty) ?? own.LengthPenalty,
            EarlyStopping = run.Get(_stop) ?? own.EarlyStopping,
            NoRepeatNgram = run.Get(_repeat) ?? own.NoRepeatNgram,
            Sampling = !samples ? null : drawn with
            {
                Temperature = run.Get(_temperature) ?? drawn.Temperature,
                TopTokens = run.Get(_topTokens) ?? drawn.TopTokens,
                TopProbability = run.Get(_topProbability) ?? drawn.TopProbability,
                Seed = run.Get(_seed),
            },
        };
        options.Check();
        return options;
    }
}
