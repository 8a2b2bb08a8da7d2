using Misgen.Core.Store;

namespace Misgen.Core.Jobs;

/// <summary>A kind of job: the function that turns a spec and inputs into an artifact. Called from several threads at once.</summary>
public interface IJobKind
{
    /// <summary>Its name, such as <c>train</c>.</summary>
    string Name { get; }

    /// <summary>Raised by one whenever the output for the same spec changes.</summary>
    int Revision { get; }

    /// <summary>Computes the artifact. The result may depend on the job and its inputs only.</summary>
    /// <param name="context">The job, its inputs and where its output goes.</param>
    void Run(JobContext context);
}

/// <summary>What a running job sees.</summary>
/// <param name="job">The job.</param>
/// <param name="inputs">Its inputs, verified, by name.</param>
/// <param name="output">Where its artifact is written.</param>
/// <param name="report">Takes the finished share, 0 to 1.</param>
/// <param name="cancellation">Asks it to stop.</param>
public sealed class JobContext(
    Job job, IReadOnlyDictionary<string, Artifact> inputs, ArtifactWriter output, Action<double> report, CancellationToken cancellation)
{
    /// <summary>The job.</summary>
    public Job Job => job;

    /// <summary>Where its artifact is written.</summary>
    public ArtifactWriter Output => output;

    /// <summary>Asks it to stop; long work looks at it often.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The names of all inputs.</summary>
    public IEnumerable<string> InputNames => inputs.Keys;

    /// <summary>An input's artifact.</summary>
    /// <param name="name">The name it was given in the job.</param>
    public Artifact Input(string name) => inputs[name];

    /// <summary>Tells how far the job is.</summary>
    /// <param name="share">The finished share, 0 to 1.</param>
    public void Report(double share) => report(share);
}
