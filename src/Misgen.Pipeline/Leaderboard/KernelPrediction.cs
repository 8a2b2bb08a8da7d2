using System.Text.Json.Nodes;

namespace Misgen.Pipeline.Leaderboard;

/// <summary>A kernel's prediction as the <c>recommend</c> job leaves it, before anything was trained.</summary>
/// <param name="Kernel">Id of the kernel.</param>
/// <param name="Member">Which of its scales or noise levels was chosen.</param>
/// <param name="Recommended">Whether it is recommended.</param>
/// <param name="Uses"><c>data</c> or <c>pilot</c>.</param>
/// <param name="Compute">All that it computed as a share of one final training's operations.</param>
/// <param name="Kappa">Its shrinkage; null for a mean of kernels.</param>
/// <param name="Histogram">Predicted mass of every bin.</param>
/// <param name="Low">Lower end of each bin's 95 % bootstrap band.</param>
/// <param name="High">Upper end.</param>
/// <param name="Validation">Fitted to the drift of one pilot and scored on that of the other.</param>
public sealed record KernelPrediction(
    string Kernel, string Member, bool Recommended, string Uses, double Compute, double? Kappa, double[] Histogram, double[] Low, double[] High,
    ScoreBoard Validation)
{
    /// <summary>Reads it.</summary>
    /// <param name="prediction">A member of the job's <c>predictions</c>.</param>
    public static KernelPrediction Read(JsonObject prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        var validation = prediction["validation"]!;
        return new KernelPrediction(
            prediction["kernel"]!.GetValue<string>(), prediction["member"]!.GetValue<string>(), prediction["recommended"]!.GetValue<bool>(),
            prediction["uses"]!.GetValue<string>(), prediction["compute"]!.GetValue<double>(), prediction["kappa"]?.GetValue<double>(),
            Doubles(prediction["histogram"]!), Doubles(prediction["low"]!), Doubles(prediction["high"]!),
            new ScoreBoard(Number(validation["correlation"]), Number(validation["signAgreement"]), Number(validation["explained"])));
    }

    private static double? Number(JsonNode? node) => node?.GetValue<double>();

    private static double[] Doubles(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];
}
