using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// Simulation and measurement of 20,000 demonstrations, single-threaded, against an equivalent vectorised NumPy script in the same run;
// the column Ratio is Misgen's time over NumPy's. MISGEN_PYTHON names another Python than /usr/bin/python3; it needs NumPy.
//
//   dotnet build bench/Simulation -c Release && taskset -c 0 artifacts/bin/Simulation/release/Simulation --filter '*DoublePendulum*'
//
// In this process, because the plugins' folders are known to this build and not to one that BenchmarkDotNet would generate.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(20).WithIterationCount(15);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
