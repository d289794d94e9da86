using NlpTransfer.Cli.Infrastructure;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
