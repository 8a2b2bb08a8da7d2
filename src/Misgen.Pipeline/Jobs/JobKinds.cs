using Misgen.Core.Jobs;
using Misgen.Core.Plugins;

namespace Misgen.Pipeline.Jobs;

/// <summary>Every kind of job.</summary>
public static class JobKinds
{
    /// <summary>The kinds by name.</summary>
    /// <param name="catalog">The plugins that jobs may call.</param>
    /// <param name="threads">Threads that a job may simulate on.</param>
    /// <param name="own">A user's own demonstrations, where there are any.</param>
    public static IReadOnlyDictionary<string, IJobKind> All(PluginCatalog catalog, int threads, OwnDemonstrations? own = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (own is not null)
            catalog = catalog.With(own.Entry);
        IJobKind[] kinds =
        [
            new CurateJob(catalog, threads), new PilotJob(), new PredictJob(catalog), new RecommendJob(), new PriorJob(), new ChooseJob(),
            new EncodeJob(catalog, threads), new TrainJob(), new SampleJob(), new DecodeJob(catalog), new RejectJob(catalog), new MeasureJob(catalog),
            new ScoreJob(), new RankJob(),
        ];
        if (own is not null)
            kinds = [.. kinds, new ImportJob(own.Trajectories, own.Entry)];
        return kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
    }
}
