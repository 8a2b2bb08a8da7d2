namespace Misgen.Learning.Kernels;

/// <summary>
/// <c>narrow-pilot</c>: what the pilot itself generates. Its network has half the channels, so that it errs where the model will err, and
/// more. Drawing the samples is part of the pilot.
/// </summary>
public sealed class NarrowPilotKernel : DeviationKernel
{
    /// <inheritdoc/>
    public override string Id => "narrow-pilot";

    /// <inheritdoc/>
    public override string Description => "the samples of a pilot with half the channels";

    /// <inheritdoc/>
    public override bool UsesPilot => true;

    /// <inheritdoc/>
    public override bool ActsOnTrajectories => false;

    /// <inheritdoc/>
    public override IEnumerable<KernelMember> Draw(KernelContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        yield return new KernelMember("samples", new KernelDraws(context.Pilot!.Samples, null), null, 0);
    }
}
