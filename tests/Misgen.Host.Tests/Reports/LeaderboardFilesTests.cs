using System.Text;
using Misgen.Host.Reports;
using Misgen.Pipeline.Leaderboard;

namespace Misgen.Host.Tests.Reports;

public sealed class LeaderboardFilesTests
{
    [Fact]
    public void Csv_OfABoard_IsThis() => Encoding.UTF8.GetString(LeaderboardCsv.Of(Board())).Should().Be(
        """
        task,model,seeds,intervention,level,rank,tv_to_target,tv_to_target_debiased,tv_to_target_low,tv_to_target_high,w1_to_target,w1_to_target_low,w1_to_target_high,plausibility,plausibility_low,plausibility_high,reduction,reduction_low,reduction_high,p_holm,asked_error,cost,notes
        a/b,unet-diffusion,3,condition,interface,1,0.1,0.09,0.08,0.11,0.02,0.01,0.03,0.9,0.85,0.95,0.5,0.4,0.6,0.0004,0.25,1,
        a/b,unet-diffusion,3,none,baseline,2,0.2,0.19,0.18,0.21,0.02,0.01,0.03,0.9,0.85,0.95,,,,,,1,
        a/b,unet-diffusion,3,rejection,sampling,3,0.05,0.04,0.03,0.06,0.02,0.01,0.03,0.6,0.85,0.95,0.75,0.7,0.8,0.03,,1.5,"implausible: fewer than 75 % of the samples are within the task's tolerances, ranked last; accepts 34 % of what is drawn"

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Markdown_OfABoard_IsThis() => Encoding.UTF8.GetString(LeaderboardMarkdown.Of(Board())).Should().Be(
        """
        # Leaderboard, profile standard

        | rank | intervention | reduction of the drift | 95 % | tasks |
        | --: | :-- | --: | :-: | --: |
        | 1 | condition | 50 % | 45 % to 55 % | 1 |
        | 2 | rejection | 75 % ! | – | 1 |

        Interquartile mean over tasks and seeds.

        ## What drifts

        - a/b: the x\|y drifts without one region that stands out; drift TV .200 (floor .030; debiased .190, 95 % .180–.210); 90 % plausible. Best intervention: condition, 50 % less.

        ## a/b, unet-diffusion

        | rank | intervention | TV to target | 95 % | reduction | 95 % | p (Holm) | plausible | asked − got | cost |
        | --: | :-- | --: | :-- | --: | :-- | --: | --: | --: | --: |
        | 1 | condition | 0.100 | 0.080–0.110 | 50 % | 40 % to 60 % | < 0.001 | 90 % | 0.250 | 1.00 |
        | 2 | none | 0.200 | 0.180–0.210 | – | – | – | 90 % | – | 1.00 |
        | 3 | rejection | 0.050 | 0.030–0.060 | 75 % | 70 % to 80 % | 0.030 | 60 % ! | – | 1.50 |

        - `rejection` accepts 34 % of what is drawn

        Intervals are 95 %, over seeds of training and sampling; the demonstrations are the same for all seeds. Implausible interventions (!) rank last. Misgen 0.1.0; numerics.

        """.ReplaceLineEndings("\n"));

    private static LeaderboardDocument Board()
    {
        double[] flat = [.. Enumerable.Repeat(1 / 48.0, 48)];
        var w1 = new EstimateBoard(0.02, 0.01, 0.03);
        var plausible = new EstimateBoard(0.9, 0.85, 0.95);
        InterventionRow[] rows =
        [
            new("condition", "interface", 1, new TvToTargetBoard(0.1, 0.09, 0.08, 0.11), w1, plausible, new ReductionBoard(0.5, 0.4, 0.6, 0.0004), 0.25, 1, []),
            new("none", "baseline", 2, new TvToTargetBoard(0.2, 0.19, 0.18, 0.21), w1, plausible, null, null, 1, []),
            new("rejection", "sampling", 3, new TvToTargetBoard(0.05, 0.04, 0.03, 0.06), w1, plausible with { Value = 0.6 }, new ReductionBoard(0.75, 0.7, 0.8, 0.03), null, 1.5,
                ["implausible: fewer than 75 % of the samples are within the task's tolerances, ranked last", "accepts 34 % of what is drawn"]),
        ];
        var observed = new ObservedDrift(flat, new double[48], 0, 0, new TvBoard(0.2, 0.19, 0.18, 0.21, 0.03, 0.04, 0.001), w1, w1, plausible, 0.18);
        var model = new ModelBoard("unet-diffusion", [0, 1, 2], 100, 10, 100, observed, null, null, [], rows);
        var task = new TaskBoard(
            "a/b", new PluginBoard("P", "1.0", "00"), new QuantityBoard("x|y", "1", [0, 1]), [.. Enumerable.Range(0, 49).Select(k => -0.25 + (k / 32.0))],
            flat, 100, flat, [model]);
        return new LeaderboardDocument(
            1, new MisgenBuild("0.1.0"), "standard", "numerics", [task],
            [new("condition", 1, new EstimateBoard(0.5, 0.45, 0.55), ["a/b"]), new("rejection", 2, new EstimateBoard(0.75, null, null), ["a/b"])]);
    }
}
