namespace Misgen.Pipeline.Planning;

/// <summary>
/// How small a pilot is, relative to the model it stands for. All have half the channels and a quarter of the batch: for the same
/// operations, many steps on small batches predict the model's drift far better than few steps on large ones (docs/method.md).
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="StepShare">Its optimizer steps, as a share of the model's.</param>
/// <param name="SampleShare">Its samples, as a share of the model's.</param>
internal sealed record PilotSize(string Name, double StepShare, double SampleShare)
{
    private const int WidthDivisor = 2;
    private const int BatchDivisor = 4;

    /// <summary>
    /// Two equal ones, each with 9 % of the training's operations for a U-Net: what kernels use, and what they are chosen by.
    /// </summary>
    public static IReadOnlyList<PilotSize> Twins { get; } = [new("first", 1.44, 0.5), new("second", 1.44, 0.5)];

    /// <summary>With its samples a quarter, the most that a recommended kernel may cost: its own drift is the reference at equal compute.</summary>
    public static PilotSize Reference { get; } = new("reference", 3.4, 1);

    // Networks are made of groups of four channels.
    public static int Width(int width) => Math.Max(4, width / WidthDivisor / 4 * 4);

    public static int Batch(int batch) => Math.Max(1, batch / BatchDivisor);

    public int Steps(int steps) => Math.Max(1, (int)(StepShare * steps));

    public int Samples(int samples) => Math.Max(100, (int)(SampleShare * samples));
}
