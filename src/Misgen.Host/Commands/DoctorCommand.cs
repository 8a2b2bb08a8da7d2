using System.CommandLine;
using System.Text.Json.Nodes;
using Misgen.Core.Json;
using Misgen.Host.Environment;

namespace Misgen.Host.Commands;

/// <summary><c>doctor</c>: all that a bug report needs, and for each finding what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var store = CommonOptions.Store();
        var plugins = CommonOptions.Plugins();
        var benchmarks = CommonOptions.Benchmarks();
        var json = CommonOptions.Json();
        var command = new Command("doctor", "Show what this installation consists of and what is wrong with it") { store, plugins, benchmarks, json };
        command.SetAction(parsed =>
        {
            var findings = Examination.Of(
                CommonOptions.StoreOf(parsed, store), () => CommonOptions.CatalogOf(parsed, plugins), () => CommonOptions.BenchmarksOf(parsed, benchmarks));
            if (parsed.GetValue(json))
            {
                terminal.WriteLine(CanonicalJson.ToText(new JsonArray([.. findings.Select(finding => new JsonObject
                {
                    ["subject"] = finding.Subject,
                    ["finding"] = finding.Text,
                    ["problem"] = finding.Remedy is not null,
                    ["remedy"] = finding.Remedy,
                })])));
            }
            else
            {
                foreach (var finding in findings)
                {
                    terminal.WriteLine($"{(finding.Remedy is null ? "ok  " : "BAD ")} {finding.Subject,-14} {finding.Text}");
                    if (finding.Remedy is not null)
                        terminal.WriteLine($"{"",-19} {finding.Remedy}");
                }
            }

            return findings.Any(finding => finding.Remedy is not null) ? ExitCode.SomeFailed : ExitCode.Done;
        });
        return command;
    }
}
