using System.Globalization;

namespace Misgen.Learning.Kernels;

/// <summary><c>isotropic</c>: <c>x' = x + s ε</c> with the same normal noise everywhere, in standardised units.</summary>
public sealed class IsotropicKernel : DeviationKernel
{
    private static readonly double[] Scales = [0.01, 0.02, 0.03, 0.05, 0.08, 0.12];

    /// <inheritdoc/>
    public override string Id => "isotropic";

    /// <inheritdoc/>
    public override string Description => "the same noise everywhere: x' = x + s ε";

    /// <inheritdoc/>
    public override bool UsesPilot => false;

    /// <inheritdoc/>
    public override IEnumerable<KernelMember> Draw(KernelContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sources = context.Sources(context.Count);
        foreach (var scale in Scales)
        {
            using var scope = NewDisposeScope();
            using var generator = context.Generator(scale.ToString(CultureInfo.InvariantCulture));
            var x = context.Take(sources);
            var moved = x + randn(x.shape, float32, CPU, false, generator) * scale;
            yield return new KernelMember(
                string.Create(CultureInfo.InvariantCulture, $"s = {scale}"), new KernelDraws(moved.data<float>().ToArray(), sources), null, 0);
        }
    }
}
