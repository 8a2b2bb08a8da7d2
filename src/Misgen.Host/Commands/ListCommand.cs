using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Misgen.Core.Interventions;
using Misgen.Core.Json;
using Misgen.Learning.Kernels;
using Misgen.Learning.Models;
using Spectre.Console;

namespace Misgen.Host.Commands;

/// <summary><c>list</c>: what there is to choose from.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var plugins = CommonOptions.Plugins();
        var benchmarks = CommonOptions.Benchmarks();
        var json = CommonOptions.Json();
        var command = new Command("list", "List what there is: tasks, models, kernels, interventions, plugins or profiles");
        Add("tasks", "Tasks that the plugins bring", parsed => Tasks(parsed, plugins), plugins);
        Add("models", "Model families", _ => Models());
        Add("kernels", "Data deviation kernels, which predict drift", _ => Kernels());
        Add("interventions", "Interventions", _ => Interventions());
        Add("plugins", "Plugins, loaded and refused", parsed => Plugins(parsed, plugins), plugins);
        Add("profiles", "Profiles of benchmarks.json", parsed => Profiles(parsed, benchmarks), benchmarks);
        return command;

        void Add(string name, string description, Func<ParseResult, JsonArray> rows, params Option[] options)
        {
            var sub = new Command(name, description) { json };
            foreach (var option in options)
                sub.Options.Add(option);
            sub.SetAction(parsed =>
            {
                Show(terminal, rows(parsed), parsed.GetValue(json));
                return ExitCode.Done;
            });
            command.Subcommands.Add(sub);
        }
    }

    private static JsonArray Tasks(ParseResult parsed, Option<string[]> plugins) => Rows(CommonOptions.CatalogOf(parsed, plugins).Tasks, entry =>
    {
        var (layout, quantity) = (entry.Task.Simulator.Layout, entry.Task.Quantity);
        return new JsonObject
        {
            ["task"] = entry.Task.Id,
            ["plugin"] = entry.Plugin.Name,
            ["trajectory"] = $"[{layout.Length}, {layout.Channels.Count}]",
            ["quantity"] = quantity.Name,
            ["range"] = string.Create(CultureInfo.InvariantCulture, $"{quantity.Range.Low} to {quantity.Range.High}{(quantity.Unit == "1" ? "" : " " + quantity.Unit)}"),
            ["target"] = entry.Task.Curator.Target.Name,
            ["description"] = entry.Task.Description,
        };
    });

    private static JsonArray Models() => Rows(ModelFamilies.All, family =>
        new JsonObject { ["model"] = family.Id, ["description"] = family.Description });

    private static JsonArray Kernels() => Rows(KernelRegistry.All, kernel =>
        new JsonObject { ["kernel"] = kernel.Id, ["uses"] = kernel.UsesPilot ? "pilot" : "data", ["description"] = kernel.Description });

    private static JsonArray Interventions() => Rows(InterventionRegistry.All, intervention =>
        new JsonObject { ["intervention"] = intervention.Id, ["level"] = intervention.Level.ToString().ToLowerInvariant(), ["description"] = intervention.Description });

    private static JsonArray Plugins(ParseResult parsed, Option<string[]> plugins)
    {
        var catalog = CommonOptions.CatalogOf(parsed, plugins);
        var rows = Rows(catalog.Plugins, plugin => new JsonObject
        {
            ["plugin"] = plugin.Name,
            ["version"] = plugin.Version,
            ["contract"] = plugin.Contract.ToString(2),
            ["tasks"] = plugin.Tasks.Count,
            ["digest"] = plugin.Digest[..12],
            ["folder"] = plugin.Folder,
        });
        foreach (var refused in catalog.Refused)
            rows.Add(new JsonObject { ["plugin"] = "refused", ["version"] = "", ["contract"] = "", ["tasks"] = 0, ["digest"] = "", ["folder"] = refused.Reason });
        return rows;
    }

    private static JsonArray Profiles(ParseResult parsed, Option<string?> benchmarks) => Rows(CommonOptions.BenchmarksOf(parsed, benchmarks).Profiles, pair =>
    {
        var profile = pair.Value;
        return new JsonObject
        {
            ["profile"] = pair.Key,
            ["tasks"] = string.Join(" ", profile.Tasks),
            ["models"] = string.Join(" ", profile.Models.Keys),
            ["interventions"] = string.Join(" ", profile.Interventions),
            ["seeds"] = string.Join(" ", profile.Seeds),
            ["demonstrations"] = profile.Demonstrations,
            ["samples"] = profile.Samples,
            ["description"] = profile.Description,
        };
    });

    private static JsonArray Rows<T>(IEnumerable<T> items, Func<T, JsonObject> row) => [.. items.Select(row)];

    private static void Show(Terminal terminal, JsonArray rows, bool json)
    {
        if (json)
        {
            terminal.WriteLine(CanonicalJson.ToText(rows));
            return;
        }

        if (rows.Count == 0)
        {
            terminal.WriteLine("none");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var (name, _) in rows[0]!.AsObject())
            table.AddColumn(new TableColumn(name));
        foreach (var row in rows)
            table.AddRow(row!.AsObject().Select(member => new Text(member.Value!.ToString())));
        terminal.Results.Write(table);
    }
}
