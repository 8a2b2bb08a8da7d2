namespace Misgen.Plugins.DoublePendulum;

/// <summary>The state of the pendulum at one instant.</summary>
/// <param name="Angle1">Angle of the upper rod from hanging, rad, not wrapped.</param>
/// <param name="Angle2">Angle of the lower rod from hanging, rad, not wrapped.</param>
/// <param name="Velocity1">Angular velocity of the upper rod, rad/s.</param>
/// <param name="Velocity2">Angular velocity of the lower rod, rad/s.</param>
internal readonly record struct PendulumState(double Angle1, double Angle2, double Velocity1, double Velocity2)
{
    /// <summary>Total mechanical energy, J.</summary>
    public double Energy => Mechanics.KineticEnergy(this) + Mechanics.PotentialEnergy(Angle1, Angle2);
}
