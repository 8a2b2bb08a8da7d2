namespace Misgen.Learning.Kernels;

/// <summary>Every kernel.</summary>
public static class KernelRegistry
{
    /// <summary>All kernels.</summary>
    public static IReadOnlyList<DeviationKernel> All { get; } =
    [
        new IsotropicKernel(),
        new PosteriorMeanKernel(),
        new LocalResidualKernel(),
        new RoundTripKernel(),
        new PatchMixtureKernel(),
        new NarrowPilotKernel(),
    ];

    /// <summary>Looks a kernel up.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The kernel, or null.</returns>
    public static DeviationKernel? Find(string id) => All.FirstOrDefault(kernel => kernel.Id == id);
}
