using System.CommandLine;
using System.Globalization;
using Misgen.Core.Plugins;
using Misgen.Core.Store;
using Misgen.Host.Reports.Checks;
using Misgen.Pipeline.Configuration;
using Misgen.Pipeline.Leaderboard;
using Misgen.Pipeline.Leaderboard.Comparison;

namespace Misgen.Host.Commands;

/// <summary><c>check</c>: whether a leaderboard moved against a baseline.</summary>
internal static class CheckCommand
{
    public static readonly string[] Examples =
    [
        "misgen-bench check --baseline baseline.json",
        "misgen-bench check --baseline baseline.json --junit check.xml --markdown check.md",
        "misgen-bench check --baseline baseline.json --update",
    ];

    public static Command Create(Terminal terminal)
    {
        var baseline = new Option<string>("--baseline") { Description = "The leaderboard to compare with, made with at least three seeds", HelpName = "FILE", Required = true };
        var leaderboard = new Option<string>("--leaderboard")
        {
            Description = "The leaderboard to check",
            HelpName = "FILE",
            DefaultValueFactory = _ => Path.Combine("results", "leaderboard.json"),
        };
        var junit = new Option<string?>("--junit") { Description = "Write the result as JUnit XML", HelpName = "FILE" };
        var markdown = new Option<string?>("--markdown") { Description = "Write the result as Markdown, for a pull request", HelpName = "FILE" };
        var update = new Option<bool>("--update") { Description = "Make the leaderboard the new baseline, whatever moved" };
        var minimum = new Option<string>("--minimum")
        {
            Description = "The least change that counts, as a share of all mass",
            HelpName = "X",
            DefaultValueFactory = _ => BoardComparison.DefaultMinimum.ToString(CultureInfo.InvariantCulture),
        };
        var command = new Command("check", "Compare a leaderboard with a baseline; exit code 3 where something moved")
        {
            baseline, leaderboard, junit, markdown, update, minimum,
        };
        command.SetAction((parsed, _) =>
        {
            var least = OptionValues.Positive("--minimum", parsed.GetValue(minimum)!);
            if (least >= 1)
                throw new InvalidInputException($"--minimum takes a share of all mass, below 1, not '{parsed.GetValue(minimum)}'");
            var (current, bytes) = LeaderboardFile.Load(parsed.GetValue(leaderboard)!);
            var file = parsed.GetValue(baseline)!;
            if (!parsed.GetValue(update))
                return Task.FromResult(Report(Compare()) ? ExitCode.Different : ExitCode.Done);
            Update();
            return Task.FromResult(ExitCode.Done);

            BoardComparison Compare() => BoardComparison.Of(LeaderboardFile.Load(file).Board, current, least);

            // The old baseline may be the reason for a new one.
            BoardComparison? CompareIfPossible()
            {
                try
                {
                    return Compare();
                }
                catch (InvalidInputException exception)
                {
                    terminal.Message($"not compared with the old baseline: {exception.Message}");
                    return null;
                }
            }

            bool Report(BoardComparison comparison)
            {
                if (parsed.GetValue(junit) is { } xml)
                    Write(xml, CheckJUnit.Of(comparison));
                if (parsed.GetValue(markdown) is { } page)
                    Write(page, CheckMarkdown.Of(comparison));
                CheckReport.Write(terminal, comparison);
                return comparison.Moved.Any();
            }

            void Update()
            {
                if (File.Exists(file) && CompareIfPossible() is { } comparison)
                    Report(comparison);
                Write(file, bytes);
                terminal.Message($"{file} is the new baseline, with {Seeds(current)}");
            }
        });
        return command;
    }

    private static string Seeds(LeaderboardDocument board)
    {
        var fewest = board.Tasks.SelectMany(task => task.Models).Min(model => model.Seeds.Count);
        return ChangeSentence.Count(fewest, "seed") + (fewest < BoardComparison.LeastSeeds ? "; with three or more a check finds smaller changes" : "");
    }

    private static void Write(string file, byte[] bytes)
    {
        try
        {
            Durable.Replace(file, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"cannot write {file}: {OneLine.FirstLine(exception.Message).TrimEnd('.')}", exception);
        }
    }
}
