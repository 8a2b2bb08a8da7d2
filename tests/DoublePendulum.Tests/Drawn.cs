namespace Misgen.Plugins.DoublePendulum.Tests;

/// <summary>Starts as demonstrations have them.</summary>
internal static class Drawn
{
    public static PendulumLanes[] Lanes(ulong seed, params double[] energies)
    {
        var starts = new PendulumLanes[(energies.Length + PendulumLanes.Count - 1) / PendulumLanes.Count];
        Starts.Draw([.. energies.Select((_, i) => new RandomStream(seed, "starts", (ulong)i))], energies, starts);
        return starts;
    }

    public static PendulumState[] States(ulong seed, params double[] energies)
    {
        var lanes = Lanes(seed, energies);
        return [.. energies.Select((_, i) => lanes[i / PendulumLanes.Count][i % PendulumLanes.Count])];
    }
}
