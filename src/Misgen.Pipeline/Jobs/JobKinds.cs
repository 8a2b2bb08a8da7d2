using Misgen.Core.Jobs;
using Misgen.Core.Plugins;

namespace Misgen.Pipeline.Jobs;

/// <summary>Every kind of job.</summary>
public static class JobKinds
{
    /// <summary>The kinds by name.</summary>
    /// <param name="catalog">The plugins that jobs may call.</param>
    /// <param name="threads">Threads that a job may simulate on.</param>
    public static IReadOnlyDictionary<string, IJobKind> All(PluginCatalog catalog, int threads)
    {
        IJobKind[] kinds = [new CurateJob(catalog, threads), new TrainJob(), new SampleJob(), new MeasureJob(catalog), new ScoreJob(), new RankJob()];
        return kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
    }
}
