using System.Diagnostics;
using System.Globalization;
using Misgen.Learning.Diffusion;
using Misgen.Learning.Models;
using Misgen.Plugins;
using static TorchSharp.torch;

// Training steps per second of Misgen and of the PyTorch reference (bench/reference), one thread each, in turns within one run, so
// that a busy machine slows both. Prints a line per round and the median ratio.
//
//   dotnet run -c Release --project bench/TrainingSpeed [-- TASK ROUNDS PYTHON]
const int WarmUp = 50, Steps = 150;
var task = args.ElementAtOrDefault(0) ?? "sine";
var rounds = int.Parse(args.ElementAtOrDefault(1) ?? "5", CultureInfo.InvariantCulture);
var python = args.ElementAtOrDefault(2) ?? "/usr/bin/python3";
var (length, channels) = task switch { "sine" => (64, 1), "cone" => (32, 2), "logistic" => (16, 1), _ => throw new ArgumentException($"unknown task '{task}': sine, cone or logistic") };

var ratios = new List<double>();
for (var round = 0; round < rounds; round++)
{
    var reference = Reference();
    var ours = Ours();
    ratios.Add(ours / reference);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{task}: misgen {ours:0.0} steps/s, PyTorch {reference:0.0} steps/s, ratio {ours / reference:0.00}"));
}

ratios.Sort();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios[ratios.Count / 2]:0.00}"));

double Ours()
{
    var shape = new DenoiserShape(length, channels, 0, 24);
    var random = new RandomStream(0, "bench/data");
    var set = new TrainingSet([.. Enumerable.Range(0, 20_000 * length * channels).Select(_ => (float)random.NextNormal())], null, 20_000);
    var clock = new Stopwatch();
    DiffusionTraining.Run(
        new UNet(shape), shape, set, new TrainingOptions(WarmUp + Steps, 64, 2e-3), 0, CPU,
        share =>
        {
            if (Math.Abs((share * (WarmUp + Steps)) - WarmUp) < 0.5)
                clock.Start();
        },
        CancellationToken.None);
    return Steps / clock.Elapsed.TotalSeconds;
}

double Reference()
{
    var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, UseShellExecute = false };
    foreach (var argument in (string[])[Path.Combine(Checkout(), "bench", "reference", "train_unet.py"), "--task", task, "--time-steps", Steps.ToString(CultureInfo.InvariantCulture)])
        start.ArgumentList.Add(argument);
    start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return double.Parse(output.Trim(), CultureInfo.InvariantCulture);
}

static string Checkout()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (!File.Exists(Path.Combine(folder.FullName, "Misgen.sln")))
        folder = folder.Parent ?? throw new InvalidOperationException("not inside a checkout");
    return folder.FullName;
}
