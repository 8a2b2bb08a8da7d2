using Misgen.Host.Commands;

return await CommandLineProgram.RunAsync(args, Console.Out, Console.Error);
